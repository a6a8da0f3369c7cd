"""What is inside a job: what happened, its cost, its retries, its frames, why it waits, commands."""

import asyncio
import json
import secrets
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeHouse
from tests.support.browser import Page
from tests.support.console import Console, at
from tests.support.fakes import StagedEnhancements
from tests.support.house import House
from tests.support.pictures import picture
from tests.support.processes import Up
from tests.support.unfolding import unfold

HOSTILE = (
    "enh_plain",
    'it\'s $(touch hacked) `touch hacked` "x" ; touch hacked & # \\',
    "-rf --help",
    "two\nlines\ttab",
    "\x1b[201~touch hacked\r",
    "\u202egnp.exe",
    "!! ${HOME} *?[a] ~ {a,b}",
    "",
)


def fold(title: str) -> str:
    return (
        "[...document.querySelectorAll('.inside details')].find((one) => one.checkVisibility()"
        f" && one.querySelector('b').textContent === {json.dumps(title)})"
    )


async def read(page: Page, title: str, word: str) -> str:
    """What a section says, once it has that word in it."""
    await page.until(f"{fold(title)}")
    await page.evaluate(f"{fold(title)}.open = true")
    said: str = await page.until(
        f"{fold(title)}.innerText.includes({json.dumps(word)}) && {fold(title)}.innerText"
    )
    return said


@pytest.fixture
async def idle(make_house: MakeHouse) -> House:
    return await make_house(work=False)


async def enhancement(tree: Up) -> str:
    """One that has ended."""
    (job_id,) = await tree.enhance("1k", engine="fast")
    while (await tree.http.get(f"/v1/jobs/{job_id}")).json()["status"] != "completed":
        await asyncio.sleep(0.05)
    return job_id


async def test_a_size_of_a_photo_has_a_page(page: Page, tree: Up) -> None:
    """Before and after, how it was made, and the sizes that were ordered with it."""
    console = Console(page, tree.http)
    first, second = await tree.enhance("1k", "2k", engine="fast")
    await console.open(f"#/enhancement/{second}")
    await page.until("document.querySelector('#enhancement-view .after')?.naturalWidth > 0")
    told = await console.read("enhancement-view")
    assert all(words in told for words in ("lanczos3", "The fast engine was asked for", "Ordered together"))
    await page.evaluate("document.querySelector('#enhancement-view .listing a').click()")
    await page.until(f"location.hash === '#/enhancement/{first}'")
    await page.until(f"{at('enhancement-title')}.innerText.startsWith('1K')")
    assert page.complaints == []


async def test_what_happened_and_what_it_cost_is_read_when_it_is_opened(page: Page, tree: Up) -> None:
    job_id = await enhancement(tree)
    console = Console(page, tree.http)
    await console.open(f"#/enhancement/{job_id}")
    await page.until(fold("Timeline"))
    assert not [
        address for _, address in page.answers if address.endswith("/timeline") or "/v1/credits/" in address
    ]
    assert "100 %" in await read(page, "Timeline", "Completed")
    assert "2 credits" in await read(page, "Credits", "Charged")
    assert "no retry" in await read(page, "Line of retries", "was not retried")


async def test_a_retry_leads_to_what_it_retries(page: Page, idle: House) -> None:
    (job_id,) = await idle.enhance(await idle.upload(picture()), "1k")
    await idle.http.post(f"/v1/jobs/{job_id}/cancel")
    retried = (await idle.http.post(f"/v1/jobs/{job_id}/retry")).json()["id"]
    console = Console(page, idle.http)
    await console.open(f"#/enhancement/{retried}")
    assert "(this one)" in await read(page, "Line of retries", job_id)
    await page.evaluate(f"{fold('Line of retries')}.querySelector('a').click()")
    await page.until(f"location.hash === '#/enhancement/{job_id}'")
    assert "+2" in await read(page, "Credits", "Refunded")


async def test_a_job_without_a_worker_says_what_would_help(page: Page, idle: House) -> None:
    (job_id,) = await idle.enhance(await idle.upload(picture()), "1k")
    console = Console(page, idle.http)
    await console.open(f"#/enhancement/{job_id}")
    told = await read(page, "Why is it waiting?", "python worker.py, or callsheet up")
    assert "no worker asks Temporal for work" in told


async def test_frames_are_shown_as_they_come_and_held_while_paused(page: Page, make_house: MakeHouse) -> None:
    """The newest first, each with its event and id; what came meanwhile is there afterwards."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k")
    console = Console(page, house.http)
    await console.open(f"#/enhancement/{job_id}")
    await read(page, "Raw events", "Pause")
    staged.done = 3
    first = await read(page, "Raw events", "event: ")
    assert '"percent"' not in first  # folded
    await page.evaluate(f"{fold('Raw events')}.querySelector('[aria-pressed]').click()")
    count = f"{fold('Raw events')}.querySelectorAll('.frames > li').length"
    before = await page.evaluate(count)
    staged.done = 6
    await read(page, "Raw events", "paused")
    assert await page.evaluate(count) == before
    await page.evaluate(f"{fold('Raw events')}.querySelector('[aria-pressed]').click()")
    await page.until(f"{count} > {before}")
    await unfold(page)
    assert (
        json.loads(await page.evaluate(f"{fold('Raw events')}.querySelector('pre').textContent"))["id"]
        == job_id
    )
    assert page.complaints == []


async def test_a_command_is_safe_to_paste_whatever_the_id(page: Page, tree: Up, tmp_path: Path) -> None:
    """A shell hands on just that word, and runs nothing of it."""
    await page.open(str(tree.http.base_url))
    (tmp_path / "empty").mkdir()
    for job_id in HOSTILE:
        script = f"import('./commands.js').then(({{ quoted }}) => quoted({json.dumps(job_id)}))"
        word = await page.evaluate(script)
        assert word.isprintable()
        shell = await asyncio.create_subprocess_exec(
            "bash", "-c", f"printf %s --id={word}", stdout=asyncio.subprocess.PIPE, cwd=tmp_path / "empty"
        )
        out, _ = await shell.communicate()
        assert out.decode() == f"--id={job_id}"
    assert list((tmp_path / "empty").iterdir()) == []


async def test_the_commands_do_what_they_say(page: Page, idle: House) -> None:
    """Those for HTTP, as they are copied: the job is read, cancelled and retried."""
    (job_id,) = await idle.enhance(await idle.upload(picture()), "1k")
    console = Console(page, idle.http)
    await console.open(f"#/enhancement/{job_id}")
    await read(page, "Commands", "curl")
    assert (await run(await command(page, "curl", "how it stands")))["id"] == job_id
    assert (await run(await command(page, "curl", "cancel")))["id"] == job_id
    await page.until(f"{fold('Commands')}.innerText.includes('/retry')")
    assert (await run(await command(page, "curl", "retry")))["retryOf"] == job_id


async def command(page: Page, tool: str, words: str) -> str:
    label = json.dumps(f"Copy the command of {tool}: {words}")
    found: str = await page.until(
        f"[...document.querySelectorAll('.commands button')].find((one) => one.ariaLabel === {label})"
        "?.previousElementSibling.textContent"
    )
    return found


async def run(line: str) -> dict[str, Any]:
    shell = await asyncio.create_subprocess_exec("bash", "-c", line, stdout=asyncio.subprocess.PIPE)
    out, _ = await shell.communicate()
    told: dict[str, Any] = json.loads(out)
    return told


async def test_the_admin_gives_tiers_and_credits(page: Page, idle: House) -> None:
    """They bind at once, stand in the ledger, and what is missing of the house is said."""
    name = f"ann{secrets.token_hex(2)}"
    await idle.http.post("/v1/credits/grants", json={"owner": name, "amount": 5})
    console = Console(page, idle.http)
    await console.open("#/admin")
    await page.until(f"{at('admin-view')}.innerText.includes('Start one: python worker.py')")
    await console.say(f"[aria-label='Tier of {name}']", "paid")
    await page.until(f"{at('messages')}.innerText.includes('{name} is paid from the next call on')")
    assert (await idle.http.get(f"/v1/owners/{name}")).json()["tier"] == "paid"
    await console.say(".grant [name=owner]", name)
    await console.say(".grant [name=amount]", "40")
    await page.evaluate("document.querySelector('.grant button').click()")
    await page.until(f"{at('messages')}.innerText.includes('{name} has 1,045 credits now')")
    await page.until(f"{at('admin-view')}.innerText.includes('+40')")
    await console.say(".grant [name=amount]", "0")
    await page.evaluate("document.querySelector('.grant button').click()")
    assert await console.read("grant-error") == "Give a whole number of credits."
    assert page.complaints == []
