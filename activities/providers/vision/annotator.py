"""One call of a vision model: asked once, bounded in bytes and time, never repeated here."""

import asyncio
from typing import Any

import httpx
from pydantic import SecretStr

from activities.providers.base import ProviderBusy
from activities.providers.vision.answer import read
from activities.providers.vision.clients import Clients
from activities.providers.vision.photo import Photos, data_uri
from activities.providers.vision.question import OPTIONS, question, without
from activities.providers.vision.refusals import ParameterRefused, refusal
from workflows.contracts.annotated import Annotation

MOST_BYTES = 1_000_000


class Vision:
    """`url` is what the paths of the API follow, as `https://host/v1`; `timeout_s` bounds a whole call.

    An image that must be made smaller or turned is decoded in one of `decodes_at_once` child processes.
    Raises `ValueError` for an address, model or key that can never work.
    """

    at_once: int | None = None

    def __init__(
        self, clients: Clients, url: str, model: str, key: SecretStr, timeout_s: float, decodes_at_once: int
    ) -> None:
        self.engine = model
        self._clients, self._address, self._timeout_s = clients, _address(url, model), timeout_s
        self._key = _carried(key)
        self._photos = Photos(decodes_at_once)
        self._options: dict[str, Any] = OPTIONS

    async def annotate(self, image: bytes, *, text: bool) -> Annotation:
        photo = await self._photos.make(image)
        try:
            answer = await self._ask(question(self.engine, data_uri(photo), text, self._options))
        except ParameterRefused as refused:
            self._options = without(self._options, refused.name)
            raise
        return read(answer, self.engine, photo, text)

    async def close(self) -> None:
        await self._clients.close()

    async def _ask(self, asked: dict[str, Any]) -> bytes:
        key = self._key.get_secret_value()
        headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {})
        try:
            async with (
                asyncio.timeout(self._timeout_s),  # of all: a slow drip outlives any limit on single reads
                self._clients.post(self._address, asked, headers) as response,
            ):
                body = await _bounded(response)
        except TimeoutError as late:
            message = f"Vision AI timeout: no whole answer within {self._timeout_s:g} seconds"
            raise ProviderBusy(message, code="vision-timeout") from late
        except httpx.RequestError as broken:
            message = "The vision model could not be reached, or the connection broke"
            raise ProviderBusy(message, code="provider-unreachable") from broken
        if response.is_success:
            return body
        raise refusal(response, body, asked.keys(), secret=key)


def open_vision(url: str, model: str, key: SecretStr, timeout_s: float, decodes_at_once: int = 1) -> Vision:
    """With connections of its own; `close` it."""
    return Vision(Clients(), url, model, key, timeout_s, decodes_at_once)


async def _bounded(response: httpx.Response) -> bytes:
    """What comes after the limit is not read: an answer cut there is no JSON any more."""
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            break
    return bytes(body[:MOST_BYTES])


def _address(url: str, model: str) -> httpx.URL:
    try:
        address = httpx.URL(f"{url.rstrip('/')}/chat/completions")
    except httpx.InvalidURL as error:
        raise ValueError(f"the vision model's URL is none: {error}") from error
    if address.scheme not in ("http", "https") or not address.host or not model:
        raise ValueError("a vision model needs a URL that begins with http:// or https://, and a name")
    return address


def _carried(key: SecretStr) -> SecretStr:
    """Checked here because the header's own complaint would quote it."""
    stripped = key.get_secret_value().strip()
    if not all("!" <= letter <= "~" for letter in stripped):
        raise ValueError("the vision API key has characters that a header cannot carry")
    return SecretStr(stripped)
