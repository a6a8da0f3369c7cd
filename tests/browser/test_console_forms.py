"""Each of the five forms takes what it needs by drop and by paste, and none asks for a mouse."""

import base64
import json
import secrets

import pytest

from tests.support.browser import Page
from tests.support.console import Console, at
from tests.support.pictures import picture
from tests.support.processes import Up

WAYS = ("drop", "paste")


@pytest.fixture
def console(page: Page, tree: Up) -> Console:
    return Console(page, tree.http)


def transfer(content: bytes, name: str, sort: str) -> str:
    """What is dragged or copied: one file."""
    plain = json.dumps(base64.b64encode(content).decode())
    return f"""(() => {{
        const bytes = Uint8Array.from(atob({plain}), (sign) => sign.charCodeAt(0));
        const held = new DataTransfer();
        held.items.add(new File([bytes], {json.dumps(name)}, {{ type: {json.dumps(sort)} }}));
        return held;
    }})()"""


async def hand_over(page: Page, way: str, place: str, held: str) -> None:
    """Drops it on the place, or pastes it anywhere; what the page then does with it is its own."""
    told = "bubbles: true, cancelable: true"
    if way == "drop":
        happens = f"{place}.dispatchEvent(new DragEvent('drop', {{ dataTransfer: {held}, {told} }}))"
    else:
        happens = (
            f"document.body.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData: {held}, {told} }}))"
        )
    await page.until(f"{place}?.getClientRects().length")
    assert await page.evaluate(happens) is False  # taken: the browser does nothing of its own


@pytest.mark.parametrize("way", WAYS)
async def test_a_photo_is_taken_and_enlarged(console: Console, way: str) -> None:
    await console.open("#/")
    name = f"{secrets.token_hex(4)}.png"
    await hand_over(console.page, way, at("drop"), transfer(picture(), name, "image/png"))
    assert await console.read("preview-name") == name
    await console.page.evaluate("document.querySelector('[name=engine][value=fast]').click()")
    await console.press("go")
    await console.page.until(f"{at('groups')}.innerText.includes({json.dumps(name)})")
    assert console.page.complaints == []


@pytest.mark.parametrize("way", WAYS)
async def test_photos_become_a_batch(console: Console, way: str) -> None:
    await console.open("#/batches/new")
    await hand_over(console.page, way, at("batch-drop"), transfer(picture(), "a.png", "image/png"))
    await hand_over(console.page, way, at("batch-drop"), transfer(picture(50, 40), "b.png", "image/png"))
    await console.page.until(f"{at('batch-sent-words')}.innerText === '2 images uploaded'")
    await console.press("batch-go")
    await console.page.until(f"{at('batch-title')}.innerText === 'Batch of 2 images'")


@pytest.mark.parametrize("way", WAYS)
async def test_a_file_of_rows_is_looked_at(console: Console, way: str) -> None:
    await console.open("#/import")
    held = transfer(b"id,name\n1,Ada\n", "people.csv", "text/csv")
    await hand_over(console.page, way, at("import-drop"), held)
    assert await console.table("import-rows") == [["1", "Ada"]]


async def test_rows_are_pasted_from_a_spreadsheet(console: Console) -> None:
    """As words with tabs, which is how spreadsheets copy; into a field they are the field's own."""
    await console.open("#/import")
    rows = json.dumps("id\tname\n1\tAda\n2\tGrace\n")
    held = (
        f"(() => {{ const held = new DataTransfer(); held.setData('text/plain', {rows}); return held; }})()"
    )
    told = f"{{ clipboardData: {held}, bubbles: true, cancelable: true }}"
    into = f"{at('import-new')}.dispatchEvent(new ClipboardEvent('paste', {told}))"
    assert await console.page.evaluate(into) is True
    await hand_over(console.page, "paste", at("import-drop"), held)
    assert await console.table("import-rows") == [["1", "Ada"], ["2", "Grace"]]


@pytest.mark.parametrize("way", WAYS)
async def test_a_picture_to_work_from_is_taken(console: Console, way: str) -> None:
    await console.open("#/generate")
    for choice in ("VEO3", "REFERENCE_2_VIDEO"):
        await console.page.evaluate(f"document.querySelector('[value={choice}]').click()")
    drop = "[...document.querySelectorAll('.pictures .drop')].find((one) => one.getClientRects().length)"
    await hand_over(console.page, way, drop, transfer(picture(), "from.png", "image/png"))
    await console.page.until(f"{at('generate-form')}.innerText.includes('Can be used until')")


@pytest.mark.parametrize(("view", "field"), [("documentaries", "prompt"), ("generate", "generate-prompt")])
async def test_words_come_from_a_text_file(console: Console, view: str, field: str) -> None:
    await console.open(f"#/{view}")
    held = transfer(b"the electric years\n", "notes.txt", "text/plain")
    await hand_over(console.page, "drop", at(field), held)
    await console.page.until(f"{at(field)}.value === 'the electric years'")


async def test_a_file_that_misses_its_place_leaves_the_page_as_it_is(console: Console) -> None:
    await console.open("#/documentaries")
    await hand_over(console.page, "drop", "document.body", transfer(picture(), "a.png", "image/png"))
    assert await console.read("documentary-go") == "Make the documentary"
