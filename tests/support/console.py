"""The console in a browser, as a person uses it."""

import json

import httpx

from tests.support.browser import Page

LIVE = "document.getElementById('connection').dataset.state === 'live'"
READY = "!document.querySelector('main[aria-busy=true]')"


class Console:
    """What a person sees and does; places are named by their ids."""

    def __init__(self, page: Page, http: httpx.AsyncClient) -> None:
        self.page, self._http = page, http

    async def open(self, address: str) -> None:
        await self.page.open("about:blank")
        await self.page.open(f"{self._http.base_url}/{address}")
        await self.page.until(f"{LIVE} && {READY}")

    async def press(self, place: str) -> None:
        await self.page.until(f"{at(place)} && {at(place)}.getClientRects().length")
        await self.page.evaluate(f"{at(place)}.click()")

    async def say(self, selector: str, value: str) -> None:
        """Types or chooses."""
        place = f"document.querySelector({json.dumps(selector)})"
        await self.page.until(f"{place} && {place}.getClientRects().length")
        happens = (
            "for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));"
        )
        await self.page.evaluate(f"{{ const field = {place}; field.value = {json.dumps(value)}; {happens} }}")

    async def read(self, place: str) -> str:
        words: str = await self.page.until(f"{at(place)}.getClientRects().length && {at(place)}.innerText")
        return words

    async def table(self, place: str) -> list[list[str]]:
        """The cells of its rows, as they are read."""
        cells = f"[...{at(place)}.rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim()))"
        found: list[list[str]] = await self.page.until(f"{at(place)}.rows.length && {cells}")
        return found


def at(place: str) -> str:
    return f"document.getElementById({json.dumps(place)})"
