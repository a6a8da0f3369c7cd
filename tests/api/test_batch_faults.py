"""Faults 14 to 18 of the systems that were there before: none of them is here."""

import asyncio
import secrets
from pathlib import Path
from typing import Any

from temporalio.client import Client

from activities.providers.base import ProviderBusy
from tests.conftest import MakeHouse
from tests.support.annotators import ScriptedAnnotator
from tests.support.batches import annotate, results, shelve, standing
from tests.support.house import House, open_house
from workflows.contracts.annotation import MOST_OF_A_SHARD

BATCHES = "/api/batch/annotations"
WINDOW_S = 0.5


def most_in_a_window(annotator: ScriptedAnnotator) -> int:
    """The most calls that any window saw, wherever it began."""
    times = sorted(at for at, _ in annotator.at)
    return max(sum(first <= at < first + WINDOW_S for at in times) for first in times)


async def set_tier(house: House, owner: str, tier: str) -> None:
    assert (await house.http.put(f"/v1/owners/{owner}", json={"tier": tier})).status_code == 200


async def processed(house: House, job_id: str, number: int) -> None:
    """Wait until so many are."""
    async with asyncio.timeout(30):
        while (await standing(house, job_id))["progress"]["processed"] < number:
            await asyncio.sleep(0.02)


async def test_fault_14_the_free_tier_refills(make_house: MakeHouse) -> None:
    """Forty images at ten a minute all end: used permits come back after a window. Both batches of the owner
    together never make more than ten calls in one, two at a time; what is no image uses none."""
    annotator = ScriptedAnnotator()
    house = await make_house(annotator=annotator, rate_window_s=WINDOW_S)
    names = [f"i{number}" for number in range(40)]
    await shelve(house, names, owner="ann")
    unknown = [f"gone{number}" for number in range(30)]
    batches = [await annotate(house, [*unknown, *some], owner="ann") for some in (names[:20], names[20:])]
    for job in await asyncio.gather(*map(house.ended, batches)):
        assert (job["status"], job["counts"]["succeeded"], job["counts"]["failed"]) == ("completed", 20, 30)
    assert sorted(annotator.calls) == sorted(names)
    assert (most_in_a_window(annotator) <= 10, annotator.most_under_way <= 2) == (True, True)


async def test_a_batch_that_waits_for_its_rate_says_so(make_house: MakeHouse) -> None:
    """B32: with the time at which it goes on; what is left takes as long as the rate makes it."""
    annotator = ScriptedAnnotator()
    house = await make_house(annotator=annotator)
    names = [f"i{number}" for number in range(25)]
    await shelve(house, names, owner="ann")
    job_id = await annotate(house, names, owner="ann")
    await processed(house, job_id, 10)
    told = await standing(house, job_id)
    assert told["waitingFor"].startswith("The limit of 10 calls a minute is used up; it goes on at ")
    assert told["estimatedTimeRemaining"] >= 60_000
    assert annotator.calls.total() == 10
    assert "10 calls a minute" in (await house.job(job_id))["waitingFor"]


async def test_fault_15_the_requested_rate_is_applied(make_house: MakeHouse) -> None:
    """Ten a minute of an owner who may make five hundred: no window sees more than ten calls of the batch."""
    annotator = ScriptedAnnotator()
    house = await make_house(annotator=annotator, rate_window_s=WINDOW_S)
    await set_tier(house, "ann", "paid")
    names = [f"i{number}" for number in range(25)]
    await shelve(house, names, owner="ann")
    job = await house.ended(await annotate(house, names, owner="ann", rateLimitPerMinute=10, concurrency=10))
    assert (job["status"], job["counts"]["succeeded"]) == ("completed", 25)
    assert most_in_a_window(annotator) <= 10


async def test_fault_16_one_slow_image_holds_nobody_back(make_house: MakeHouse) -> None:
    """However long it takes, all others are done beside it, and no more at a time than was asked for."""
    annotator, gate = ScriptedAnnotator(latency_s=0.04), asyncio.Event()
    annotator.script = lambda name, call: gate if name == "slow" else None
    house = await make_house(annotator=annotator)
    names = ["slow", *(f"i{number}" for number in range(80))]
    await shelve(house, names)
    job_id = await annotate(house, names, concurrency=2)
    await processed(house, job_id, 80)
    told = await standing(house, job_id)
    assert (told["status"], told["progress"]["successful"]) == ("processing", 80)
    gate.set()
    assert (await house.ended(job_id))["counts"]["succeeded"] == 81
    assert annotator.most_under_way == 2


async def test_fault_17_progress_moves_with_every_item_and_cancel_survives_a_restart(
    temporal: Client, tmp_path: Path
) -> None:
    """One item, one step, on both faces; API and worker start again, and the job is still there to be
    cancelled, with all that was done."""
    names = [f"i{number}" for number in range(6)]
    gates = {name: asyncio.Event() for name in names}
    annotator = ScriptedAnnotator()
    annotator.script = lambda name, call: gates[name]
    place: dict[str, Any] = {"annotator": annotator, "task_queue": f"test-{secrets.token_hex(4)}"}
    async with open_house(temporal, tmp_path, **place) as house:
        await shelve(house, names)
        job_id = await annotate(house, names, concurrency=1)
        for number, name in enumerate(names[:3], 1):
            gates[name].set()
            await processed(house, job_id, number)
            told = await standing(house, job_id)
            assert told["progress"]["processed"] == told["progress"]["successful"] == number
            assert (told["status"], told["detail"]) == ("processing", f"{number} of 6")
            assert (await house.job(job_id))["percent"] == 99 * number // 6
    async with open_house(temporal, tmp_path, **place) as house:
        told = await standing(house, job_id)
        assert (told["status"], told["progress"]["processed"]) == ("processing", 3)
        answer = await house.http.post(f"{BATCHES}/{job_id}/cancel")
        assert (answer.status_code, answer.json()["kept"]) == (200, 3)
        job = await house.ended(job_id)
        assert (job["status"], job["counts"]["succeeded"], job["counts"]["skipped"]) == ("cancelled", 3, 3)
        outcomes = [one["outcome"] for one in await results(house, job_id)]
        assert outcomes == ["succeeded"] * 3 + ["skipped"] * 3
    assert [annotator.calls[name] for name in names[:3]] == [1, 1, 1]


async def test_fault_18_errors_are_items_not_attempts(make_house: MakeHouse) -> None:
    """An attempt that failed is no error while another may succeed; each attempt is told under `all=true`,
    newest first, page by page."""
    annotator = ScriptedAnnotator()

    def script(name: str, call: int) -> object:
        ends = {
            "late": (ProviderBusy("Busy.", tries=4), None),
            "never": (ProviderBusy("Busy.", tries=2),) * 2,
        }
        return ValueError("?") if name == "broken" else ends[name][call - 1]

    annotator.script = script
    house = await make_house(annotator=annotator)
    await shelve(house, ["late", "never", "broken"])
    job_id = await annotate(house, ["late", "never", "broken"])
    while (told := await standing(house, job_id))["completedAt"] is None:
        assert "late" not in [one["itemId"] for one in told["errors"]]
        await asyncio.sleep(0.02)
    codes = {(one["itemId"], one["code"], one["attemptNumber"]) for one in told["errors"]}
    assert codes == {("never", "provider-busy", 2), ("broken", "annotator-broke", 2)}
    assert told["errors"] == await errors_of(house, job_id, every=False)
    every = await errors_of(house, job_id, every=True)
    attempts = sorted((one["itemId"], one["attemptNumber"]) for one in every)
    assert attempts == [("broken", 1), ("broken", 2), ("late", 1), ("never", 1), ("never", 2)]
    assert [one["timestamp"] for one in every] == sorted((one["timestamp"] for one in every), reverse=True)
    items = {one["itemId"]: one for one in await results(house, job_id)}
    assert (items["late"]["outcome"], items["late"]["attempts"], items["late"]["error"]) == (
        "succeeded",
        2,
        None,
    )


async def errors_of(house: House, job_id: str, *, every: bool) -> list[dict[str, Any]]:
    """All of them, two to a page."""
    found: list[dict[str, Any]] = []
    asked: dict[str, str | int | bool] = {"limit": 2, "all": every}
    while True:
        page = (await house.http.get(f"{BATCHES}/{job_id}/errors", params=asked)).json()
        found += page["errors"]
        if page["nextCursor"] is None:
            return found
        asked["cursor"] = page["nextCursor"]


async def test_fault_16_at_the_end_of_a_shard(make_house: MakeHouse) -> None:
    """A slow image in the first of two shards holds the others back no more than any other."""
    annotator, gate = ScriptedAnnotator(), asyncio.Event()
    annotator.script = lambda name, call: gate if name == "slow" else None
    house = await make_house(annotator=annotator)
    names = ["slow", *(f"i{number}" for number in range(MOST_OF_A_SHARD + 100))]
    await shelve(house, names)
    job_id = await annotate(house, names, concurrency=2)
    await processed(house, job_id, len(names) - 1)
    gate.set()
    assert (await house.ended(job_id))["counts"]["succeeded"] == len(names)
