"""Records a history of every workflow, in every way it can end: `python -m tests.workflows.record`."""

import asyncio
import json
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from temporalio.client import Client, WorkflowFailureError
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment

from activities.providers.base import ProviderBusy, ProviderRejected
from callsheet.devserver import SEARCH_ATTRIBUTES, temporal_binary
from callsheet.fakekie.faults import Failure, Script
from callsheet.fakekie.sayings import GARBAGE
from callsheet.fakekie.state import Kie
from tests.api.test_transfer_meetings import Pausing, half_way, people
from tests.support.annotators import ScriptedAnnotator
from tests.support.batches import annotate, shelve
from tests.support.documentaries import start
from tests.support.fakes import StagedEnhancements
from tests.support.generations import at, create, found, imagen
from tests.support.house import House, open_house
from tests.support.kie import looking_alike
from tests.support.pictures import picture
from tests.support.processes import free_ports
from tests.support.receiver import receiver
from tests.support.studio import Rehearsal
from tests.support.transfers import dataset, fetch, imported, send, table
from webhooks import secret_of
from workflows.housekeeping import Housekeeping

FOLDER = Path(__file__).parent.parent / "histories"


async def save(house: House, workflow_id: str, name: str) -> None:
    history = await house.temporal.get_workflow_handle(workflow_id).fetch_history()
    (FOLDER / f"{name}.json").write_text(json.dumps(scrubbed(json.loads(history.to_json())), indent=1) + "\n")


def scrubbed(part: Any) -> Any:
    """Without what names the machine it was recorded on."""
    if isinstance(part, dict):
        return {key: scrubbed(value) for key, value in part.items() if key not in ("stackTrace", "identity")}
    if isinstance(part, list):
        return [scrubbed(item) for item in part]
    return re.sub(r"^\d+@[\w-]+", "worker", part) if isinstance(part, str) else part


async def record(house: House, staged: StagedEnhancements) -> None:
    image_id = await house.upload(picture())
    completed, downscaled = await house.enhance(image_id, "1k", "2k")
    (cancelled,) = await house.enhance(image_id, "4k")
    await house.until(cancelled, lambda job: "Tile" in str(job["detail"]))
    await house.http.post(f"/api/jobs/{cancelled}/cancel")
    staged.go.set()
    await house.ended(completed)
    await house.ended(downscaled)
    staged.fail = ApplicationError("The picture cannot be enlarged", type="too-strange", non_retryable=True)
    (failed,) = await house.enhance(image_id, "1k")
    await house.ended(failed)
    large = await house.upload(picture(1200, 800))
    (shrunk,) = await house.enhance(large, "1k")
    await house.ended(shrunk)
    parent = str((await house.job(completed))["group"])
    await house.temporal.get_workflow_handle(parent).result()
    await save(house, parent, "Enhancement-completed")
    queue = house.settings.task_queue
    await house.temporal.execute_workflow(Housekeeping.run, id="housekeeping", task_queue=queue)
    await save(house, "housekeeping", "Housekeeping-completed")
    for job_id, end in (
        (completed, "completed"),
        (cancelled, "cancelled"),
        (failed, "failed"),
        (shrunk, "downscaled"),
    ):
        await save(house, job_id, f"EnhancementTier-{end}")


async def record_batches(house: House, scripted: ScriptedAnnotator) -> None:
    """One with a retry and several shards, one that was cancelled."""
    names = [f"image-{number}" for number in range(1100)]
    await shelve(house, names)
    again = {"image-5", "image-700"}
    scripted.script = lambda name, call: ProviderBusy("Later.") if name in again and call == 1 else None
    completed = await annotate(house, names)
    await house.ended(completed)
    await save(house, completed, "Annotation-completed")
    await save(house, await shard_of(house, completed), "AnnotationShard-completed")
    scripted.latency_s = 0.02
    cancelled = await annotate(house, names, concurrency=2)
    await house.until(cancelled, lambda job: (job["counts"] or {}).get("processed", 0) > 200)
    await house.http.post(f"/v1/jobs/{cancelled}/cancel")
    await house.ended(cancelled)
    await save(house, cancelled, "Annotation-cancelled")
    await save(house, await shard_of(house, cancelled), "AnnotationShard-cancelled")


async def shard_of(house: House, job_id: str) -> str:
    """The first child of a batch."""
    async for event in house.temporal.get_workflow_handle(job_id).fetch_history_events():
        if event.HasField("start_child_workflow_execution_initiated_event_attributes"):
            return event.start_child_workflow_execution_initiated_event_attributes.workflow_id
    raise AssertionError("it has no child")


async def record_documentaries(house: House, rehearsal: Rehearsal) -> None:
    """One with missing tracks, one that failed and its retry, one cancelled while it was narrated, one that
    nobody spoke."""
    rehearsal.missing = {"Song 2"}
    completed = await start(house)
    await house.ended(completed)
    await save(house, completed, "Documentary-completed")
    rehearsal.fail["write"] = ProviderRejected("answer-invalid", "The model's answer is none.")
    failed = await start(house)
    await house.ended(failed)
    await save(house, failed, "Documentary-failed")
    rehearsal.fail = {"speak": ProviderRejected("no-voice", "Nobody speaks.")}
    answer = await house.http.post(f"/v1/jobs/{failed}/retry")
    await house.ended(answer.json()["id"])
    await save(house, answer.json()["id"], "Documentary-retried-unspoken")
    rehearsal.fail, rehearsal.hold = {}, {"speak": asyncio.Event()}
    cancelled = await start(house)
    await house.until(cancelled, lambda job: job["stageLabel"] == "Generating narration")
    await house.http.post(f"/v1/jobs/{cancelled}/cancel")
    await house.ended(cancelled)
    await save(house, cancelled, "Documentary-cancelled")


async def record_notices(house: House) -> None:
    """One that is told at the second try, one whose receiver wants no more."""
    async with receiver(secret_of(house.settings)) as there:
        there.script = [500, 204, 410]
        for end, arrivals in (("completed", 2), ("failed", 3)):
            await annotate(house, ["nobody's"], notify={"webhookUrl": there.url})
            notice_id = (await there.arrived(arrivals))[-1].id
            with suppress(WorkflowFailureError):
                await house.temporal.get_workflow_handle(notice_id).result()
            await save(house, notice_id, f"Notification-{end}")


async def record_transfers(house: House, pausing: Pausing) -> None:
    """One that waits for its turn, one that has too many bad rows, one cancelled half-way; an export, and one
    of what is not there any more."""
    into = await dataset(house)
    await imported(house, people(1, 3), into)
    cancelled = await half_way(house, pausing, into, mode="replace")
    completed = await send(house, people(5, 2), into)
    await house.until(completed, lambda job: bool(job["waitingFor"]))
    await house.http.post(f"/v1/jobs/{cancelled}/cancel")
    pausing.loads.go.set()
    failed = await send(house, table(["id"], ["x"]), into, maxBadShare=0)
    for job_id, end in ((cancelled, "cancelled"), (completed, "completed"), (failed, "failed")):
        await house.ended(job_id)
        await save(house, job_id, f"Import-{end}")
    exported = await fetch(house, into, format="csv")
    await house.ended(exported)
    await save(house, exported, "Export-completed")
    lost = await fetch(house, into)
    await house.http.delete(f"/v1/datasets/{into}")
    await house.ended(lost)
    await save(house, lost, "Export-failed")


async def record_generations(house: House, kie: Kie) -> None:
    """One that a callback ended, one that its provider failed at, one cancelled while it was made, one whose
    paid call was answered with nothing, until an operator told, and that was still made then."""
    kie.script(Script(create=GARBAGE, accepts=True, holds=True), about="unknown")
    kie.script(Script(fails=Failure("501", "Too dark to see")), about="dark")
    kie.script(Script(holds=True), about="endless")
    made = {}
    for end, words in (("completed", "four"), ("failed", "dark"), ("cancelled", "endless")):
        made[end] = (await create(house, imagen(words, 4)))["id"]
    await house.until(made["cancelled"], lambda job: job["stage"] == "wait")
    await house.http.post(f"/v1/jobs/{made['cancelled']}/cancel")
    made["resolved"] = (await create(house, imagen("unknown")))["id"]
    await house.until(made["resolved"], lambda job: job["waitingFor"] == "outcome-unknown")
    (named,) = [task for task in await kie.accepted(4) if "unknown" in str(task.body)]
    told = f"/api/generation/tasks/{made['resolved']}/outcome"
    await house.http.post(told, json={"externalTaskId": named.id})
    await found(house, made["resolved"], named.id)
    kie.release(named)
    for end, task_id in made.items():
        await house.ended(task_id)
        await save(house, task_id, f"Generation-{end}")


async def record_drawings(house: House) -> None:
    drawn = (await create(house, imagen(number=2)))["id"]
    await house.ended(drawn)
    await save(house, drawn, "Generation-drawn")


async def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    extra = [arg for name in SEARCH_ATTRIBUTES for arg in ("--search-attribute", f"{name}=Keyword")]
    staged, scripted, rehearsal = StagedEnhancements(), ScriptedAnnotator(), Rehearsal()
    pausing = Pausing()
    async with (
        await WorkflowEnvironment.start_local(
            dev_server_existing_path=temporal_binary(),
            data_converter=pydantic_data_converter,
            dev_server_extra_args=extra,
            dev_server_log_level="error",
        ) as environment,
        open_house(
            environment.client, Path(tempfile.mkdtemp()), staged, scripted, rehearsal, loads=pausing
        ) as house,
    ):
        await record(house, staged)
        await record_batches(house, scripted)
        await record_documentaries(house, rehearsal)
        await record_notices(house)
        await record_transfers(house, pausing)
        await record_tasks(environment.client)


async def record_tasks(temporal: Client) -> None:
    """In houses of their own: they have a provider outside, and none."""
    (port,) = free_ports(1)
    async with looking_alike() as kie:
        ours = at(kie, public_url=f"http://127.0.0.1:{port}", kie_poll_s=60)
        async with open_house(temporal, Path(tempfile.mkdtemp()), **ours) as house:
            await record_generations(house, kie)
    async with open_house(temporal, Path(tempfile.mkdtemp())) as house:
        await record_drawings(house)


if __name__ == "__main__":
    asyncio.run(main())
