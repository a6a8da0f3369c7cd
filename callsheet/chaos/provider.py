"""Who is paid for generation tasks in a run of our own: a look-alike, in a process that nobody kills.

Its log is the truth. Some of its faults lead whoever fetches a file to a canary, an address of this process
that a server must never come to.
"""

import asyncio
import json
import secrets
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx

from callsheet.processes import Child

CREATES, WINDOW_S = 20, 2.0
LOOKS_PER_S = 10
TIMEOUT_S, POLL_S = 2.5, 0.7
PATIENCE_S, LOOK_S = 30, 0.05
TRUTH = "truth.jsonl"
BASE = "CALLSHEET_KIE_BASE_URL"


@dataclass
class Provider:
    """`strays` are connections that came to the canary."""

    url: str
    key: str
    secret: str
    strays: int = 0

    def settings(self, public_url: str, deadline_s: float) -> dict[str, str]:
        """The environment of whoever orders there, in a hurry; callbacks come to the public URL."""
        families = ("IMAGEN4", "MIDJOURNEY", "VEO3", "SORA2")
        return {
            BASE: self.url,
            "CALLSHEET_KIE_UPLOAD_BASE_URL": self.url,
            "CALLSHEET_KIE_API_KEY": self.key,
            "CALLSHEET_KIE_WEBHOOK_SECRET": self.secret,
            "CALLSHEET_KIE_TIMEOUT_S": str(TIMEOUT_S),
            "CALLSHEET_KIE_POLL_S": str(POLL_S),
            "CALLSHEET_KIE_CREATES": str(CREATES),
            "CALLSHEET_KIE_WINDOW_S": str(WINDOW_S),
            "CALLSHEET_KIE_LOOKS_PER_S": str(LOOKS_PER_S),
            "CALLSHEET_GENERATOR": "kie",
            "CALLSHEET_GENERATION_DEADLINES_S": json.dumps(dict.fromkeys(families, deadline_s)),
            "CALLSHEET_PUBLIC_URL": public_url,
        }

    async def truth(self) -> Mapping[str, Any]:
        """What really happened there."""
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE_S) as http:
            told: Mapping[str, Any] = (await http.get(f"{self.url}/_truth")).raise_for_status().json()
        return told


@asynccontextmanager
async def looking_alike(
    seed: int, faults: Literal["none", "some", "all"], speed: float, folder: Path
) -> AsyncIterator[Provider]:
    """A provider inside, none after; its logs are in the folder. Raises `ChildFailed`."""
    provider = Provider("", secrets.token_hex(8), secrets.token_hex(8))

    async def shoo(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        provider.strays += 1
        writer.close()

    async with await asyncio.start_server(shoo, "127.0.0.1", 0) as canary:
        port = canary.sockets[0].getsockname()[1]
        options = {
            "port": 0,
            "seed": seed,
            "faults": faults,
            "speed": speed,
            "creates": CREATES,
            "window": WINDOW_S,
            "canary": f"http://127.0.0.1:{port}/canary.png",
            "log": folder / TRUTH,
        }
        said = folder / "provider.log"
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        keys = {"CALLSHEET_KIE_API_KEY": provider.key, "CALLSHEET_KIE_WEBHOOK_SECRET": provider.secret}
        child = Child("provider", [sys.executable, "-m", "callsheet.cli", "fake-kie", *words], keys, said)
        await child.start()
        try:
            provider.url = await _address(child, said)
            yield provider
        finally:
            await child.stop()


async def _address(child: Child, said: Path) -> str:
    """As soon as it says where it listens."""
    async with asyncio.timeout(PATIENCE_S):
        while not (url := _told(said)):
            if not child.running:
                raise child.failed()
            await asyncio.sleep(LOOK_S)
    return url


def _told(said: Path) -> str | None:
    first, whole, _ = said.read_text().partition("\n")
    return first.removeprefix(f"{BASE}=") if whole else None
