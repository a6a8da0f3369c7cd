"""One call of a speech model: asked once, bounded in bytes and time, never repeated here."""

import asyncio

import httpx
from pydantic import SecretStr

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.speech.recording import mono
from activities.providers.speech.refusals import refusal
from activities.providers.wire.addresses import address, carried
from activities.providers.wire.answers import bounded

MOST_BYTES = 50_000_000
CHARS_PER_S = 15.0
"""What such models do, roughly: an estimate, what counts is measured."""


class Speech:
    """`url` is what the paths of the API follow, as `https://host/v1`; `timeout_s` bounds a whole call.

    Raises `ValueError` for an address, model, voice or key that can never work.
    """

    chars_per_s = CHARS_PER_S

    def __init__(
        self, client: httpx.AsyncClient, url: str, model: str, voice: str, key: SecretStr, timeout_s: float
    ) -> None:
        if not voice:
            raise ValueError("a speech model needs the name of a voice")
        self.engine, self.voice = model, voice
        self._client, self._timeout_s = client, timeout_s
        self._address, self._key = address("speech", url, "audio/speech", model), carried("speech", key)

    async def speak(self, text: str, *, pace: float = 1.0) -> bytes:
        asked = {
            "model": self.engine,
            "voice": self.voice,
            "input": text,
            "response_format": "wav",
            "speed": pace,
        }
        response, body = await self._ask(asked)
        if not response.is_success:
            raise refusal(response, body, secret=self._key.get_secret_value())
        if len(body) > MOST_BYTES:
            raise ProviderRejected("recording-too-large", f"The recording is larger than {MOST_BYTES} bytes")
        return await asyncio.to_thread(mono, body)

    async def close(self) -> None:
        await self._client.aclose()

    async def _ask(self, asked: dict[str, object]) -> tuple[httpx.Response, bytes]:
        key = self._key.get_secret_value()
        headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {})
        try:
            async with (
                asyncio.timeout(self._timeout_s),  # of all: a slow drip outlives any limit on single reads
                self._client.stream("POST", self._address, json=asked, headers=headers) as response,
            ):
                return response, await bounded(response, MOST_BYTES + 1)
        except TimeoutError as late:
            message = f"The speech model gave no whole answer within {self._timeout_s:g} seconds"
            raise ProviderBusy(message, code="speech-timeout") from late
        except httpx.RequestError as broken:
            message = "The speech model could not be reached, or the connection broke"
            raise ProviderBusy(message, code="provider-unreachable") from broken


def open_speech(url: str, model: str, voice: str, key: SecretStr, timeout_s: float) -> Speech:
    """With connections of its own; `close` it."""
    client = httpx.AsyncClient(timeout=None, follow_redirects=False)  # noqa: S113 a call has one limit in all
    return Speech(client, url, model, voice, key, timeout_s)
