"""Words of others stay words on every view: no script runs, nothing is made of them or leaves the screen."""

import json

import pytest

from tests.support.browser import Page
from tests.support.console import Console
from tests.support.everything import everything
from tests.support.processes import Up
from tests.support.unfolding import unfold

MARKUP = (
    "<img src=x onerror=\"globalThis.hacked='img'\"><script>globalThis.hacked='script'</script>"
    "<b class=planted>b</b></textarea><svg onload=\"globalThis.hacked='svg'\">'\"`${1}{{1}}&lt;javascript:"
)
SWITCHED = "\u202eright to left\u2066 never closed \u200f\u061c"
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 238
"""Ten thousand characters without a place to break."""

PLANTED = """[...document.querySelectorAll('.planted, [onerror], [onload], img[src="x"], body script')]
    .map((one) => one.outerHTML.slice(0, 200))"""
WIDER = """[...document.querySelectorAll('body *')].filter((one) => one.getClientRects().length
    && one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.wide, .tall, .reel'))
    .map((one) => `${one.tagName} #${one.id} .${one.className}`).slice(0, 5)"""


@pytest.mark.parametrize(("name", "words"), [("markup", MARKUP + SWITCHED), ("long", LONG)])
async def test_words_of_others_stay_words_on_every_view(page: Page, tree: Up, name: str, words: str) -> None:
    """Names of files, topics, prompts, columns, cells, items, errors; on the narrowest phone, unfolded."""
    seen = await everything(tree.http, words, topic=f"Nobody{words[:190]}")
    console, wide = Console(page, tree.http), {}
    await page.show(360, 780)
    for view, address in seen.views.items():
        await console.open(f"#/{address}")
        await unfold(page)
        assert await page.evaluate(PLANTED) == [], view
        if await page.evaluate("document.documentElement.scrollWidth") > 360:
            wide[view] = await page.evaluate(WIDER)
    assert wide == {}
    assert await page.evaluate("globalThis.hacked ?? ''") == ""
    assert page.complaints == []


async def test_the_words_are_there_as_they_were_given(page: Page, tree: Up) -> None:
    """They are not taken out either: a prompt with markup reads as it was written."""
    seen = await everything(tree.http, f"again {MARKUP}")
    console = Console(page, tree.http)
    await console.open(f"#/{seen.views['generation']}")
    await page.until(
        f"document.getElementById('generation-main').innerText.includes({json.dumps(MARKUP[:90])})"
    )
    await console.open(f"#/{seen.views['transfer']}")
    await page.until(f"document.getElementById('faults-rows').innerText.includes({json.dumps(MARKUP[:90])})")
