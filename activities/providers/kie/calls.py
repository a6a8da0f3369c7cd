"""One call of Kie.ai: made once, bounded in bytes and time, and never repeated here."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, BinaryIO, NamedTuple

import httpx
from pydantic import SecretStr
from pydantic_core import from_json

from activities.providers.base import ProviderBusy
from activities.providers.wire.answers import bounded
from activities.providers.wire.delays import retry_after

MOST_BYTES = 1_000_000
OK = 200
KEEP_S = 3.0
"""An idle connection is given up before Kie.ai does it."""
Upload = tuple[str, BinaryIO, str]
NEVER_OPENED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class NoAnswer(Exception):
    """It was sent, perhaps, and what came back tells nothing. The message is for people."""


class Said(NamedTuple):
    """`code` is that of the body, else the status; `data` is whatever a success came with."""

    code: int
    message: str
    data: Any
    retry_after: float | None = None

    @property
    def well(self) -> bool:
        return self.code == OK


class Calls:
    """`timeout_s` bounds a whole call.

    Raises `ProviderBusy` only where no connection was opened, so that nothing can have been sent, and
    `NoAnswer` for everything else that is no answer.
    """

    def __init__(self, base: str, upload_base: str, key: SecretStr, timeout_s: float) -> None:
        self._base, self._upload_base, self._key, self._timeout_s = base, upload_base, key, timeout_s
        self._trust = httpx.create_ssl_context()
        # an order goes through a connection of its own: one that Kie.ai closes meanwhile is a paid riddle
        self._orders, self._questions = self._client(kept=0), self._client(kept=None)

    async def order(self, path: str, body: Mapping[str, Any]) -> Said:
        return await self._said(self._posting(self._orders, path, body))

    async def post(self, path: str, body: Mapping[str, Any]) -> Said:
        return await self._said(self._posting(self._questions, path, body))

    async def get(self, path: str, **params: str) -> Said:
        url, headers = self._base + path, self._headers()
        return await self._said(self._questions.stream("GET", url, params=params, headers=headers))

    async def upload(self, path: str, fields: dict[str, str], file: Upload, more_s: float) -> Said:
        """To the host for uploads; it may take `more_s` longer."""
        url, headers = self._upload_base + path, self._headers()
        sending = self._questions.stream("POST", url, data=fields, files={"file": file}, headers=headers)
        return await self._said(sending, more_s)

    def without_key(self, words: str) -> str:
        return words.replace(self._key.get_secret_value(), "***")

    async def close(self) -> None:
        for client in (self._orders, self._questions):
            await client.aclose()

    def _client(self, kept: int | None) -> httpx.AsyncClient:
        limits = httpx.Limits(max_keepalive_connections=kept, keepalive_expiry=KEEP_S)
        # a third of the time, and TLS may take another: then it is still known that nothing was sent
        times = httpx.Timeout(None, connect=self._timeout_s / 3)
        return httpx.AsyncClient(verify=self._trust, timeout=times, limits=limits, follow_redirects=False)

    def _posting(
        self, client: httpx.AsyncClient, path: str, body: Mapping[str, Any]
    ) -> AbstractAsyncContextManager[httpx.Response]:
        content = json.dumps(body, separators=(",", ":")).encode()
        headers = {"Content-Type": "application/json", **self._headers()}
        return client.stream("POST", self._base + path, content=content, headers=headers)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._key.get_secret_value()}", "Accept-Encoding": "identity"}

    async def _said(self, sending: AbstractAsyncContextManager[httpx.Response], more_s: float = 0) -> Said:
        async with self._bounded_by(self._timeout_s + more_s), sending as response:
            body = await bounded(response, MOST_BYTES)
        said = _read(response, body)
        return said._replace(message=self.without_key(said.message))

    @asynccontextmanager
    async def _bounded_by(self, seconds: float) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(seconds):  # of all: a slow drip outlives any limit on single reads
                yield
        except TimeoutError as late:
            raise NoAnswer(f"Kie.ai gave no whole answer within {seconds:g} seconds") from late
        except NEVER_OPENED as away:
            raise ProviderBusy("Kie.ai could not be reached", code="provider-unreachable") from away
        except httpx.RequestError as broken:
            raise NoAnswer("The connection to Kie.ai broke before its answer was here") from broken


def _read(response: httpx.Response, body: bytes) -> Said:
    status, delay = response.status_code, retry_after(response.headers, {})
    try:
        told = from_json(body)
    except ValueError:
        told = None
    match told:
        case {"code": int() | str() as code} if (number := _number(code)) is not None:
            if response.is_success or number != OK:
                words = told.get("msg") or told.get("message") or ""
                return Said(number, str(words), told.get("data"), delay)
            raise NoAnswer(f"Kie.ai's answer says two things, {number} and {status}")
    if response.is_success:
        raise NoAnswer("Kie.ai's answer is not one that it is known to give")
    return Said(status, "", None, delay)


def _number(code: int | str) -> int | None:
    try:
        return int(code)
    except ValueError:
        return None
