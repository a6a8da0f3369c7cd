"""A mail server on loopback that keeps what it takes, and refuses as scripted."""

import asyncio
import email
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.smtp import SMTP, Envelope


class Mailbox:
    """`script` is said to the next letters, `250` to all others; `letters` are those that were taken."""

    def __init__(self) -> None:
        self.port = 0
        self.script: list[str] = []
        self.letters: list[EmailMessage] = []
        self.tries: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self._changed = asyncio.Condition()

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        content = cast("bytes", envelope.content)
        letter = email.message_from_bytes(content, policy=default)
        self.tries.append(letter)
        said = self.script.pop(0) if self.script else "250 Taken"
        if said.startswith("250"):
            self.letters.append(letter)
            self.recipients.append(list(envelope.rcpt_tos))
        async with self._changed:
            self._changed.notify_all()
        return said

    async def came(self, count: int) -> list[EmailMessage]:
        async with asyncio.timeout(60), self._changed:
            await self._changed.wait_for(lambda: len(self.letters) >= count)
        return self.letters


@asynccontextmanager
async def mailbox() -> AsyncIterator[Mailbox]:
    box = Mailbox()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(box), "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
        await server.wait_closed()
