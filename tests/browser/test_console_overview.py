"""The list of all jobs as people use it: narrowed, paged, walked by keys, and live while they look."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.support.browser import Page
from tests.support.console import Console, at
from tests.support.pretended import Wire, job_of, many, pretended
from workflows.contracts.job import Status

ROWS = "[...document.querySelectorAll('#overview-rows > [data-job]')]"
IDS = f"{ROWS}.map((row) => row.dataset.job)"
HOSTILE = "<img src=x onerror=\"globalThis.hacked = 'yes'\">\u202e & </span>"
WORDS = "Donaudampfschifffahrtsgesellschaftskapitän" * 6

Open = Callable[..., Any]


@pytest.fixture
async def console(page: Page) -> AsyncIterator[Open]:
    """Opens the console over so many jobs: the console, and the wire behind it."""
    async with AsyncExitStack() as stack:

        async def opened(jobs: list[dict[str, Any]], address: str = "#/jobs") -> tuple[Console, Wire]:
            wire = await stack.enter_async_context(pretended(Wire(jobs)))
            http = await stack.enter_async_context(httpx.AsyncClient(base_url=wire.url))
            console = Console(page, http)
            await console.open(address)
            await page.until(f"{at('overview-count')}.innerText || {at('overview-none')}.innerText")
            return console, wire

        yield opened
        assert page.complaints == []


def row_of(job_id: str) -> str:
    return f"document.querySelector('#overview-rows > [data-job={json.dumps(job_id)}]')"


async def test_what_is_ticked_stands_in_the_address_and_comes_back_with_it(page: Page, console: Open) -> None:
    """Several kinds and statuses at once; a link to it shows the same; the owner's name narrows further."""
    shown, wire = await console(many(60, 10))
    await page.evaluate("document.querySelector('#overview-kinds [value=import]').click()")
    await page.evaluate("document.querySelector('#overview-kinds [value=export]').click()")
    await page.evaluate("document.querySelector('#overview-statuses [value=failed]').click()")
    await page.until("location.hash === '#/jobs?kind=import&kind=export&status=failed'")
    expected = [
        job["id"]
        for job in reversed(wire.jobs.values())
        if job["kind"] in ("import", "export") and job["status"] == "failed"
    ]
    await page.until(f"JSON.stringify({IDS}) === {json.dumps(json.dumps(expected, separators=(',', ':')))}")
    await shown.open("#/jobs?status=failed&kind=export&kind=import")
    await page.until(f"{IDS}.length === {len(expected)}")
    assert await page.evaluate("document.querySelectorAll('.sieve :checked').length") == 3
    await page.evaluate(f"{ROWS}[0].querySelector('.owner').click()")
    owner = json.dumps(wire.jobs[expected[0]]["owner"])
    whose = f"{ROWS}.map((row) => row.querySelector('.owner').textContent)"
    await page.until(f"{at('overview-owner')}.value === {owner} && {whose}.every((one) => one === {owner})")
    await shown.press("overview-clear")
    await page.until(f"location.hash === '#/jobs' && {IDS}.length === 50")


async def test_older_jobs_come_page_by_page_without_a_gap(page: Page, console: Open) -> None:
    shown, wire = await console(many(230, 10))
    assert await shown.read("overview-count") == "the newest 50, 10 under way"
    for expected in (150, 230):
        await shown.press("overview-more")
        await page.until(f"{IDS}.length === {expected}")
    assert await page.evaluate(IDS) == [*reversed(wire.jobs)]
    assert await shown.read("overview-count") == "all 230, 10 under way"
    assert await page.evaluate(f"{at('overview-more')}.hidden")


async def test_a_list_that_is_watched_follows_what_happens(page: Page, console: Open) -> None:
    """A row changes in place, one that no longer fits goes, one that is new and fits comes on top; what
    another page of the list would show stays there."""
    jobs = many(120, 4)
    jobs[5].update(status="running", completedAt=None)
    shown, wire = await console(jobs, "#/jobs?status=running&status=pending")
    newest, second = [*wire.jobs][-1], [*wire.jobs][-2]
    assert len(await page.evaluate(IDS)) == 5
    await page.evaluate(f"globalThis.kept = {row_of(newest)}")
    wire.tell(newest, percent=61, detail="tile 6 of 9")
    await page.until(
        "kept.isConnected && kept.innerText.includes('61 %') && kept.innerText.includes('tile 6')"
    )
    wire.tell(second, "completed", status="completed", percent=100, completedAt=jobs[0]["completedAt"])
    await page.until(f"!{row_of(second)} && {at('announcer')}.textContent.includes('completed.')")
    wire.add(job_of(500, kind="documentary"))
    await page.until(f"{IDS}[0] === 'doc_000500' && {at('open-jobs')}.innerText === '5'")
    wire.add(job_of(501, Status.FAILED))
    wire.add(job_of(502))
    await page.until(f"{IDS}[0]?.endsWith('502') && !{IDS}.join().includes('501')")
    await shown.open("#/jobs")
    wire.tell([*wire.jobs][2], detail="long ago")
    wire.add(job_of(503))
    await page.until(f"{IDS}[0]?.endsWith('503')")
    assert [*wire.jobs][2] not in await page.evaluate(IDS)


async def test_a_job_is_cancelled_and_tried_again_from_its_row(page: Page, console: Open) -> None:
    _, wire = await console(many(12, 6))
    running, failed = wire.jobs["enh_000006"], next(j for j in wire.jobs.values() if j["status"] == "failed")
    await page.evaluate(f"{row_of(running['id'])}.querySelector('.cancel').click()")
    await page.until(f"{row_of(running['id'])}.innerText.includes('Cancelling')")
    await page.evaluate(f"{row_of(failed['id'])}.querySelector('.retry').click()")
    await page.until(f"{row_of(failed['id'])}.querySelector('.retry').ariaDisabled === 'false'")
    assert wire.asked == [("cancel", running["id"]), ("retry", failed["id"])]
    wire.add(job_of(99, kind=failed["kind"], retryOf=failed["id"]))
    await page.until(f"{row_of(failed['id'])}.textContent.includes('Retried')")
    assert await page.evaluate(f"{row_of(failed['id'])}.querySelector('.retry').hidden")


async def test_it_is_walked_by_keys(page: Page, console: Open) -> None:
    """j and k, or arrows, from job to job; / to what is looked for, Enter to the job's page."""
    await console(many(30, 5))
    for key in ("j", "j", "j", "k"):
        await page.press(key, ord(key.upper()), key)
    focused = "document.activeElement.closest('[data-job]')?.dataset.job"
    ids = await page.evaluate(IDS)
    assert await page.evaluate(focused) == ids[1]
    await page.press("ArrowDown", 40)
    assert await page.evaluate(focused) == ids[2]
    await page.press("/", 191, "/")
    assert await page.evaluate("document.activeElement.id") == "overview-find"
    await page.call("Input.insertText", text="customers.csv")
    await page.until(f"{IDS}.length === 5 && {IDS}.every((id) => id.startsWith('imp'))")
    assert await page.evaluate("location.hash") == "#/jobs?find=customers.csv"
    await page.press("Escape", 27)
    await page.press("Enter", 13, "\r")
    await page.until("location.hash.startsWith('#/transfer/imp_')")


async def test_words_of_others_stay_words(page: Page, console: Open) -> None:
    """Markup in names, details and reasons is shown and never run."""
    job = job_of(1, kind="documentary", input={"topic": HOSTILE}, detail=HOSTILE, group=HOSTILE)
    error = {"code": "x", "message": HOSTILE, "retryable": True}
    other = job_of(
        2, Status.FAILED, kind="import", input={"fileName": HOSTILE, "dataset": HOSTILE}, error=error
    )
    await console([job, other])
    assert (
        await page.evaluate(f"{ROWS}.map((row) => row.querySelector('.open').textContent)") == [HOSTILE] * 2
    )
    assert await page.evaluate(
        f"{ROWS}.every((row) => row.querySelector('.says').innerText.includes('<img'))"
    )
    await page.evaluate(f"{row_of(job['id'])}.querySelector('.kin').click()")
    await page.until(f"{at('overview-group-id')}.textContent === {json.dumps(HOSTILE)} && {IDS}.length === 1")
    assert await page.evaluate("typeof globalThis.hacked") == "undefined"


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
async def test_nothing_is_wider_than_the_screen(page: Page, console: Open, width: int, dark: bool) -> None:
    """On a phone as on a desk, with long words in every place."""
    await page.show(width, 800, dark=dark)
    jobs = many(20, 10)
    jobs[-1].update(input={"topic": WORDS}, detail=WORDS, owner="o" * 64, kind="documentary", group=WORDS)
    jobs[-2].update(waitingFor=WORDS, status="pending")
    shown, _ = await console(jobs)
    for address in ("#/jobs", "#/jobs?owner=nobody&find=x", f"#/jobs?group={quote(WORDS)}", "#/"):
        await shown.open(address)
        await page.until(f"{at('overview-sieve')}.checkVisibility() || {at('groups')}.children.length")
        assert await page.evaluate("document.documentElement.scrollWidth") <= width, address


async def test_a_list_that_did_not_come_says_so_and_comes_when_the_server_is_back(
    page: Page, console: Open
) -> None:
    """What is shown stays; nothing is called failed that may run."""
    shown, wire = await console(many(8, 4))
    await page.call("Network.setBlockedURLs", urls=["*/v1/*"])
    wire.cut()
    await page.until(f"{at('connection')}.dataset.state !== 'live'")
    await page.evaluate("location.hash = '#/jobs?kind=import'")
    assert "could not be loaded" in await shown.read("overview-problem")
    await page.call("Network.setBlockedURLs", urls=[])
    await page.until(f"{at('connection')}.dataset.state === 'live' && !{at('overview-problem')}.innerText")
    await page.until(f"{IDS}.length && {IDS}.every((id) => id.startsWith('imp'))")
