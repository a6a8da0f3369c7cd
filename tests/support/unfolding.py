"""A view of the console with everything on it opened, and read."""

from tests.support.browser import Page

SEEN = "filter((one) => one.checkVisibility())"
FOLDED = f"[...document.querySelectorAll('main details:not([open])')].{SEEN}"
BUSY = f"[...document.querySelectorAll('main p')].{SEEN}.filter((one) => /^Loading/.test(one.textContent))"
DRAWN = "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"


async def unfold(page: Page) -> None:
    await page.until(f"!{BUSY}.length")
    while await page.evaluate(f"{FOLDED}.length"):
        await page.evaluate(f"{FOLDED}.forEach((one) => {{ one.open = true; }})")
        await page.evaluate(DRAWN)
    await page.until(f"!{BUSY}.length")
