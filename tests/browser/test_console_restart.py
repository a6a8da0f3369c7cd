"""The API dies again and again under an open console."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.browser import Page
from tests.support.console import LIVE, Console
from tests.support.processes import Up, up

KILLS = 10
ESTABLISHED = "01"
WORDS = """Object.fromEntries([...document.querySelectorAll('#overview-rows > [data-job]')].map(
    (row) => [row.dataset.job, row.dataset.status]))"""


def connections(tree: Up) -> int:
    """How many the API has open, by the kernel's own count."""
    port = f"{tree.ports[0]:04X}"
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(line[1].endswith(f":{port}") and line[3] == ESTABLISHED for line in lines)


async def until_connections(tree: Up, count: int) -> None:
    async with asyncio.timeout(60):
        while connections(tree) != count:
            await asyncio.sleep(0.1)


async def status(tree: Up, job_id: str) -> str:
    return str((await tree.http.get(f"/v1/jobs/{job_id}", headers={"Connection": "close"})).json()["status"])


@pytest.fixture
async def alone(tmp_path: Path) -> AsyncIterator[Up]:
    """Its connections are those of one page and one client."""
    async with up(tmp_path / "data") as tree:
        await tree.ready()
        yield tree


@pytest.mark.timeout(300)
async def test_ten_deaths_of_the_api_take_no_end_away_and_leave_no_connection(page: Page, alone: Up) -> None:
    """Jobs end while nobody is there to tell; the console says of each what is so, over one connection."""
    jobs = await alone.enhance("1k", "2k", "4k") + await alone.enhance("1k", "2k", "4k")
    await Console(page, alone.http).open("#/jobs")
    await page.until(f"Object.keys({WORDS}).length >= {len(jobs)}")
    for kill in range(KILLS):
        before = {"api": alone.pid_of("api")}
        if kill % 3 == 2:
            answer = await alone.http.post(f"/v1/jobs/{jobs[-1 - kill // 3]}/cancel")
            assert answer.status_code in (202, 409)
        await alone.kill("api")
        async with asyncio.timeout(60):
            while not alone.replaced(before)():
                await asyncio.sleep(0.02)
        await alone.ready()
        await page.until(LIVE)
    for job_id in jobs:
        async with asyncio.timeout(120):
            while (ended := await status(alone, job_id)) not in ("completed", "cancelled"):
                await asyncio.sleep(0.1)
        await page.until(f"{WORDS}['{job_id}'] === '{ended}'")
    assert page.complaints == []
    await alone.http.aclose()
    await until_connections(alone, 1)
    await page.open("about:blank")
    await until_connections(alone, 0)
