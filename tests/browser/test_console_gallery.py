"""The gallery as people use it: words go in, pictures come back, and what went wrong is told and mended."""

import hashlib
import json
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from callsheet.fakekie.faults import Failure, Script
from callsheet.fakekie.sayings import HANGS, status
from callsheet.fakekie.state import Kie
from tests.conftest import MakeHouse
from tests.support import generations
from tests.support.browser import Page
from tests.support.console import Console, at
from tests.support.generations import KEY, SUNSET, create, imagen
from tests.support.house import House
from tests.support.kie import looking_alike
from tests.support.pictures import picture as picture_of
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


def console_of(page: Page, house: House | Up) -> Console:
    return Console(page, house.http)


async def ask_for(console: Console, params: dict[str, Any], filed: str) -> None:
    """The seed's example, by the form as it begins."""
    await console.say("#generate-prompt", params["input"]["prompt"])
    await console.page.evaluate(f"{at('generate-more')}.open = true")
    await console.say("#generate-filed", filed)
    assert await console.read("generate-price") == "4 pictures for 8 credits"
    await console.press("generate-go")
    await console.page.until(f"location.hash === '#/gallery/' + encodeURIComponent({json.dumps(filed)})")


async def only_job(http: httpx.AsyncClient, filed: str) -> dict[str, Any]:
    """The newest of that prompt."""
    asked = {"kind": "generation", "promptId": filed}
    jobs: list[dict[str, Any]] = (await http.get("/v1/jobs", params=asked)).json()["data"]
    return jobs[0]


async def test_the_example_goes_from_the_form_to_four_pictures_offline(
    page: Page, tree: Up, tmp_path: Path
) -> None:
    """Each is there to be seen, is told to be a preview, opens large, and downloads as it is."""
    console, filed = console_of(page, tree), f"sunset {secrets.token_hex(3)}"
    await console.open("#/generate")
    await ask_for(console, SUNSET, filed)
    await page.until(f"{SHOWN}.length === 4")
    job = await only_job(tree.http, filed)
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
    console = console_of(page, house)
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
    assert await page.evaluate(PLACES) == before
    told = await console.read("prompt-tasks")
    assert task.id in told
    assert "poll" in told
    assert "Preview" not in told
    assert (await only_job(house.http, "sunset"))["input"]["providerParams"] == SUNSET
    assert page.complaints == []


WHOLE: tuple[dict[str, Any], ...] = (
    {
        **SUNSET,
        "apiModel": "google/imagen4-ultra",
        "input": {
            "prompt": "Two\nlines",
            "aspect_ratio": "3:4",
            "num_images": "2",
            "negative_prompt": "fog",
            "seed": 0,
        },
        "callBackUrl": "https://example.org/told",
    },
    {
        "service": "KIE",
        "model": "VEO3",
        "prompt": "A lighthouse",
        "modelVariant": "veo3",
        "generationType": "FIRST_AND_LAST_FRAMES_2_VIDEO",
        "imageUrls": ["https://example.org/a.png", "https://example.org/b.png"],
        "aspectRatio": "Auto",
        "seeds": 10_000,
        "watermark": "mine",
        "enableTranslation": True,
    },
    {
        "service": "KIE",
        "model": "MIDJOURNEY",
        "taskType": "mj_omni_reference",
        "prompt": "An owl",
        "speed": "turbo",
        "fileUrls": ["https://example.org/a.png"],
        "aspectRatio": "6:5",
        "version": "niji6",
        "variety": 5,
        "stylization": 0,
        "weirdness": 3000,
        "ow": 1000,
        "waterMark": "mine",
    },
    {
        "service": "KIE",
        "model": "MIDJOURNEY",
        "taskType": "mj_video_hd",
        "prompt": "An owl",
        "fileUrls": ["https://example.org/a.png"],
        "aspectRatio": "1:1",
        "videoBatchSize": 4,
        "motion": "high",
    },
    {
        "service": "KIE",
        "model": "SORA2",
        "apiModel": "sora-2-text-to-video",
        "input": {
            "prompt": "A boat",
            "aspect_ratio": "portrait",
            "n_frames": "15",
            "remove_watermark": False,
        },
    },
)


@pytest.mark.parametrize("params", WHOLE, ids=lambda params: str(params.get("taskType", params["model"])))
async def test_again_with_changes_begins_where_the_task_was(
    page: Page, make_house: MakeHouse, params: dict[str, Any]
) -> None:
    """The form holds all parameters: with other words it asks for the same else, under the same prompt."""
    house = await make_house(work=False)
    task = await create(house, params, prompt_id="p/1 ü")
    console = console_of(page, house)
    await console.open(f"#/generation/{task['id']}")
    await page.until("document.querySelector('.again')")
    await page.evaluate("document.querySelector('.again').click()")
    await page.until(f"{at('generate-prompt')}.value.length > 0")
    await console.say("#generate-prompt", "Other words")
    await console.press("generate-go")
    await page.until("location.hash === '#/gallery/p%2F1%20%C3%BC'")
    wanted = json.loads(json.dumps(params))
    wanted.get("input", wanted)["prompt"] = "Other words"
    assert (await only_job(house.http, "p/1 ü"))["input"]["providerParams"] == wanted
    await page.until(f"{at('prompt-tasks')}.children.length === 2")
    assert page.complaints == []


async def test_an_operator_says_which_task_a_lost_answer_was(
    page: Page, make_house: MakeHouse, kie: Kie
) -> None:
    """The tile says that nobody knows, the page what can be done; the id is looked up, and paid for once."""
    house = await make_house(**generations.at(kie))
    kie.script(Script(create=HANGS, accepts=True))
    await create(house, SUNSET)
    console = console_of(page, house)
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
    console = console_of(page, house)
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
    console = console_of(page, house)
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
    console = console_of(page, house)
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


async def test_a_picture_that_is_dropped_is_worked_from(
    page: Page, make_house: MakeHouse, tmp_path: Path
) -> None:
    """It is sent at once, shown with the time that it can be used, and its address goes to the provider."""
    house = await make_house(work=False, upload_link_s=3600)
    path = tmp_path / "fox.png"
    path.write_bytes(picture_of(64, 48))
    console = console_of(page, house)
    await console.open("#/generate")
    await page.evaluate("document.querySelector('#generate-models [value=MIDJOURNEY]').click()")
    assert await page.evaluate(f"!{at('MIDJOURNEY-fileUrls')}?.getClientRects().length")
    await page.evaluate("document.querySelector('#generate-fields [value=mj_img2img]').click()")
    await console.say("#generate-prompt", "The same in winter")
    await page.choose_file("#MIDJOURNEY-fileUrls", path)
    picture = "document.querySelector('.references li')"
    await page.until(f"{picture}?.innerText.includes('Can be used until')")
    assert await page.evaluate(f"{picture}.querySelector('img').naturalWidth") == 64
    await console.press("generate-go")
    await page.until("location.hash === '#/gallery/the-same-in-winter'")
    job = await only_job(house.http, "the-same-in-winter")
    (address,) = job["input"]["providerParams"]["fileUrls"]
    assert address.startswith(f"{house.url}/v1/artifacts/")
    await console.open(f"#/generate/{job['id']}")
    await page.until(f"{picture}?.querySelector('img').naturalWidth === 64")
    await page.until(f"{picture}.innerText.includes('Can be used until')")


async def test_what_is_refused_is_told_at_its_field(page: Page, make_house: MakeHouse) -> None:
    """The server's own words, beside what they are about; then nothing is started."""
    house = await make_house(work=False)
    console = console_of(page, house)
    await console.open("#/generate")
    await page.evaluate("document.querySelector('#generate-models [value=MIDJOURNEY]').click()")
    await console.press("generate-go")
    assert await console.read("generate-prompt-error") == "Say in words what is to be made."
    await console.say("#generate-prompt", "An owl")
    await console.say("#generate-fields [step='50'][type=number]", "33")
    await console.press("generate-go")
    assert "multiple of 50" in await console.read("MIDJOURNEY-stylization-error")
    await console.say("#generate-fields [step='50'][type=number]", "50")
    await page.evaluate("document.querySelector('#generate-fields [value=mj_img2img]').click()")
    await console.press("generate-go")
    assert "needs `fileUrls`" in await console.read("MIDJOURNEY-fileUrls-error")
    assert (await house.http.get("/v1/jobs")).json()["data"] == []


@pytest.mark.parametrize(("width", "dark"), SCREENS)
async def test_nothing_is_wider_than_the_screen(
    page: Page, make_house: MakeHouse, width: int, dark: bool
) -> None:
    """On a phone as on a desk, with long words in every place."""
    house = await make_house(work=False)
    words = "Donaudampfschifffahrtsgesellschaftskapitän" * 6
    filed = words[:255]
    task = await create(house, imagen(words, 4), prompt_id=filed)
    console = console_of(page, house)
    await page.show(width, 844, dark=dark)
    for view in ("gallery", f"gallery/{quote(filed)}", f"generation/{task['id']}", f"generate/{task['id']}"):
        await console.open(f"#/{view}")
        await page.until(f"document.body.innerText.includes('Donau') || {at('generate-prompt')}.value")
        assert await page.evaluate("document.documentElement.scrollWidth") <= width, view
