"""Signed messages to receivers that are not ours (standardwebhooks.com): one try, bounded in every way.

It stands beside the rooms because two of them post: the worker tells of jobs, the API tries an address.
The address that was checked is the one that is connected to; name, Host and TLS stay the receiver's own.
"""

import asyncio
import base64
import json
import secrets
import ssl
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple

import httpcore
import httpx
from standardwebhooks import Webhook

from reaching import PublicOnly
from receivers import YOURS, ReceiverRefused, check_url
from settings import Settings
from storage.keys import kept

KEY_FILE = "webhook.key"
WHOLE_CALL_S = 15.0
MOST_READ = 2048  # bytes of an answer, for its first words
MOST_TOLD = 200
PASSING = (408, 409, 425, 429)  # what a client did wrong only now


class Answer(NamedTuple):
    """What came of one try. `final`: another one would come to the same."""

    status: int | None
    told: str
    final: bool = False
    retry_after: str | None = None

    @property
    def delivered(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Webhooks:
    """`hosts` may be told though their addresses are not public."""

    def __init__(self, secret: str, hosts: Collection[str], whole_call_s: float = WHOLE_CALL_S) -> None:
        self._webhook = Webhook(secret)
        self._hosts = hosts
        self._whole_call_s = whole_call_s

    @classmethod
    def of_settings(cls, settings: Settings) -> "Webhooks":
        return cls(secret_of(settings), settings.webhook_hosts)

    async def post(self, url: str, message_id: str, message: Mapping[str, Any]) -> Answer:
        """Written once: what is signed is what is sent."""
        body = json.dumps(message, separators=(",", ":"))
        try:
            async with asyncio.timeout(self._whole_call_s):
                headers = self._headers(message_id, body)
                return await self._exchange(check_url(url, self._hosts, YOURS), headers, body.encode())
        except ReceiverRefused as refused:
            return Answer(None, str(refused), final=True)
        except TimeoutError:
            return Answer(None, f"No answer within {self._whole_call_s:g} seconds")
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, UnicodeError) as error:
            return Answer(None, f"No answer: {str(error) or type(error).__name__}"[:MOST_TOLD])

    def _headers(self, message_id: str, body: str) -> dict[bytes | str, bytes | str]:
        now = datetime.now(UTC)
        return {
            "Content-Type": "application/json",
            "User-Agent": "Callsheet",
            "webhook-id": message_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._webhook.sign(message_id, now, body),
        }

    async def _exchange(self, url: httpx.URL, headers: dict[bytes | str, bytes | str], body: bytes) -> Answer:
        where = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        network = PublicOnly(self._hosts, YOURS)
        async with (
            httpcore.AsyncConnectionPool(self._tls, network_backend=network) as pool,
            pool.stream("POST", where, headers=headers, content=body) as response,
        ):
            status, after = response.status, dict(response.headers).get(b"retry-after", b"").decode("latin-1")
            said = "" if status < 400 else await _first_words(response)
        if 300 <= status < 400:
            said = "redirects are not followed"
        final = 300 <= status < 500 and status not in PASSING
        return Answer(status, f"{_named(status)}{': ' if said else ''}{said}", final, after or None)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpx.create_ssl_context()


def secret_of(settings: Settings) -> str:
    """What receivers verify with, the same in every process of one data folder."""
    set_one = settings.webhook_secret.get_secret_value()
    return set_one or kept(Path(settings.data) / KEY_FILE, new_secret)


def new_secret() -> str:
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


async def _first_words(response: httpcore.Response) -> str:
    read = b""
    async for chunk in response.aiter_stream():
        read += chunk
        if len(read) >= MOST_READ:
            break
    text = read[:MOST_READ].decode(errors="replace")
    return "".join(c for c in " ".join(text.split()) if c.isprintable())[:MOST_TOLD]
