"""The form of pictures and video as people use it: what is filled in is what is asked for."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeHouse
from tests.support.browser import Page
from tests.support.console import Console, at
from tests.support.generations import SUNSET, create, expire, newest
from tests.support.pictures import picture as picture_of

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
    console = Console(page, house.http)
    await console.open(f"#/generation/{task['id']}")
    await page.until("document.querySelector('.again')")
    await page.evaluate("document.querySelector('.again').click()")
    await page.until(f"{at('generate-prompt')}.value.length > 0")
    await console.say("#generate-prompt", "Other words")
    await console.press("generate-go")
    await page.until("location.hash === '#/gallery/p%2F1%20%C3%BC'")
    wanted = json.loads(json.dumps(params))
    wanted.get("input", wanted)["prompt"] = "Other words"
    assert (await newest(house.http, "p/1 ü"))["input"]["providerParams"] == wanted
    await page.until(f"{at('prompt-tasks')}.children.length === 2")
    assert page.complaints == []


async def test_a_picture_that_is_dropped_is_worked_from(
    page: Page, make_house: MakeHouse, tmp_path: Path
) -> None:
    """It is sent at once, shown with the time that it can be used, and its address goes to the provider."""
    house = await make_house(work=False, upload_link_s=3600)
    path = tmp_path / "fox.png"
    path.write_bytes(picture_of(64, 48))
    console = Console(page, house.http)
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
    job = await newest(house.http, "the-same-in-winter")
    (address,) = job["input"]["providerParams"]["fileUrls"]
    assert address.startswith(f"{house.url}/v1/artifacts/")
    await console.open(f"#/generate/{job['id']}")
    await page.until(f"{picture}?.querySelector('img').naturalWidth === 64")
    await page.until(f"{picture}.innerText.includes('Can be used until')")


async def test_a_picture_that_is_no_longer_kept_is_not_sent_again(page: Page, make_house: MakeHouse) -> None:
    """Again with changes says so before anybody pays; without it, or with another, it goes on."""
    house = await make_house(work=False)
    answer = await house.http.post("/api/generation/uploads", files={"file": ("fox.png", picture_of())})
    kept = answer.json()["data"]
    params = {"model": "VEO3", "prompt": "A fox", "modelVariant": "veo3", "imageUrls": [kept["downloadUrl"]]}
    task = await create(house, params)
    await expire(house, kept, datetime.now(UTC))
    console = Console(page, house.http)
    await console.open(f"#/generate/{task['id']}")
    picture = "document.querySelector('.references li')"
    await page.until(f"{picture}?.innerText.includes('no longer kept')")
    await console.press("generate-go")
    assert "Remove the picture" in await console.read("VEO3-imageUrls-error")
    await page.evaluate(f"{picture}.querySelector('[aria-label^=Remove]').click()")
    await page.evaluate("document.querySelector('#generate-fields [value=TEXT_2_VIDEO]').click()")
    await console.press("generate-go")
    await page.until(f"{at('prompt-tasks')}.children.length === 2")


async def test_what_is_refused_is_told_at_its_field(page: Page, make_house: MakeHouse) -> None:
    """The server's own words, beside what they are about; then nothing is started."""
    house = await make_house(work=False)
    console = Console(page, house.http)
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
