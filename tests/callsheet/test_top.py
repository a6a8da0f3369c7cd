"""`callsheet top` before a real house, in a real terminal: what is seen, and what each key does."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from temporalio.exceptions import ApplicationError

from tests.callsheet.scripted import unused_port
from tests.conftest import MakeHouse
from tests.support.fakes import StagedEnhancements
from tests.support.house import House
from tests.support.pictures import picture
from tests.support.terminal import CTRL_C, CTRL_Z, DOWN, ENTER, ESCAPE, UP, Terminal, at_terminal

CALLSHEET = str(Path(sys.executable).with_name("callsheet"))


@asynccontextmanager
async def top(
    url: str, *args: str, width: int = 120, height: int = 24, **env: str
) -> AsyncIterator[Terminal]:
    """Ended by `q` after, and the terminal is as it was."""
    named = {"CALLSHEET_URL": url, "CALLSHEET_OWNER": "", **env}
    async with at_terminal(CALLSHEET, "top", *args, width=width, height=height, **named) as (seen, process):
        await seen.shows("callsheet top")
        yield seen
        seen.type("q")
        assert await process.wait() == 0
        await seen.until(lambda _: seen.as_before())


@pytest.fixture
def staged() -> StagedEnhancements:
    return StagedEnhancements()


@pytest.fixture
async def house(make_house: MakeHouse, staged: StagedEnhancements) -> House:
    return await make_house(enhancements=staged)


def chosen(text: str) -> str:
    """The row that keys are about."""
    return next((line for line in text.splitlines() if line.startswith(">")), "")


def at(text: str) -> int:
    """Its number, from the top of the screen; -1 while it is not seen whole."""
    return next((number for number, line in enumerate(text.splitlines()) if line.startswith(">")), -1)


def moved_from(row: str, text: str) -> bool:
    return chosen(text)[:20] not in (row[:20], "")


async def start(house: House, *tiers: str, name: str = "owl.png", **more: object) -> list[str]:
    return await house.enhance(await house.upload(picture(), name, **more), *tiers)


async def test_jobs_are_seen_as_they_come_get_on_and_end(house: House, staged: StagedEnhancements) -> None:
    """Over one connection: kind, name, status, bar, what it does now; the counts above go along."""
    async with top(house.url) as seen:
        await seen.shows("● live", "No jobs. Start one")
        await start(house, "4k")
        await seen.shows("▶ running", "Tile 0 of 10", "1 running", "enhancement 4k owl.png")
        assert "990 credits" in await seen.shows("990 credits")
        staged.done = 5
        assert "█████" in await seen.shows("Tile 5 of 10")
        staged.go.set()
        await seen.shows("✓ completed", "100%", "1 completed", "████████████", "1 ended/min")
        assert house.rooms.streams.open == 1


async def test_an_owner_sees_their_own(house: House) -> None:
    """The operator sees everybody's, with whose they are."""
    for owner in ("ann", "bob"):
        named = {"X-Callsheet-Owner": owner}
        body = {"imageId": await house.upload(picture(), headers=named), "tiers": ["TIER_1K"]}
        await house.http.post("/api/images/parallel-enhance", json=body, headers=named)
    async with top(house.url) as everybodys, top(house.url, CALLSHEET_OWNER="ann") as anns:
        await everybodys.shows("all owners", " ann ", " bob ")
        text = await anns.shows("owner ann", "● live", "enhancement")
        assert "bob" not in text


async def test_a_job_is_cancelled_after_it_was_asked_about_and_then_retried(house: House) -> None:
    """Any other key than `y` leaves it alone. What is chosen stays chosen, wherever its row goes."""
    _, second = await start(house, "1k", "2k")
    async with top(house.url) as seen:
        await seen.shows("1k owl.png", "2 running")
        while "2k owl.png" not in chosen(seen.text):
            before = chosen(seen.text)
            seen.type("j")
            await seen.until(partial(moved_from, before))
        seen.type("c")
        await seen.shows("Cancel enh_", "(2k owl.png)? y/n")
        seen.type("n")
        await seen.until(lambda text: "y/n" not in text)
        seen.type("cy")
        await seen.shows("■ cancelled", "1 running", "1 cancelled")
        await seen.until(lambda text: "2k owl.png" in chosen(text))
        assert (await house.ended(second))["status"] == "cancelled"
        seen.type("c")
        await seen.shows("has ended: cancelled.")
        seen.type("r")
        await seen.shows("carries on from", "2 running")
        await seen.until(lambda text: "▶ running" in chosen(text) or "○ pending" in chosen(text))
        seen.type("r")
        await seen.shows("is still open")


async def test_enter_tells_all_about_a_job(house: House, staged: StagedEnhancements) -> None:
    """The whole id, what it costs, why it failed, and commands that say more; Escape leads back."""
    staged.fail = ApplicationError("The tiles are gone.", type="tiles-gone", non_retryable=True)
    staged.go.set()
    (job_id,) = await start(house, "1k")
    async with top(house.url) as seen:
        await seen.shows("✕ failed")
        seen.type(ENTER)
        await seen.shows(f"job         {job_id}", "error  ", f"callsheet retry {job_id}")
        await seen.shows("credits     2 charged, 2 returned", f"curl {house.url}/v1/jobs/{job_id}/timeline")
        seen.type(ESCAPE)
        await seen.shows("STATUS")
        seen.type("i")
        await seen.shows(job_id)


async def test_a_filter_is_typed_and_taken_back(house: House) -> None:
    """Live while it is typed; `o` hides what has ended, `s` sorts, `?` tells of all of it."""
    ended, _ = await start(house, "1k"), await start(house, "2k", name="fox.png")
    await house.http.post(f"/v1/jobs/{ended[0]}/cancel")
    await house.ended(ended[0])
    async with top(house.url) as seen:
        await seen.shows("owl.png", "fox.png", "■ cancelled")
        seen.type("/status:canc")
        await seen.until(lambda text: "fox.png" not in text and "owl.png" in text)
        seen.type("x\x7f" + ENTER)
        await seen.shows("filter: status:canc")
        seen.type(ESCAPE)
        await seen.shows("owl.png", "fox.png")
        seen.type("fno such thing")
        await seen.shows("No job is like that")
        seen.type(ESCAPE + "o")
        await seen.until(lambda text: "owl.png" not in text and "fox.png" in text and "open only" in text)
        seen.type("os")
        await seen.shows("sorted: newest", "owl.png")
        seen.type("?")
        await seen.shows("carry on with what failed or was cancelled", "another order")
        seen.type("?")
        await seen.shows("STATUS")


async def test_many_jobs_are_walked_through_in_a_small_terminal(house: House) -> None:
    """60 x 15, then larger while it runs; arrows, pages, home and end keep what is chosen in sight."""
    image = await house.upload(picture(), "owl.png")
    for _ in range(7):
        await house.enhance(image, "1k", "2k", "4k")
    async with top(house.url, width=60, height=15) as seen:
        text = await seen.shows("21 running")
        assert "NAME" not in text
        seen.type("\x1b[F")
        await seen.until(lambda text: at(text) == 13)
        seen.type("\x1b[5~" + UP + "k")
        await seen.until(lambda text: at(text) == 3)
        seen.type("\x1b[H" + UP)
        await seen.until(lambda text: at(text) == 3 and "_1k" in chosen(text))
        seen.type(DOWN)
        await seen.until(lambda text: at(text) == 4)
        seen.resize(120, 40)
        await seen.until(lambda text: "NAME" in text and text.count("owl.png") == 21)


@pytest.mark.parametrize("end", [CTRL_C, signal.SIGTERM, signal.SIGHUP, "\x04"])
async def test_however_it_ends_the_terminal_is_as_it_was(house: House, end: str | signal.Signals) -> None:
    """Modes, cursor, screen; the jobs go on."""
    (job_id,) = await start(house, "1k")
    async with at_terminal(CALLSHEET, "top", CALLSHEET_URL=house.url) as (seen, process):
        await seen.shows("▶ running")
        assert seen.modes() != seen.modes_before
        if isinstance(end, signal.Signals):
            process.send_signal(end)
        else:
            seen.type(end)
        assert await process.wait() == 0
        await seen.until(lambda _: seen.as_before())
        assert seen.sent.endswith(b"\x1b[?1049l")
    assert (await house.job(job_id))["status"] == "running"


async def test_whoever_puts_it_aside_gets_the_terminal_back(house: House) -> None:
    """Ctrl-Z, then `fg`."""
    async with at_terminal(CALLSHEET, "top", CALLSHEET_URL=house.url) as (seen, process):
        await seen.shows("● live")
        seen.type(CTRL_Z)
        async with asyncio.timeout(30):
            while _state(process.pid) != "T":
                await asyncio.sleep(0.02)
        await seen.until(lambda _: seen.as_before())
        process.send_signal(signal.SIGCONT)
        await seen.until(lambda _: not seen.as_before())
        seen.type("?")
        await seen.shows("another job")
        seen.type("q")
        assert await process.wait() == 0
        await seen.until(lambda _: seen.as_before())


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


async def test_a_server_that_is_away_is_waited_for(make_house: MakeHouse) -> None:
    """It says so from the beginning, finds the server once it is there, and again after it was away."""
    url = f"http://127.0.0.1:{unused_port()}"
    async with top(url) as seen:
        await seen.shows("reconnecting", f"No answer from {url}", "asked again")
        await make_house(public_url=url, enhancements=StagedEnhancements())
        await seen.shows("● live", "No jobs")
