"""The gallery as people use it: words go in, pictures come back, and what went wrong is told and mended."""

import hashlib
import json
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from callsheet.fakekie.faults import Failure, Script
from callsheet.fakekie.sayings import HANGS, status
from callsheet.fakekie.state import Kie
from tests.conftest import MakeHouse
from tests.support import generations
from tests.support.browser import Page
from tests.support.console import Console, at
from tests.support.generations import KEY, SUNSET, create, imagen, newest
from tests.support.kie import looking_alike
from tests.support.processes import Up
from tests.support.returning import until

HOSTILE = "<img src=x onerror=\"globalThis.hacked = 'yes'\"> </textarea><b>\u202eA fox"
TILES = "document.querySelectorAll('#prompt-tasks .tile')"
SHOWN = f"""[...{TILES}].filter((tile) => {{
    const image = tile.querySelector('img');
    return image?.complete && image.naturalWidth > 0;
}})"""
PLACES = (
    f"[...{TILES}].map((tile) => tile.getBoundingClientRect()).map(({{x, y, width, height}}) => "
    "[x, y + scrollY, width, height].map(Math.round))"
)
SCREENS = ((1280, False), (390, True))


@pytest.fixture
async def kie() -> AsyncIterator[Kie]:
    async with looking_alike(key=KEY) as kie:
        yield kie


async def ask_for(console: Console, params: dict[str, Any], filed: str) -> None:
    """The seed's example, by the form as it begins."""
    await console.say("#generate-prompt", params["input"]["prompt"])
    await console.page.evaluate(f"{at('generate-more')}.open = true")
    await console.say("#generate-filed", filed)
    assert await console.read("generate-price") == "4 pictures for 8 credits"
    await console.press("generate-go")
    await console.page.until(f"location.hash === '#/gallery/' + encodeURIComponent({json.dumps(filed)})")


async def test_the_example_goes_from_the_form_to_four_pictures_offline(
    page: Page, tree: Up, tmp_path: Path
) -> None:
    """Each is there to be seen, is told to be a preview, opens large, and downloads as it is."""
    console, filed = Console(page, tree.http), f"sunset {secrets.token_hex(3)}"
    await console.open("#/generate")
    await ask_for(console, SUNSET, filed)
    await page.until(f"{SHOWN}.length === 4")
    job = await newest(tree.http, filed)
    assert job["input"]["providerParams"] == SUNSET
    assert "Preview, drawn without a model" in await console.read("prompt-tasks")
    assert "A beautiful sunset" in await console.read("prompt-title")
    await page.evaluate("document.querySelector('.tile .enlarge').click()")
    large = "document.querySelector('#large .stage img')"
    await page.until(f"{large}?.naturalWidth === 1024")
    await page.press("ArrowRight", 39)
    count = "document.querySelector('#large .figure').textContent"
    assert await page.evaluate(count) == "2 of 4"
    await page.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    await page.evaluate("document.querySelector('#large [download]').click()")
    saved = tmp_path / f"{job['id']}-2.jpg"
    await until(saved.is_file)
    assert hashlib.sha256(saved.read_bytes()).hexdigest() == job["result"]["assets"][1]["sha256"]
    await page.press("Escape", 27)
    await page.until("!document.querySelector('#large').open")
    assert page.complaints == []


async def test_the_example_goes_from_the_form_to_four_pictures_of_a_provider(
    page: Page, make_house: MakeHouse, kie: Kie
) -> None:
    """Its tiles are there at once in their shape, say how it stands, and nothing moves when pictures come."""
    house = await make_house(**generations.at(kie))
    kie.script(Script(holds=True))
    console = Console(page, house.http)
    await console.open("#/generate")
    await ask_for(console, SUNSET, "sunset")
    await page.until(f"{TILES}.length === 4 && {TILES}[0].innerText.includes('Generating')")
    before = await page.evaluate(PLACES)
    assert [round(width / height, 1) for _, _, width, height in before] == [1.8] * 4
    assert await page.evaluate(f"{TILES}[0].querySelector('progress').value") > 0
    (task,) = await kie.accepted(1)
    kie.release(task)
    await page.until(f"{SHOWN}.length === 4")
    bar = "document.querySelector('#prompt-tasks .task > progress')"
    assert await page.evaluate(f"{bar}.getClientRects().length") == 0
    after = await page.evaluate(PLACES)
    moves = [
        abs(a - b) for old, new in zip(before, after, strict=True) for a, b in zip(old, new, strict=True)
    ]
    assert max(moves) <= 1  # places are told in whole pixels
    told = await console.read("prompt-tasks")
    assert task.id in told
    assert "poll" in told
    assert "Preview" not in told
    assert (await newest(house.http, "sunset"))["input"]["providerParams"] == SUNSET
    assert page.complaints == []


async def test_an_operator_says_which_task_a_lost_answer_was(
    page: Page, make_house: MakeHouse, kie: Kie
) -> None:
    """The tile says that nobody knows, the page what can be done; the id is looked up, and paid for once."""
    house = await make_house(**generations.at(kie))
    kie.script(Script(create=HANGS, accepts=True))
    await create(house, SUNSET)
    console = Console(page, house.http)
    await console.open("#/gallery/p1")
    await page.until(f"{TILES}[0]?.innerText.includes('Outcome unknown')")
    assert "nobody knows whether it has accepted the task" in await console.read("prompt-tasks")
    (task,) = kie.tasks.values()
    await console.say(".outcome-unknown input", task.id)
    await page.evaluate("document.querySelector('.outcome-unknown [type=submit]').click()")
    await page.until(f"{SHOWN}.length === 4")
    await page.until("!document.querySelector('.outcome-unknown').getClientRects().length")
    assert len(kie.truth.of("accepted")) == 1
    assert page.complaints == []


async def test_an_operator_says_that_a_lost_call_became_nothing(
    page: Page, make_house: MakeHouse, kie: Kie
) -> None:
    """After a question it is ordered again; without a yes nothing is."""
    house = await make_house(**generations.at(kie))
    kie.script(Script(create=HANGS, accepts=False))
    await create(house, SUNSET)
    console = Console(page, house.http)
    await console.open("#/gallery/p1")
    refuse = "document.querySelector('.outcome-unknown .refused')"
    await page.until(f"{refuse}?.getClientRects().length")
    await page.evaluate(f"{refuse}.click()")
    assert "both are paid for" in await console.read("question-words")
    await console.press("question-no")
    assert kie.truth.count("creates") == 1
    await page.evaluate(f"{refuse}.click()")
    await console.press("question-yes")
    await page.until(f"{SHOWN}.length === 4")
    assert len(kie.truth.of("accepted")) == 1


async def test_what_failed_says_why_and_is_tried_again(page: Page, make_house: MakeHouse, kie: Kie) -> None:
    """What could be had is shown beside the code and the reason; the retry brings the rest."""
    house = await make_house(**generations.at(kie))
    kie.script(Script(fails=Failure("400", "The prompt was flagged.")), about="refused")
    kie.script(Script(files=(status(451),), only_file=2))
    await create(house, SUNSET)
    console = Console(page, house.http)
    await console.open("#/gallery/p1")
    await page.until(f"{SHOWN}.length === 3")
    told = await console.read("prompt-tasks")
    assert "1 of 4 files could not be had" in told
    assert "assets-incomplete" in told
    await page.evaluate("document.querySelector('[data-verb=retry]').click()")
    await page.until(f"{SHOWN}.length === 7 && {at('prompt-tasks')}.children.length === 2")
    await create(house, imagen("Something refused"), prompt_id="p2")
    await console.open("#/gallery")
    await page.until("document.querySelector('.tile[data-state=lost]')?.innerText.includes('flagged')")
    assert page.complaints == []


async def test_words_of_others_stay_words(page: Page, make_house: MakeHouse) -> None:
    """Markup in a prompt, in what it is filed under and in a text is shown and never run, on every page."""
    house, filed = await make_house(), '"><b>../..?#%2f'
    params = {**imagen(HOSTILE), "input": {**imagen(HOSTILE)["input"], "negative_prompt": HOSTILE}}
    task = await create(house, params, prompt_id=filed)
    await house.ended(task["id"])
    console = Console(page, house.http)
    await console.open("#/gallery")
    assert HOSTILE in await console.read("gallery-groups")
    await page.evaluate("document.querySelector('#gallery-groups h3 a').click()")
    await page.until(f"{at('prompt-id')}.innerText === {json.dumps(filed)} && {SHOWN}.length === 1")
    assert HOSTILE in await console.read("prompt-title")
    await page.evaluate("document.querySelector('.tile .enlarge').click()")
    await page.until("document.querySelector('#large .stage img')?.naturalWidth > 0")
    assert await page.evaluate("document.getElementById('large-words').textContent") == HOSTILE
    await console.open(f"#/generation/{task['id']}")
    await page.until(f"{at('generation-main')}.innerText.includes({json.dumps(HOSTILE)})")
    await console.open(f"#/generate/{task['id']}")
    await page.until(f"{at('generate-prompt')}.value === {json.dumps(HOSTILE)}")
    assert await page.evaluate(f"{at('generate-filed')}.value") == filed
    assert await page.evaluate("typeof globalThis.hacked") == "undefined"
    assert page.complaints == []


async def test_a_task_is_cancelled_and_deleted_by_one_who_is_sure(
    page: Page, make_house: MakeHouse, kie: Kie
) -> None:
    house = await make_house(**generations.at(kie))
    kie.script(Script(holds=True))
    task = await create(house, SUNSET)
    console = Console(page, house.http)
    await console.open(f"#/generation/{task['id']}")
    await page.until(f"{at('generation-main')}.innerText.includes('Generating')")
    await page.evaluate("document.querySelector('#generation-main [data-verb=cancel]').click()")
    drop = "document.querySelector('#generation-main [data-verb=drop]')"
    await page.until(f"{drop}.getClientRects().length")
    assert "8, 8 refunded" in await console.read("generation-main")
    await page.evaluate(f"{drop}.click()")
    await console.press("question-no")
    assert (await house.http.get(f"/v1/jobs/{task['id']}")).status_code == 200
    await page.evaluate(f"{drop}.click()")
    await console.press("question-yes")
    await page.until("location.hash === '#/gallery/p1'")
    assert (await house.http.get(f"/v1/jobs/{task['id']}")).status_code == 404
    await page.until(f"{at('prompt-none')}.innerText.includes('deleted')")


@pytest.mark.parametrize(("width", "dark"), SCREENS)
async def test_nothing_is_wider_than_the_screen(
    page: Page, make_house: MakeHouse, width: int, dark: bool
) -> None:
    """On a phone as on a desk, with long words in every place."""
    house = await make_house(work=False)
    words = "Donaudampfschifffahrtsgesellschaftskapitän" * 6
    filed = words[:255]
    task = await create(house, imagen(words, 4), prompt_id=filed)
    console = Console(page, house.http)
    await page.show(width, 844, dark=dark)
    for view in ("gallery", f"gallery/{quote(filed)}", f"generation/{task['id']}", f"generate/{task['id']}"):
        await console.open(f"#/{view}")
        await page.until(f"document.body.innerText.includes('Donau') || {at('generate-prompt')}.value")
        assert await page.evaluate("document.documentElement.scrollWidth") <= width, view
