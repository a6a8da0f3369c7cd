"""Annotators that do what a test tells them, item by item; nothing else of the house is replaced."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable

from activities.providers.base import ProviderRejected
from workflows.contracts.annotated import Annotation

PLAIN = Annotation(engine="scripted", width=1, height=1, format="png")


class ScriptedAnnotator:
    """Every image's bytes are its name. `script` says what happens to a name at its first, second, ... call:
    an exception is raised, an event is waited for, a number is seconds of work, an annotation is told."""

    engine = "scripted"

    def __init__(self, latency_s: float = 0, at_once: int | None = None) -> None:
        self.at_once = at_once
        self.latency_s = latency_s
        self.script: Callable[[str, int], object] = lambda name, call: None
        self.calls: Counter[str] = Counter()
        self.at: list[tuple[float, str]] = []
        self.under_way = 0
        self.most_under_way = 0
        self.cancelled = 0

    async def annotate(self, image: bytes, *, text: bool) -> Annotation:
        name = image.decode()
        self.calls[name] += 1
        self.at.append((time.time(), name))
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            return await self._work(name)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.under_way -= 1

    async def _work(self, name: str) -> Annotation:
        step = self.script(name, self.calls[name])
        if isinstance(step, BaseException):
            raise step
        if isinstance(step, asyncio.Event):
            await step.wait()
        elif seconds := step if isinstance(step, (int, float)) else self.latency_s:
            await asyncio.sleep(seconds)
        return step if isinstance(step, Annotation) else PLAIN


def refused(code: str) -> ProviderRejected:
    return ProviderRejected(code, f"Refused: {code}.")
