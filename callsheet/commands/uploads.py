"""Files on their way to the server: each content once, whatever it is called here."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from callsheet.client import AsyncCallsheet
from callsheet.commands.meter import Meter
from callsheet.commands.patience import patiently
from callsheet.commands.pictures import digest, printable
from callsheet.models import Image
from callsheet.wire import Refused

AT_ONCE = 8
FILE_IS_REFUSED = (413, 415, 422)


class Refusal(NamedTuple):
    code: str
    reason: str


@dataclass
class Content:
    """What files of the same bytes share; `known`: the server had it before."""

    paths: list[Path]
    image: Image | None = None
    known: bool = False
    refusal: Refusal | None = None

    @property
    def names(self) -> list[str]:
        """The paths, as they can be sent and printed."""
        return [printable(path) for path in self.paths]


@dataclass
class Uploads:
    """`contents` is by digest; a file that cannot be read stands under its own path."""

    callsheet: AsyncCallsheet
    files: Sequence[Path]
    meter: Meter
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    contents: dict[str, Content] = field(default_factory=dict)
    done: int = 0
    done_bytes: int = 0
    bytes: int = 0
    refused: int = 0

    async def run(self) -> list[Content]:
        """In the order of the files. Refused files do not stop the others; whatever else is refused does."""
        sizes = await asyncio.to_thread(lambda: [_size(path) for path in self.files])
        self.bytes, waiting = sum(sizes), zip(self.files, sizes, strict=True)
        try:
            with self.meter:
                async with asyncio.TaskGroup() as tasks:
                    for _ in range(AT_ONCE):
                        tasks.create_task(self._take_from(waiting))
        except ExceptionGroup as several:
            raise several.exceptions[0] from None
        place = {path: number for number, path in enumerate(self.files)}
        for content in self.contents.values():
            content.paths.sort(key=place.__getitem__)
        return sorted(self.contents.values(), key=lambda content: place[content.paths[0]])

    async def _take_from(self, waiting: Iterator[tuple[Path, int]]) -> None:
        for path, size in waiting:
            await self._take(path)
            self.done, self.done_bytes = self.done + 1, self.done_bytes + size
            self.meter.show(100 * self.done / len(self.files), self._words())

    async def _take(self, path: Path) -> None:
        content, found = Content([path]), str(path)
        try:
            found = await asyncio.to_thread(digest, path)
            if found in self.contents:
                self.contents[found].paths.append(path)
                return
            self.contents[found] = content
            await patiently(self.sleep)(self._keep, content, found)
        except OSError as error:
            self.contents[found] = content
            self._refuse(content, "unreadable", error.strerror or str(error))
        except Refused as error:
            if error.status not in FILE_IS_REFUSED:
                raise
            self._refuse(content, error.code, error.detail)

    async def _keep(self, content: Content, sha256: str) -> None:
        if there := await self.callsheet.images_with(sha256):
            content.image, content.known = there[0], True
        else:
            path = content.paths[0]
            content.image = await self.callsheet.upload(path, printable(path.name))

    def _refuse(self, content: Content, code: str, reason: str) -> None:
        content.refusal = Refusal(code, reason)
        self.refused += 1

    def _words(self) -> str:
        told = f"{self.done:,} of {len(self.files):,} files, {self.done_bytes / 1e6:,.1f} MB"
        return f"{told} of {self.bytes / 1e6:,.1f}" + (f", {self.refused:,} refused" if self.refused else "")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # it will be said when it cannot be read
