"""The console for people who do not see it, or not well: axe finds nothing on any view, keys alone do all."""

import json
from typing import Any

import pytest

from tests.support.browser import Page
from tests.support.console import Console, at
from tests.support.everything import Everything, everything
from tests.support.processes import ROOT, Up
from tests.support.unfolding import SEEN, unfold

AXE = ROOT / "web" / "hooks" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = ((1280, False), (1280, True), (390, False), (390, True))
FOUND = f"""axe.run(document, {{ runOnly: {json.dumps(RULES)} }}).then(({{ violations }}) => violations.map(
    ({{ id, nodes }}) => [id, ...nodes.map((one) => `${{one.target}}: ${{one.failureSummary}}`)]))"""
PRESSED = "a[href], button, input, select, textarea, summary, [tabindex='0']"
WHERE = """(() => {
    const one = document.activeElement;
    const outlined = (element) => getComputedStyle(element).outlineStyle !== 'none';
    return [one.outerHTML.slice(0, 120), outlined(one) || outlined(one.closest('.drop, label') ?? one)];
})()"""


@pytest.fixture(scope="session")
async def seen(tree: Up) -> Everything:
    return await everything(tree.http)


async def complaints(page: Page) -> list[Any]:
    """What axe has against the page as it is."""
    assert AXE.is_file(), "axe-core is missing; `make test-browser` fetches it"
    await page.evaluate(f"{AXE.read_text()};0")
    found: list[Any] = await page.evaluate(FOUND)
    return found


@pytest.mark.parametrize(("width", "dark"), SCREENS)
async def test_no_view_shuts_anybody_out(
    page: Page, tree: Up, seen: Everything, width: int, dark: bool
) -> None:
    """With all that can be opened open, on a desk and on a phone, by day and by night."""
    console, found = Console(page, tree.http), {}
    await page.show(width, 844, dark=dark)
    for view, address in seen.views.items():
        await console.open(f"#/{address}")
        await unfold(page)
        found[view] = await complaints(page)
    assert {view: said for view, said in found.items() if said} == {}
    assert page.complaints == []


async def test_questions_and_large_pictures_shut_nobody_out(page: Page, tree: Up, seen: Everything) -> None:
    console = Console(page, tree.http)
    await console.open(f"#/{seen.views['generation']}")
    await page.until("document.querySelector('.enlarge')?.getClientRects().length")
    await page.evaluate("document.querySelector('.enlarge').click()")
    await page.until(f"{at('large')}?.open")
    assert await complaints(page) == []
    await page.press("Escape", 27)
    await page.evaluate("document.querySelector('[data-verb=drop]').click()")
    await page.until(f"{at('question')}.open")
    assert await complaints(page) == []
    await page.press("Escape", 27)


async def test_the_tab_key_reaches_everything_and_shows_where_it_is(
    page: Page, tree: Up, seen: Everything
) -> None:
    """From the skip link on: whatever can be pressed has its turn, and an outline then."""
    console = Console(page, tree.http)
    await console.open(f"#/{seen.views['enhancement']}")
    await page.until("document.querySelector('#enhancement-view .inside').getClientRects().length")
    wanted = await page.evaluate(
        f"""[...document.querySelectorAll("{PRESSED}")].{SEEN}.filter((one) => one.tabIndex >= 0).length"""
    )
    reached = []
    for _ in range(wanted):
        await page.press("Tab", 9)
        reached.append(await page.evaluate(WHERE))
    assert reached[0][0].startswith('<a class="skip"')
    assert len({html for html, _ in reached}) > wanted / 2
    assert [html for html, outlined in reached if not outlined] == []


async def test_the_inside_of_a_job_is_opened_and_copied_by_keys(
    page: Page, tree: Up, seen: Everything
) -> None:
    console = Console(page, tree.http)
    await console.open(f"#/{seen.views['batch']}")
    folds = "[...document.querySelectorAll('#batch-main .inside details')]"
    commands = f"{folds}.find((one) => one.textContent.includes('Commands'))"
    await page.until(f"{commands}?.getClientRects().length")
    await page.evaluate(f"{commands}.querySelector('summary').focus()")
    await page.press("Enter", 13, "\r")
    await page.until(f"{commands}.open && {commands}.querySelectorAll('.commands li').length > 5")
    job_id = seen.jobs["annotation"]
    assert f"temporal workflow describe --namespace=default --workflow-id={job_id}" in await page.evaluate(
        f"{commands}.innerText"
    )


async def test_what_is_told_by_itself_is_little(page: Page, tree: Up, seen: Everything) -> None:
    """A job's news is for eyes; for ears there is one announcer, messages, and the connection."""
    console = Console(page, tree.http)
    await console.open(f"#/{seen.views['batch']}")
    live = await page.evaluate(
        """[...document.querySelectorAll('[aria-live], [role=status]')]
            .filter((one) => one.getClientRects().length).map((one) => one.id)"""
    )
    assert set(live) <= {"announcer", "messages", "connection-words"}
