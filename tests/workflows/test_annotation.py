"""What a batch lives through: cancels, kills, resets, poison, limits; every image ends in one outcome."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.enums.v1 import EventType
from temporalio.api.workflowservice.v1 import ResetWorkflowExecutionRequest
from temporalio.client import WorkflowHandle

from activities.providers.base import ProviderBusy
from tests.conftest import MakeHouse
from tests.support.annotators import ScriptedAnnotator, refused
from tests.support.batches import annotate, counts_add_up, results, shelve, standing
from tests.support.house import House
from tests.support.watching import watching

NAMES = [f"image-{number}" for number in range(60)]
Stop = Callable[[House, str], Awaitable[object]]


def held(scripted: ScriptedAnnotator, after: int) -> asyncio.Event:
    """From then on calls wait, however late somebody comes to see the batch half done; until it is set."""
    gate = asyncio.Event()
    scripted.script = lambda name, call: gate if sum(scripted.calls.values()) > after else None
    return gate


async def processed(house: House, job_id: str, number: int) -> dict[str, Any]:
    """The job once so many of its items have an outcome."""
    return await house.until(job_id, lambda job: (job["counts"] or {}).get("processed", 0) >= number)


async def by_api(house: House, job_id: str) -> object:
    return await house.http.post(f"/api/batch/annotations/{job_id}/cancel")


async def by_command(house: House, job_id: str) -> None:
    handle: WorkflowHandle[Any, Any] = house.temporal.get_workflow_handle(job_id)
    await handle.cancel()


async def by_operator(house: House, job_id: str) -> None:
    await house.temporal.get_workflow_handle(job_id).terminate()


@pytest.mark.parametrize(
    ("stop", "status"), [(by_api, "cancelled"), (by_command, "cancelled"), (by_operator, "failed")]
)
async def test_what_is_finished_is_kept_and_a_retry_does_the_rest(
    make_house: MakeHouse, stop: Stop, status: str
) -> None:
    """Through either door, and after a terminate: kept plus skipped is all, and the lineage shows 100 %."""
    scripted = ScriptedAnnotator(latency_s=0.02)
    gate = held(scripted, after=13)  # before a milestone, which is told when its pack is done
    house = await make_house(annotator=scripted)
    await shelve(house, NAMES)
    job_id = await annotate(house, NAMES, concurrency=2)
    await processed(house, job_id, 12)
    await stop(house, job_id)
    job = await house.ended(job_id)
    assert job["status"] == status
    counts = counts_add_up(job)
    assert counts["processed"] + counts["skipped"] == 60
    assert 12 <= counts["succeeded"] < 60
    kept = [line["itemId"] for line in await results(house, job_id) if line["outcome"] == "succeeded"]
    assert len(kept) == counts["succeeded"]
    calls_before = dict(scripted.calls)
    gate.set()
    retried = (await house.http.post(f"/v1/jobs/{job_id}/retry")).json()["jobId"]
    assert (await house.ended(retried))["counts"]["succeeded"] == counts["skipped"]
    assert all(scripted.calls[name] == calls_before[name] for name in kept)
    lineage = (await house.http.get(f"/v1/jobs/{job_id}/lineage")).json()
    assert lineage["counts"] == {"total": 60, "processed": 60, "succeeded": 60, "failed": 0, "skipped": 0}
    merged = await results(house, job_id, "/v1/jobs/{}/lineage/results.jsonl")
    assert [(line["itemId"], line["outcome"]) for line in merged] == [(name, "succeeded") for name in NAMES]


async def test_a_cancel_stops_what_is_under_way(make_house: MakeHouse) -> None:
    """Calls that would take a minute are broken off, and the batch is final within a moment."""
    scripted = ScriptedAnnotator(latency_s=60)
    house = await make_house(annotator=scripted)
    await shelve(house, NAMES)
    job_id = await annotate(house, NAMES, concurrency=4)
    while scripted.under_way < 4:
        await asyncio.sleep(0.01)
    answer = (await by_api(house, job_id)).json()  # type: ignore[attr-defined]
    assert "cancelled" in answer["message"]
    job = await house.ended(job_id)
    assert job["counts"]["skipped"] == 60
    async with asyncio.timeout(2):
        while scripted.under_way:
            await asyncio.sleep(0.01)
    assert scripted.cancelled == 4


async def test_poison_costs_its_own_item(make_house: MakeHouse) -> None:
    """Refused, broken for ever, broken once, a fault of ours, a call that hangs: the others do not notice."""
    scripted = ScriptedAnnotator()
    stories: dict[str, Callable[[int], object]] = {
        "image-3": lambda call: refused("invalid-image"),
        "image-14": lambda call: ProviderBusy("It crashed.", code="decoder-crashed", tries=2),
        "image-25": lambda call: ProviderBusy("Not now.", code="provider-error") if call == 1 else None,
        "image-36": lambda call: ZeroDivisionError("a fault of ours") if call == 1 else None,
        "image-47": lambda call: 3600 if call == 1 else None,
    }
    scripted.script = lambda name, call: stories[name](call) if name in stories else None
    house = await make_house(annotator=scripted, annotation_call_s=0.3)
    await shelve(house, NAMES)
    job = await house.ended(await annotate(house, [*NAMES, "unknown"]))
    assert job["status"] == "completed"
    assert counts_add_up(job) == {"total": 61, "processed": 61, "succeeded": 58, "failed": 3, "skipped": 0}
    failed = {line["itemId"]: line for line in await results(house, job["id"]) if line["error"]}
    assert {name: (line["error"]["code"], line["attempts"]) for name, line in failed.items()} == {
        "image-3": ("invalid-image", 1),
        "image-14": ("decoder-crashed", 2),
        "unknown": ("image-not-found", 1),
    }
    assert {name: scripted.calls[name] for name in stories} == {
        "image-3": 1,
        "image-14": 2,
        "image-25": 2,
        "image-36": 2,
        "image-47": 2,
    }
    errors = (await house.http.get(f"/v1/jobs/{job['id']}/errors?all=true")).json()
    assert sorted((e["itemId"], e["attemptNumber"]) for e in errors["data"]) == [
        ("image-14", 1),
        ("image-14", 2),
        ("image-25", 1),
        ("image-3", 1),
        ("image-36", 1),
        ("image-47", 1),
        ("unknown", 1),
    ]


async def test_nothing_is_called_before_the_annotator_allows_it(make_house: MakeHouse) -> None:
    """`Retry-After` holds for the whole batch, not only for the image that was told."""
    scripted = ScriptedAnnotator()
    scripted.script = lambda name, call: (
        ProviderBusy("Slow down.", 1.5) if sum(scripted.calls.values()) == 10 else None
    )
    house = await make_house(annotator=scripted)
    await shelve(house, NAMES)
    job = await house.ended(await annotate(house, NAMES, concurrency=1))
    assert job["counts"]["succeeded"] == 60
    at = [moment for moment, _ in scripted.at]
    assert at[10] - at[9] >= 1.4


async def test_every_frame_adds_up_and_says_each_milestone_once(make_house: MakeHouse) -> None:
    """From the first frame to the last: percent and counts only grow, processed is succeeded and failed."""
    scripted = ScriptedAnnotator(latency_s=0.02)
    scripted.script = lambda name, call: refused("broken") if name.endswith("7") else None
    house = await make_house(annotator=scripted)
    await shelve(house, NAMES)
    job_id = await annotate(house, NAMES, concurrency=2)
    async with asyncio.timeout(30), watching(house.http, f"/v1/jobs/{job_id}/events") as stream:
        frames = [frame async for frame in stream]
    counts = [counts_add_up(frame.data) for frame in frames if frame.data["counts"]]
    assert [one["processed"] for one in counts] == sorted(one["processed"] for one in counts)
    assert [f.data["percent"] for f in frames] == sorted(f.data["percent"] for f in frames)
    passed = [frame.data["milestone"] for frame in frames if frame.id and frame.data["milestone"]]
    assert passed == [25, 50, 75, 100]
    timeline = (await house.http.get(f"/v1/jobs/{job_id}/timeline")).json()["data"]
    assert [line["milestone"] for line in timeline if line["milestone"]] == [25, 50, 75, 100]


async def test_a_batch_that_is_reset_repeats_nothing(make_house: MakeHouse) -> None:
    """After it was cancelled, from its very first task: what has an outcome keeps it, the rest is done."""
    scripted = ScriptedAnnotator(latency_s=0.02)
    gate = held(scripted, after=12)
    house = await make_house(annotator=scripted)
    await shelve(house, NAMES)
    job_id = await annotate(house, NAMES, concurrency=2)
    await processed(house, job_id, 10)
    await by_api(house, job_id)
    cancelled = await house.ended(job_id)
    assert cancelled["counts"]["skipped"] > 0
    kept = [line["itemId"] for line in await results(house, job_id) if line["outcome"] == "succeeded"]
    gate.set()
    await reset_to_start(house, job_id)
    job = await house.until(job_id, lambda job: job["status"] == "completed")
    assert counts_add_up(job)["succeeded"] == 60
    assert {scripted.calls[name] for name in kept} == {1}


async def test_a_batch_goes_on_where_its_worker_was_stopped(make_house: MakeHouse) -> None:
    """With another worker; nothing counts twice."""
    scripted = ScriptedAnnotator(latency_s=0.02)
    house = await make_house(annotator=scripted, work=False)
    await shelve(house, NAMES)
    job_id = await annotate(house, NAMES, concurrency=2)
    async with house.working():
        await processed(house, job_id, 10)
    async with house.working():
        job = await house.ended(job_id)
    assert counts_add_up(job)["succeeded"] == 60
    assert len(await results(house, job_id)) == 60


async def test_one_image_does_not_wait_for_somebody_elses_thousands(make_house: MakeHouse) -> None:
    """It is done while most of the others' are not."""
    scripted = ScriptedAnnotator(latency_s=0.4)
    house = await make_house(annotator=scripted)
    many = [f"many-{number}" for number in range(3000)]
    await shelve(house, [*many, *NAMES])
    big = await annotate(house, many)
    await processed(house, big, 100)
    small = await house.ended(await annotate(house, NAMES[:1], "local"))
    assert small["status"] == "completed"
    assert (await standing(house, big))["progress"]["processed"] < 2900
    await by_api(house, big)


async def reset_to_start(house: House, job_id: str) -> None:
    """What `temporal workflow reset --type FirstWorkflowTask` does."""
    request = ResetWorkflowExecutionRequest(
        namespace=house.temporal.namespace,
        workflow_execution=WorkflowExecution(workflow_id=job_id),
        reason="test",
        workflow_task_finish_event_id=await first_task(house, job_id),
        request_id=job_id,
    )
    await house.temporal.workflow_service.reset_workflow_execution(request)


async def first_task(house: House, job_id: str) -> int:
    async for event in house.temporal.get_workflow_handle(job_id).fetch_history_events():
        if event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED:
            return event.event_id
    raise AssertionError("no workflow task was completed")
