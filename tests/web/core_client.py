"""The client core in a node of its own, under transcripts: a line of JSON there, a line of JSON back."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.conformance.kit import Heard, Transcript, differences
from tests.conformance.stage import stage

RUNNER = Path(__file__).parent / "runner.mjs"
CORE = Path(__file__).parents[2] / "web" / "core"


class CoreClient:
    def __init__(self, node: asyncio.subprocess.Process) -> None:
        self._node = node

    async def judged(self, transcript: Transcript) -> list[str]:
        """What is wrong with the core under this transcript; each timer that it leaves as well."""
        async with stage(transcript) as there:
            size = max(one.piece_bytes for one in transcript.streams)
            wanted = {"url": there.url, "watch": transcript.watch, "pace": transcript.pace}
            told = await self.run({**wanted, "pieceBytes": size})
            while there.open:  # the server notices a moment later that the client is gone
                await asyncio.sleep(0.01)
            timers = told.pop("timers")
            left = [f"it leaves {timers} timers"] if timers else []
            return differences(transcript, Heard(**told), there.requests) + left

    async def run(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """`url`, `watch`, `pace`: until all have ended or were refused."""
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(json.dumps(wanted).encode() + b"\n")
        await self._node.stdin.drain()
        answer = await self._node.stdout.readline()
        assert answer, "node has ended"
        told: dict[str, Any] = json.loads(answer)
        return told


@asynccontextmanager
async def core_client(core: Path = CORE) -> AsyncIterator[CoreClient]:
    node = await asyncio.create_subprocess_exec(
        shutil.which("node") or "node",
        str(RUNNER),
        str(core),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**22,
    )
    try:
        yield CoreClient(node)
    finally:
        assert node.stdin
        node.stdin.close()
        await node.wait()
