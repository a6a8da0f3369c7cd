"""A house with jobs in every state, and what a fuzzer must know to ask about them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from temporalio.client import Client
from temporalio.exceptions import ApplicationError

from tests.support import asking_rows, asking_tasks
from tests.support.annotators import ScriptedAnnotator
from tests.support.asking_rows import Known, as_owner, jobs
from tests.support.batches import annotate, shelve
from tests.support.documentaries import start
from tests.support.fakes import StagedEnhancements
from tests.support.generations import at
from tests.support.house import House, open_house
from tests.support.kie import looking_alike
from tests.support.pictures import picture
from tests.support.studio import Rehearsal

TIERS = ("1k", "2k", "4k")
LIMITS: dict[str, Any] = {"initial_credits": 60, "open_jobs": 18, "documentaries_at_once": 6}
LONG = 600
BATCH = {"imageIds": ["one", "nobody's"]}


@asynccontextmanager
async def furnished(temporal: Client, folder: Path) -> AsyncIterator[tuple[House, dict[str, Any]]]:
    """The house, and the ids of what is in it."""
    staged = StagedEnhancements()
    async with open_house(temporal, folder, **LIMITS) as house:  # one real result, with its bytes
        image = await house.upload(picture())
        (completed,) = await house.enhance(image, "1k", engine="fast")
        job = await house.ended(completed)
    rehearsal = Rehearsal()
    fakes = staged, annotators(), rehearsal
    stopping = asking_rows.stopping
    async with (
        looking_alike() as kie,
        open_house(temporal, folder, *fakes, loads=stopping, **at(kie, **LIMITS)) as house,
    ):
        staged.go.set()
        staged.fail = ApplicationError("Too strange", type="too-strange", non_retryable=True)
        failed = await house.enhance(image, *TIERS)
        await asyncio.gather(*map(house.ended, failed))
        staged.go, staged.fail = asyncio.Event(), None
        cancelled = await house.enhance(image, *TIERS)
        for job_id in cancelled:
            await house.http.post(f"/v1/jobs/{job_id}/cancel")
        await asyncio.gather(*map(house.ended, cancelled))
        running = await house.enhance(image, *TIERS)
        yield (
            house,
            {
                "image": image,
                "completed": completed,
                "failed": failed,
                "cancelled": cancelled,
                "running": running,
                "group": job["group"],
                "open_group": (await house.job(running[0]))["group"],
                "artifact": job["result"]["url"].rpartition("/")[2],
                "batches": await batches(house),
                "documentaries": await documentaries(house, rehearsal),
                "transfers": await asking_rows.transfers(house),
                "tasks": await asking_tasks.tasks(house, kie),
                "images": {
                    owner: await house.upload(picture(), headers={"X-Callsheet-Owner": owner})
                    for owner in ("ann", "ben", "cid", "dora", "eve")
                },
            },
        )


def annotators() -> ScriptedAnnotator:
    """Of the image `long` it never hears again."""
    annotator = ScriptedAnnotator()
    annotator.script = lambda name, call: LONG if name == "long" else None
    return annotator


async def batches(house: House) -> dict[str, str]:
    """One that ended with a failure, two like it to be carried on, one that was cancelled, two at work."""
    await shelve(house, ["one", "long"])
    ended = [await annotate(house, [*BATCH["imageIds"], "one"]) for _ in range(3)]
    at_work = [await annotate(house, ["one", "long"]) for _ in range(3)]
    await asyncio.gather(*map(house.ended, ended))
    await house.http.post(f"/v1/jobs/{at_work[0]}/cancel")
    await house.ended(at_work[0])
    names = ("ended", "again", "again_v1", "cancelled", "running", "stopped")
    return dict(zip(names, (*ended, *at_work), strict=True))


async def documentaries(house: House, rehearsal: Rehearsal) -> dict[str, str]:
    """One that is complete, two that failed, two at work, one of which was cancelled."""
    completed = await start(house, ownerId="local")
    playlist = (await house.ended(completed))["result"]["playlistId"]
    failed, again = [await start(house, "Nobody", ownerId="local") for _ in range(2)]
    await asyncio.gather(house.ended(failed), house.ended(again))
    rehearsal.hold["plan"] = asyncio.Event()
    running, cancelled = [await start(house, ownerId="local") for _ in range(2)]
    await house.http.post(f"/v1/jobs/{cancelled}/cancel")
    await house.ended(cancelled)
    told = {"completed": completed, "failed": failed, "again": again, "running": running}
    return {**told, "cancelled": cancelled, "playlist": playlist}


def known(name: str, ids: dict[str, Any]) -> list[Known]:
    """What to ask of an operation about things that are there: parts of requests, the rest is made up."""
    return [{**as_owner("local"), **part} for part in _table(ids).get(name, [{}])]


def _starts(ids: dict[str, Any]) -> list[Known]:
    """Of every kind."""
    enhancement = {"imageId": ids["images"]["ann"], "tiers": ["TIER_1K"]}
    asked: list[tuple[str, str, dict[str, Any]]] = [
        ("ann", "enhancement", enhancement),
        ("ann", "annotation", BATCH),
        ("cid", "documentary", {"topic": "Radiohead"}),
        *asking_rows.starts(ids["transfers"]),
        *asking_tasks.starts(),
    ]
    return [{"body": {"kind": kind, "input": told}, **as_owner(owner)} for owner, kind, told in asked]


def _table(ids: dict[str, Any]) -> dict[str, list[Known]]:
    of_batches = ids["batches"]
    ended = jobs(
        ids["completed"], ids["failed"][2], ids["cancelled"][2], of_batches["ended"], of_batches["cancelled"]
    )
    told = ids["documentaries"]
    rows, tasks = ids["transfers"], ids["tasks"]
    ended += jobs(told["completed"], told["failed"], told["cancelled"], *asking_rows.over(rows))
    ended += jobs(*asking_tasks.over(tasks))
    at_work = (ids["running"][2], of_batches["running"], told["running"], *asking_rows.at_work(rows))
    at_work += (tasks["held"],)
    every = [*ended, *jobs(*at_work)]
    playlists = [{"path_parameters": {"playlist_id": told["playlist"]}}]
    groups = [{"path_parameters": {"group": ids[name]}} for name in ("group", "open_group")]
    image = [{"path_parameters": {"image_id": ids["image"]}}]
    start = {"imageId": ids["images"]["ben"], "tiers": ["TIER_1K"]}
    return {
        "api_parallel_enhance": [{"body": start, **as_owner("ben")}],
        "v1_start": _starts(ids),
        "api_upload": [{"body": {"file": picture()}}],
        "api_image": image,
        "api_content": image,
        "v1_artifact": [{"path_parameters": {"artifact_id": ids["artifact"]}}],
        "api_batch_status": [
            {"body": {"jobIds": [ids["completed"], *ids["failed"], *of_batches.values(), told["failed"]]}},
            {"body": {"jobIds": [*asking_rows.over(rows), *asking_rows.at_work(rows)]}},
        ],
        "api_start_documentary": [{"body": {"topic": "Radiohead"}, **as_owner("dora")}],
        "api_history": every,
        "api_users_jobs": [{"path_parameters": {"user_id": "local"}}],
        "api_playlist": playlists,
        "api_delete_playlist": playlists,
        "api_job": every,
        "v1_job": [{**one, **as_owner("local", wait=0.05)} for one in every],
        "v1_timeline": every,
        "v1_lineage": every,
        **_batches(of_batches),
        **asking_rows.asked(rows),
        **asking_tasks.asked(tasks),
        "api_stream": ended,
        "v1_events": ended,
        "v1_watch": [
            as_owner("local", mine=False, job=[ids["completed"], ids["cancelled"][2]]),
            as_owner("local", mine=False, group=ids["group"]),
        ],
        "v1_group": groups,
        "v1_cancel_group": groups,
        "api_cancel": jobs(ids["running"][0], ids["completed"], rows["waiting"]),
        "v1_cancel": jobs(ids["running"][1], ids["completed"]),
        "api_retry": jobs(
            ids["failed"][0],
            ids["completed"],
            of_batches["again"],
            told["failed"],
            rows["failed"],
            tasks["again"],
        ),
        "v1_retry": jobs(
            ids["failed"][1], ids["completed"], of_batches["again_v1"], told["again"], rows["export"]
        ),
        "api_delete": jobs(ids["cancelled"][0], ids["running"][2]),
        "v1_delete": jobs(ids["cancelled"][1], ids["running"][2]),
        "v1_grant": [{"body": {"owner": "local", "amount": 1}, "headers": {}, "query": {}}],
        "v1_try_webhook": [{"body": {"url": "http://127.0.0.1:1/nobody"}}],
        "v1_webhook_secret": [{"headers": {}, "query": {}}],
        "v1_owner": [{"path_parameters": {"name": "local"}}],
        "v1_set_tier": [{"path_parameters": {"name": "zoe"}, "headers": {}, "query": {}}],
    }


def _batches(ids: dict[str, str]) -> dict[str, list[Known]]:
    every = jobs(ids["ended"], ids["cancelled"], ids["running"])
    outcomes = ("succeeded", "failed", "skipped", "pending")
    items = [{**one, **as_owner("local", outcome=outcome)} for one in every for outcome in outcomes]
    faults = [{**one, **as_owner("local", all=True)} for one in every]
    routes = ("batch_results_jsonl", "batch_results_csv", "results_jsonl", "results_csv", "lineage_results")
    return {
        "api_start_batch": [{"body": BATCH}, {"body": BATCH, **as_owner("local", dry_run=True)}],
        "api_batch_standing": every,
        "api_batch_errors": [*every, *faults],
        "v1_errors": [*every, *faults],
        "api_batch_items": [*every, *items],
        "v1_items": [*every, *items],
        "v1_failures": every,
        **{f"{'api' if name.startswith('batch') else 'v1'}_{name}": every for name in routes},
        "api_cancel_batch": jobs(ids["stopped"], ids["cancelled"], ids["ended"]),
        "api_retry_batch": jobs(ids["cancelled"], ids["running"]),
    }
