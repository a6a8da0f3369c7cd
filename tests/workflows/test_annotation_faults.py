"""What goes wrong around a batch: retries by the hundred, unreadable files, lost shards, long histories."""

import threading
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowExecutionStatus
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from activities import annotation
from activities.near_duplicates import groups
from activities.providers.base import ProviderBusy
from callsheet.devserver import SEARCH_ATTRIBUTES, temporal_binary
from tests.conftest import MakeHouse
from tests.support.annotators import ScriptedAnnotator
from tests.support.batches import annotate, counts_add_up, shelve
from tests.support.house import House, open_house
from tests.workflows.test_annotation import NAMES, processed


async def events(house: House, workflow_id: str) -> AsyncIterator[tuple[str, Any]]:
    """The kind of each event of the newest run, and the event."""
    async for event in house.temporal.get_workflow_handle(workflow_id).fetch_history_events():
        yield EventType.Name(event.event_type).removeprefix("EVENT_TYPE_"), event


async def kinds(house: House, workflow_id: str) -> Counter[str]:
    return Counter([kind async for kind, _ in events(house, workflow_id)])


async def children(house: House, job_id: str) -> list[str]:
    return [
        event.child_workflow_execution_started_event_attributes.workflow_execution.workflow_id
        async for kind, event in events(house, job_id)
        if kind == "CHILD_WORKFLOW_EXECUTION_STARTED"
    ]


async def test_images_that_failed_for_now_are_retried_together(make_house: MakeHouse) -> None:
    """Two hundred retries are a few packs, not as many activities that ask for lanes one by one."""
    scripted = ScriptedAnnotator()
    scripted.script = lambda name, call: ProviderBusy("Not now.") if call == 1 else None
    house = await make_house(annotator=scripted)
    names = [f"image-{number}" for number in range(200)]
    await shelve(house, names)
    job = await house.ended(await annotate(house, names, concurrency=5))
    assert counts_add_up(job)["succeeded"] == 200
    (shard,) = await children(house, job["id"])
    assert (await kinds(house, shard))["ACTIVITY_TASK_SCHEDULED"] < 50


async def test_an_image_that_cannot_be_read_holds_up_nobody(make_house: MakeHouse) -> None:
    """The others are done; it is once it can be read again."""
    house = await make_house(annotator=ScriptedAnnotator())
    await shelve(house, NAMES)
    files = (house.settings.data / "artifacts" / "images").iterdir()
    (broken,) = [file for file in files if file.read_text() == NAMES[0]]
    broken.unlink()
    broken.symlink_to(broken)
    job_id = await annotate(house, NAMES, concurrency=2)
    await house.until(job_id, lambda job: job["counts"] and job["counts"]["succeeded"] == 59)
    broken.unlink()
    broken.write_text(NAMES[0])
    job = await house.ended(job_id)
    assert (job["status"], job["counts"]["succeeded"]) == ("completed", 60)


async def test_a_batch_is_at_100_percent_only_when_it_is_over(
    make_house: MakeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not while near-duplicates are looked for."""
    go, compare = threading.Event(), groups

    def compare_at_last(hashes: Any) -> list[list[int]]:
        go.wait(30)
        return compare(hashes)

    monkeypatch.setattr(annotation, "groups", compare_at_last)
    house = await make_house(annotator=ScriptedAnnotator())
    await shelve(house, NAMES)
    job_id = await annotate(house, NAMES)
    try:
        job = await house.until(job_id, lambda job: job["stage"] == "group")
        assert job["percent"] == 99
    finally:
        go.set()
    assert (await house.ended(job_id))["percent"] == 100


async def test_a_lost_shard_starts_no_other(make_house: MakeHouse) -> None:
    """An operator's terminate of one ends the batch; what is left is not begun first."""
    house = await make_house(annotator=ScriptedAnnotator(latency_s=0.02))
    names = [f"image-{number}" for number in range(5000)]
    await shelve(house, names)
    job_id = await annotate(house, names, concurrency=2)
    await processed(house, job_id, 20)
    begun = await children(house, job_id)
    await house.temporal.get_workflow_handle(begun[0]).terminate()
    job = await house.ended(job_id)
    assert job["status"] == "failed"
    counts = counts_add_up(job)
    assert counts["processed"] + counts["skipped"] == 5000
    assert (await kinds(house, job_id))["START_CHILD_WORKFLOW_EXECUTION_INITIATED"] == len(begun)


async def test_no_more_is_under_way_than_keeps_the_annotator_busy(make_house: MakeHouse) -> None:
    """However many batches there are: who waits behind others does not run out of its call's time."""
    scripted = ScriptedAnnotator(latency_s=0.01, at_once=2)
    house = await make_house(annotator=scripted)
    await shelve(house, NAMES)
    batches = [await annotate(house, NAMES, concurrency=2) for _ in range(4)]
    for job_id in batches:
        assert (await house.ended(job_id))["counts"]["succeeded"] == 60
    assert scripted.most_under_way == 2


async def test_a_long_shard_goes_on_in_a_new_history(tmp_path: Path) -> None:
    """Where the server finds it long; nothing is done twice, and a cancel reaches it."""
    scripted = ScriptedAnnotator()
    scripted.script = lambda name, call: ProviderBusy("Later.") if call == 1 else 0.05
    extra = [arg for name in SEARCH_ATTRIBUTES for arg in ("--search-attribute", f"{name}=Keyword")]
    async with (
        await WorkflowEnvironment.start_local(
            dev_server_existing_path=temporal_binary(),
            data_converter=pydantic_data_converter,
            dev_server_extra_args=[
                *extra,
                "--dynamic-config-value",
                "limit.historyCount.suggestContinueAsNew=5",
            ],
            dev_server_log_level="error",
        ) as environment,
        open_house(environment.client, tmp_path, annotator=scripted) as house,
    ):
        await shelve(house, NAMES)
        job = await house.ended(await annotate(house, NAMES[:4], concurrency=2))
        assert counts_add_up(job)["succeeded"] == 4
        (shard,) = await children(house, job["id"])
        (begun,) = [event async for kind, event in events(house, shard) if kind.endswith("EXECUTION_STARTED")]
        assert begun.workflow_execution_started_event_attributes.continued_execution_run_id
        assert {scripted.calls[name] for name in NAMES[:4]} == {2}
        cancelled = await annotate(house, NAMES, concurrency=2)
        (shard,) = await one_child(house, cancelled)
        await processed(house, cancelled, 1)
        await house.http.post(f"/v1/jobs/{cancelled}/cancel")
        assert (await house.ended(cancelled))["status"] == "cancelled"
        handle = house.temporal.get_workflow_handle(shard)
        while (status := (await handle.describe()).status) is WorkflowExecutionStatus.RUNNING:
            pass
        assert status is WorkflowExecutionStatus.CANCELED


async def one_child(house: House, job_id: str) -> list[str]:
    while not (begun := await children(house, job_id)):
        pass
    return begun
