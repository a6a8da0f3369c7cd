"""The look-alike itself: its tasks, its account, what it was told to do wrong, and what it did."""

import asyncio
import json
import time
import uuid
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from callsheet.fakekie.account import Account
from callsheet.fakekie.callbacks import Callbacks
from callsheet.fakekie.faults import Script
from callsheet.fakekie.life import live
from callsheet.fakekie.mixes import Mix, Name
from callsheet.fakekie.outages import Outages
from callsheet.fakekie.task import Order, Task
from callsheet.fakekie.truth import Line, Truth
from callsheet.fakekie.uploads import Uploads


@dataclass(frozen=True, kw_only=True)
class Options:
    """`key` and `secret` may be empty: any key is taken, and nothing is signed.

    `speed` is how many of a task's seconds pass in one. `canary` is an address where nobody should ever come
    by: a mix of faults sends whoever fetches a file there.
    """

    key: str = ""
    secret: str = ""
    speed: float = 1
    seed: int = 1
    faults: Name = "none"
    balance: float = 1_000_000
    creates: int = 20
    window_s: float = 10
    upload_s: float = 3 * 24 * 3600
    canary: str | None = None
    log: Path | None = None


class Kie:
    """`url` is where it listens; `tasks` are those it accepted, by id and in order."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.url = ""
        self.tasks: dict[str, Task] = {}
        self.truth = Truth(options.log)
        self.account = Account(options.balance, options.creates, options.window_s)
        self.uploads = Uploads(self.truth, options.upload_s)
        self.outages = Outages()
        self._callbacks = Callbacks(self.truth, options.secret, options.speed)
        self._mix = Mix(options.faults, options.seed, options.canary)
        self._scripts: deque[tuple[str, Script]] = deque()
        self._lives: set[asyncio.Task[None]] = set()

    def script(self, *scripts: Script, about: str = "") -> None:
        """For the next create calls, in that order: all, or those whose body holds what they are `about`."""
        self._scripts.extend((about, script) for script in scripts)

    def next_script(self, body: dict[str, Any]) -> Script:
        """What becomes of a create call."""
        said = json.dumps(body, ensure_ascii=False)
        for number, (about, script) in enumerate(self._scripts):
            if about in said:
                del self._scripts[number]
                return script
        return self._mix.drawn(str(body.get("prompt") or body.get("input", {}).get("prompt")))

    async def accept(
        self, family: str, order: Order, body: dict[str, Any], script: Script, root: str
    ) -> Task:
        """A task that is paid has begun. Comes back when that may be said."""
        now, left = time.time(), self.account.balance
        task = Task(uuid.uuid4().hex, family, order, body, script, root, now, left)
        self.tasks[task.id] = task
        self.truth.note(
            "accepted",
            taskId=task.id,
            family=family,
            model=order.model,
            body=body,
            callBackUrl=task.call_back_url,
            credits=order.credits,
            said=script.create.name,
        )
        life = asyncio.create_task(self._follow(task))
        self._lives.add(life)
        life.add_done_callback(self._lives.discard)
        if task.takes_s == 0 and not script.holds:
            await task.ended.wait()
        await self._callbacks.send(task, before_answer=True)
        return task

    def release(self, task: Task | None = None) -> None:
        """What is held may end: that task, or all there are."""
        for one in [task] if task else self.tasks.values():
            one.released.set()

    async def accepted(self, count: int) -> list[Task]:
        """All accepted tasks, once there are so many."""
        await self.truth.until(lambda: len(self.tasks) >= count)
        return list(self.tasks.values())

    async def called_back(self, count: int) -> list[Line]:
        """All callbacks that were sent, once there are so many."""
        await self.truth.until(lambda: len(self.truth.of("callback")) >= count)
        return self.truth.of("callback")

    def told(self) -> Line:
        """Everything, as JSON."""
        return {
            "credits": self.account.told(),
            "accepted": self.truth.of("accepted"),
            "refused": self.truth.of("refused"),
            "callbacks": self.truth.of("callback"),
            "uploads": self.truth.of("upload"),
            "tasks": {task.id: _told(task) for task in self.tasks.values()},
            "requests": {kind: rush.told() for kind, rush in sorted(self.truth.rushes.items())},
        }

    async def close(self) -> None:
        """Whatever still lives does no more."""
        for life in self._lives:
            life.cancel()
        await asyncio.gather(*self._lives, return_exceptions=True)
        await self._callbacks.close()
        self.truth.close()

    async def _follow(self, task: Task) -> None:
        await live(task, self.options.speed)
        self.account.give_back(task.order.credits - task.consumed)
        self.truth.note("ended", taskId=task.id, **_told(task))
        await self._callbacks.send(task, before_answer=False)


def _told(task: Task) -> Line:
    """`urls` are what is told as its results, `files` what it really made, `word` what its end is called."""
    return {
        "family": task.family,
        "state": task.state,
        "word": task.script.end_word,
        "credits": task.consumed,
        "urls": list(task.urls),
        "files": [one._asdict() for one in task.made],
    }
