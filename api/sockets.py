"""A WebSocket for clients without server-sent events: the same messages, an `id` in those that have one."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from fastapi import WebSocket, WebSocketDisconnect

from api.sse import FramesOf, Streams
from api.watcher import View
from workflows.contracts.job import Job

ENDED, RESTARTS = 1000, 1012


class Socket:
    """One connection. It takes a place among its owner's streams."""

    def __init__(self, websocket: WebSocket, streams: Streams, frames_of: FramesOf, links: Any) -> None:
        self._websocket, self._streams = websocket, streams
        self._frames_of, self._links = frames_of, links

    async def follow(self, job: Job, after: str | None, owner: str | None) -> None:
        """Until the job's last word, the client's going, or the process's end. Raises `Problem`."""
        feed = self._streams.feed
        with self._streams.place(owner or ""), feed.viewing() as view:
            view.follow(job, after)
            await self._websocket.accept()
            listening = asyncio.create_task(self._listen(view))
            try:
                while not feed.closing and not view.over:
                    await view.changed()
                    await self._tell(view)
                if not view.closed:
                    await self._websocket.close(RESTARTS if feed.closing or view.lost else ENDED)
            except (WebSocketDisconnect, TimeoutError):
                return
            finally:
                listening.cancel()

    async def _tell(self, view: View) -> None:
        while not self._streams.feed.closing and (seen := view.read()):
            for one in seen:
                for frame in self._frames_of(one, self._links):
                    said = {**frame.data, "id": frame.event_id} if frame.event_id else frame.data
                    async with asyncio.timeout(self._streams.settings.stream_send_timeout_s):
                        await self._websocket.send_text(json.dumps(said, separators=(",", ":")))

    async def _listen(self, view: View) -> None:
        """Nothing is expected; who goes is noticed."""
        with suppress(WebSocketDisconnect, RuntimeError):
            while True:
                await self._websocket.receive()
        view.close()
