"""A vision model's API on loopback: speaks chat/completions, does what it is told, remembers who came when.

    async with vision_server() as server:
        server.script(failing(429, headers={"Retry-After": "2"}), ok())   # the next two calls of all
        server.script(saying(None, "content_filter"), image=picture)      # the next call with that image
        server.latency_s = 0.2                                            # every call takes that long
        ... Settings(vision_url=server.url, vision_model="any", vision_api_key="any") ...
        [(arrival.at, arrival.model, arrival.key, arrival.digest) for arrival in server.arrivals]

Calls without a script are answered well, with labels that follow from the image (`labels_of`).
"""

import hashlib
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.support.model_server import ModelServer, serving
from tests.support.vision_replies import Arrival, Reply, ok


class VisionServer(ModelServer):
    """A model server to whom an image may have a script of its own."""

    def __init__(self) -> None:
        super().__init__(ok())
        self._next_of: defaultdict[str, deque[Reply]] = defaultdict(deque)
        self._always: dict[str, Reply] = {}

    def script(self, *replies: Reply, image: bytes | None = None) -> None:
        """What is answered next, in that order; an image's own script comes first."""
        if image is None:
            super().script(*replies)
        else:
            self._next_of[hashlib.sha256(image).hexdigest()].extend(replies)

    def always(self, reply: Reply, image: bytes | None = None) -> None:
        """What is answered where no script is left: to that image, or to all that have none of their own."""
        if image is None:
            super().always(reply)
        else:
            self._always[hashlib.sha256(image).hexdigest()] = reply

    def chosen(self, arrival: Arrival) -> Reply:
        if own := self._next_of[arrival.digest]:
            return own.popleft()
        always = None if self._next else self._always.get(arrival.digest)
        return always or super().chosen(arrival)


@asynccontextmanager
async def vision_server() -> AsyncIterator[VisionServer]:
    vision = VisionServer()
    async with serving(vision):
        yield vision
