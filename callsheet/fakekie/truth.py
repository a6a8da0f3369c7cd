"""What really happened: every accepted task, every callback, every end, every request, in order."""

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

Line = dict[str, Any]
WINDOW_S = 1.0
SECONDS_KEPT = 3600
PATIENCE_S = 60


class Rush:
    """Requests of one kind: how many, in which second, and the most within any one second."""

    def __init__(self) -> None:
        self.total = self.most = 0
        self.most_at = 0.0
        self.seconds: Counter[int] = Counter()
        self._recent: deque[float] = deque()

    def arrived(self, at: float) -> None:
        self.total += 1
        self.seconds[int(at)] += 1
        if len(self.seconds) > SECONDS_KEPT:
            del self.seconds[next(iter(self.seconds))]
        self._recent.append(at)
        while self._recent[0] <= at - WINDOW_S:
            self._recent.popleft()
        if len(self._recent) > self.most:
            self.most, self.most_at = len(self._recent), at

    def told(self) -> Line:
        return {
            "total": self.total,
            "mostInOneSecond": self.most,
            "mostAt": self.most_at,
            "bySecond": dict(self.seconds),
        }


class Truth:
    """Append-only; each line is written to the file at once, so that it outlives a kill."""

    def __init__(self, path: Path | None = None) -> None:
        self.lines: list[Line] = []
        self.rushes: dict[str, Rush] = {}
        self._changed = asyncio.Event()
        self._file: IO[str] | None = path.open("a", encoding="utf-8") if path else None

    def note(self, event: str, **what: Any) -> None:
        line = {"event": event, "at": time.time(), **what}
        self.lines.append(line)
        if self._file:
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, true: Callable[[], bool]) -> None:
        """Looks again whenever something was noted."""
        async with asyncio.timeout(PATIENCE_S):
            while not true():
                await self._changed.wait()

    def of(self, event: str) -> list[Line]:
        """`accepted`, `refused`, `ended`, `callback`, `upload` or `renewed`."""
        return [line for line in self.lines if line["event"] == event]

    def arrived(self, *kinds: str) -> None:
        at = time.time()
        for kind in kinds:
            self.rushes.setdefault(kind, Rush()).arrived(at)

    def count(self, kind: str) -> int:
        """Requests of a kind: a route (`POST /api/v1/veo/generate`), `creates`, `looks`, `files` or `all`."""
        return self.rushes[kind].total if kind in self.rushes else 0

    def most(self, kind: str) -> int:
        """The most requests of a kind within any one second."""
        return self.rushes[kind].most if kind in self.rushes else 0

    def close(self) -> None:
        if self._file:
            self._file.close()
