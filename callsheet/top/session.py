"""Somebody before a terminal: keys change what is looked at, or ask the server for something."""

import asyncio
import signal
from collections.abc import Awaitable, Callable

from callsheet.client import SPOTIFY_TOKEN, AsyncCallsheet, secret_of
from callsheet.models import Job
from callsheet.top.board import Board
from callsheet.top.facts import short_id
from callsheet.top.feeding import Feeding
from callsheet.top.keys import GONE, Keyboard
from callsheet.top.picture import Mode, Sight, picture
from callsheet.top.stage import Stage
from callsheet.top.standing import Standing
from callsheet.wire import CallsheetError

REDRAW_S = 0.1
TICK_S = 1.0
NOTICE_S = 8.0
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
MOVES = {"up": -1, "k": -1, "down": 1, "j": 1}
PAGES = {"page-up": -1, "page-down": 1}
FAR = 1_000_000


class Session:
    def __init__(self, callsheet: AsyncCallsheet, stage: Stage, sight: Sight) -> None:
        self._callsheet, self._stage, self._sight = callsheet, stage, sight
        self._feeding = Feeding(callsheet, sight.board, sight.standing, self._changed)
        self._stale, self._over = asyncio.Event(), asyncio.Event()
        self._errands: set[asyncio.Task[None]] = set()
        self._forgetting: asyncio.TimerHandle | None = None

    async def run(self, source: int) -> None:
        """Until somebody ends it; raises what keeps the server from ever telling."""
        keyboard = Keyboard(source, self.press)
        loop = asyncio.get_running_loop()
        for number in ENDS:
            loop.add_signal_handler(number, self._over.set)
        loop.add_signal_handler(signal.SIGTSTP, self._step_aside)
        loop.add_signal_handler(signal.SIGWINCH, self._changed)
        keyboard.open()
        tasks = [asyncio.create_task(one) for one in (*self._feeding.parts(), self._draw(), self._ended())]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            keyboard.close()
            for task in (*tasks, *self._errands):
                task.cancel()
            await asyncio.gather(*tasks, *self._errands, return_exceptions=True)
        for task in done:
            task.result()

    def press(self, key: str) -> None:
        self._say("")
        if key == GONE:
            self._over.set()
        elif self._sight.mode is Mode.FILTER:
            self._type(key)
        elif self._sight.mode is Mode.CANCEL:
            self._answer(key)
        elif key in MOVES or key in PAGES:
            self._move(MOVES.get(key) or PAGES[key] * self._sight.page)
        elif act := self._acts().get(key):
            act()
        self._changed()

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "q": self._over.set,
            "home": lambda: self._move(-FAR),
            "end": lambda: self._move(FAR),
            "enter": self._look_closer,
            "escape": self._step_back,
            "?": lambda: self._turn(Mode.LIST if self._sight.mode is Mode.HELP else Mode.HELP),
            "/": lambda: self._turn(Mode.FILTER),
            "f": lambda: self._turn(Mode.FILTER),
            "s": self._sight.choice.next_order,
            "o": self._open_only,
            "i": self._whole_ids,
            "c": self._ask_to_cancel,
            "r": self._retry,
        }

    def _move(self, by: int) -> None:
        if self._sight.mode is Mode.LIST:
            self._sight.choice.step(by)
        else:
            self._sight.behind += by

    def _turn(self, mode: Mode) -> None:
        self._sight.mode, self._sight.behind = mode, 0

    def _look_closer(self) -> None:
        listed = self._sight.mode is Mode.LIST and self._sight.choice.hold()
        self._turn(Mode.DETAILS if listed else Mode.LIST)

    def _step_back(self) -> None:
        if self._sight.mode is Mode.LIST:
            self._sight.choice.wanted, self._sight.choice.open_only = "", False
        self._turn(Mode.LIST)

    def _type(self, key: str) -> None:
        choice = self._sight.choice
        if key in ("enter", "escape"):
            choice.wanted = choice.wanted.strip() if key == "enter" else ""
            self._turn(Mode.LIST)
        elif key == "backspace":
            choice.wanted = choice.wanted[:-1]
        elif len(key) == 1:
            choice.wanted += key

    def _open_only(self) -> None:
        self._sight.choice.open_only = not self._sight.choice.open_only

    def _whole_ids(self) -> None:
        self._sight.whole_ids = not self._sight.whole_ids

    def _ask_to_cancel(self) -> None:
        job = self._sight.choice.hold()
        if job and job.status.ended:
            self._say(f"{short_id(job.id)} has ended: {job.status.value}.")
        elif job:
            self._turn(Mode.CANCEL)

    def _answer(self, key: str) -> None:
        job = self._sight.choice.job
        self._turn(Mode.LIST)
        if key in ("y", "Y") and job:
            self._do(self._cancelled(job))

    async def _cancelled(self, job: Job) -> None:
        asked_in = self._sight.board.turn
        self._sight.board.take_answer([await self._callsheet.cancel(job.id)], asked_in)
        self._say(f"{short_id(job.id)} is being cancelled.")

    def _retry(self) -> None:
        job = self._sight.choice.hold()
        if job and not job.status.ended:
            self._say(f"{short_id(job.id)} is still open; only what has ended is carried on.")
        elif job:
            self._do(self._retried(job))

    async def _retried(self, job: Job) -> None:
        token = secret_of(SPOTIFY_TOKEN) if job.kind == "documentary" else None
        asked_in = self._sight.board.turn
        again = await self._callsheet.retry(job.id, token)
        self._sight.board.take_answer([again], asked_in)
        self._sight.choice.chosen = again.id
        self._say(f"{short_id(again.id)} carries on from {short_id(job.id)}.")

    def _do(self, errand: Awaitable[None]) -> None:
        """Meanwhile all goes on; what comes of it is said."""

        async def done() -> None:
            try:
                await errand
            except CallsheetError as error:
                self._say(str(error))
            self._changed()

        task = asyncio.create_task(done())
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    def _say(self, notice: str) -> None:
        self._sight.notice = notice
        if self._forgetting:
            self._forgetting.cancel()
        loop = asyncio.get_running_loop()
        self._forgetting = loop.call_later(NOTICE_S, self._say, "") if notice else None
        self._changed()

    def _changed(self) -> None:
        self._stale.set()

    def _step_aside(self) -> None:
        self._stage.step_aside()
        self._changed()

    async def _ended(self) -> None:
        await self._over.wait()

    async def _draw(self) -> None:
        """As things change, but not at each of a hundred changes; once a second for ages and speeds."""
        while True:
            self._stale.clear()
            self._stage.show(lambda width, height: picture(self._sight, width, height))
            await asyncio.sleep(REDRAW_S)
            try:
                async with asyncio.timeout(TICK_S):
                    await self._stale.wait()
            except TimeoutError:
                pass


async def sit(callsheet: AsyncCallsheet, stage: Stage, source: int, sight: Sight) -> None:
    with stage:
        await Session(callsheet, stage, sight).run(source)


def nothing_yet(callsheet: AsyncCallsheet, owner: str | None) -> Sight:
    return Sight(Board(), Standing(callsheet.url, owner))
