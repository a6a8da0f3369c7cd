"""One import as the command sees it: its file, the dataset it goes into, and how it ends."""

import asyncio
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import typer

from callsheet.client import AsyncCallsheet
from callsheet.commands.meter import meter
from callsheet.commands.moving import counted, follow, tally
from callsheet.commands.schema_view import left_out, print_schema
from callsheet.commands.terminal import fail, say
from callsheet.transfer_models import CANCELLED, Dataset, GuessedColumn, Inference, Transfer
from callsheet.wire import CallsheetError, Refused

STOPS_WITHIN_S = 10.0


@dataclass(frozen=True)
class Reading:
    """How the file is to be read, where it is not to be found out."""

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True)
class Wishes:
    """The options, as they were given."""

    file: Path | None
    into: str
    maps: Mapping[str, str]
    types: Mapping[str, str]
    mode: str
    key: str | None
    max_bad: float | None
    read: Reading
    create: bool
    errors_to: Path | None
    watch: str | None
    wait: bool
    as_json: bool

    def say(self, line: str) -> None:
        """For people; a program reads the document at the end."""
        if line and not self.as_json:
            say(line)


@dataclass
class Importing:
    """`asked` is whether the server may have begun; `saved` where all errors are; `ending` how it stopped."""

    wishes: Wishes
    dataset: Dataset | None = None
    guess: Inference | None = None
    mapping: dict[str, str] | None = None
    created: bool = False
    asked: bool = False
    job: Transfer | None = None
    saved: Path | None = None
    connection_lost: bool = False
    ending: str = ""

    async def look(self, callsheet: AsyncCallsheet) -> None:
        """Send the file, and learn what it is and what it goes into."""
        wishes = self.wishes
        assert wishes.file, "it is what is looked at"
        try:
            self.dataset = await callsheet.dataset(wishes.into)
        except Refused as error:
            if error.status != 404:
                raise
        into = self.dataset.name if self.dataset else None
        with meter("uploading", as_json=wishes.as_json) as shown:
            told = counted(shown, "being looked at")
            self.guess = await callsheet.infer(
                wishes.file,
                dataset=into,
                sheet=wishes.read.sheet,
                encoding=wishes.read.encoding,
                delimiter=wishes.read.delimiter,
                on_bytes=told,
            )
        for warning in self.guess.warnings:
            wishes.say(warning)

    def agree(self) -> None:
        """On a terminal a new dataset is asked about; without one it has to be said before."""
        assert self.guess, "it was looked at"
        wishes = self.wishes
        if self.dataset:
            self.mapping = mapped(self.guess, self.dataset, wishes.maps)
            wishes.say(left_out(self.guess, self.dataset, self.mapping))
            return
        if not wishes.as_json:
            say(f"{wishes.into} is new. What {self.guess.file_name} would make of it:")
            print_schema(self._columns(), self._key())
        if wishes.create:
            return
        if wishes.as_json or not sys.stdin.isatty():
            fail(f"There is no dataset {wishes.into}. With --create it is made from the file.")
        typer.confirm(f"Make the dataset {wishes.into} so?", abort=True, err=True)

    async def run(self, callsheet: AsyncCallsheet) -> Transfer:
        """The import as it was last seen."""
        wishes = self.wishes
        self.job = await (self._found(callsheet) if wishes.watch else self._begun(callsheet))
        if not wishes.wait:
            wishes.say(self.parting())
            return self.job
        wishes.say(f"{self.job.job_id}  {self.job.file_name} into {self.job.dataset.name}")
        try:
            state, self.connection_lost = await follow(
                callsheet, self.job, meter(self.job.job_id, as_json=wishes.as_json)
            )
        except asyncio.CancelledError:
            await self._stop(callsheet, self.job)
            raise
        if self.connection_lost:
            return self.job
        self.job = await callsheet.transfer(state)
        if wishes.errors_to:
            self.saved = Path(await callsheet.save_row_errors(self.job, wishes.errors_to))
        return self.job

    def parting(self) -> str:
        """What to say to who does not wait for the end."""
        if self.ending:
            return self.ending
        if known := self.job.job_id if self.job else self.wishes.watch:
            to = self.wishes.errors_to
            errors_to = f" --errors-to {shlex.quote(str(to))}" if to else ""
            return f"The import goes on. Come back with: callsheet import --watch {known}{errors_to}"
        if self.asked:
            return "Whether the import has begun is not known here. Look: callsheet jobs --kind import"
        return "Stopped before anything was imported."

    async def _begun(self, callsheet: AsyncCallsheet) -> Transfer:
        assert self.guess, "it was looked at"
        if self.dataset is None:
            self.dataset = await callsheet.create_dataset(self.wishes.into, self._columns(), self._key())
            self.created = True
            self.mapping = mapped(self.guess, self.dataset, self.wishes.maps)
        self.asked = True
        return await callsheet.import_file(
            self.guess,
            self.dataset.id,
            mapping=self.mapping,
            mode=self.wishes.mode,
            key=self.wishes.key,
            max_bad_share=self.wishes.max_bad,
            sheet=self.wishes.read.sheet,
            encoding=self.wishes.read.encoding,
            delimiter=self.wishes.read.delimiter,
        )

    async def _found(self, callsheet: AsyncCallsheet) -> Transfer:
        job = await callsheet.transfer(self.wishes.watch or "")
        if job.type != "import":
            fail(f"{job.job_id} is an export. Use: callsheet export --watch {job.job_id}")
        return job

    async def _stop(self, callsheet: AsyncCallsheet, job: Transfer) -> None:
        """Ctrl-C: cancel it, and learn what was kept."""
        self.ending = f"Whether it is cancelled is not known here. Look: callsheet show {job.job_id}"
        try:
            async with asyncio.timeout(STOPS_WITHIN_S):
                last = await _cancelled(callsheet, job)
        except (CallsheetError, TimeoutError):
            return
        self.ending = ending(last)

    def _columns(self) -> list[GuessedColumn]:
        """Of a new dataset, by the names and of the types they are to have there."""
        assert self.guess, "it was looked at"
        maps, types = self.wishes.maps, self.wishes.types
        columns = []
        for one in self.guess.columns:
            name = maps.get(one.name, one.name)
            columns.append(one.model_copy(update={"name": name, "type": types.get(name, one.type)}))
        if unknown := set(types) - {column.name for column in columns}:
            fail(f"The new dataset has no column {', '.join(sorted(unknown))} that --type could be about.")
        return columns

    def _key(self) -> str | None:
        found = self.guess.key if self.guess else None
        return self.wishes.key or (self.wishes.maps.get(found, found) if found else None)


def mapped(guess: Inference, dataset: Dataset, asked: Mapping[str, str]) -> dict[str, str] | None:
    """Columns of one name meet, but for those of which something else was said."""
    if not asked:
        return None
    free = {column.name for column in dataset.columns} - set(asked.values())
    return {name: name for name in guess.header if name in free and name not in asked} | dict(asked)


def ending(last: Transfer) -> str:
    """What a cancel has left behind."""
    if last.status != CANCELLED:
        return f"It had ended before: {last.status.lower()}, {tally(last)}."
    return f"Cancelled. {left_behind(last)} Go on: callsheet retry {last.job_id}"


def left_behind(last: Transfer) -> str:
    """By an import that has not completed; who replaces has changed nothing."""
    if last.mode == "replace":
        return f"The rows of {last.dataset.name} are what they were before."
    return f"{tally(last)} into {last.dataset.name}; they are kept."


async def _cancelled(callsheet: AsyncCallsheet, job: Transfer) -> Transfer:
    try:
        last = await callsheet.cancel_transfer(job)
    except Refused as error:
        if error.status != 409:
            raise
    else:
        if last.ended:
            return last
    async with callsheet.follow(job) as following:
        await following.wait()
    return await callsheet.transfer(job)
