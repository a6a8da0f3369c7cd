"""One export as the command sees it: rows become a file there, and the file comes here."""

import shlex
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from callsheet.client import AsyncCallsheet
from callsheet.commands.meter import meter
from callsheet.commands.moving import counted, follow
from callsheet.commands.terminal import fail, say
from callsheet.transfer_models import COMPLETED, Transfer, Where


@dataclass(frozen=True)
class Wishes:
    """The options, as they were given."""

    name: str
    format: str
    where: tuple[Where, ...]
    search: str | None
    columns: list[str]
    order: list[str]
    raw: bool
    out: Path | None
    watch: str | None
    wait: bool
    as_json: bool


@dataclass
class Exporting:
    """`asked` is whether the server may have begun; `saved` is where the file is."""

    wishes: Wishes
    asked: bool = False
    job: Transfer | None = None
    saved: Path | None = None
    connection_lost: bool = False

    async def run(self, callsheet: AsyncCallsheet) -> Transfer:
        """The export as it was last seen."""
        wishes = self.wishes
        self.asked = not wishes.watch
        self.job = await (self._found(callsheet) if wishes.watch else self._begun(callsheet))
        if not wishes.wait:
            if not wishes.as_json:
                say(self.parting())
            return self.job
        shown = meter(self.job.job_id, as_json=wishes.as_json)
        state, self.connection_lost = await follow(callsheet, self.job, shown)
        if self.connection_lost:
            return self.job
        self.job = await callsheet.transfer(state)
        if self.job.status == COMPLETED:
            await self._fetch(callsheet, self.job)
        return self.job

    def parting(self) -> str:
        """What to say to who does not wait for the end."""
        if known := self.job.job_id if self.job else self.wishes.watch:
            out = f" --out {shlex.quote(str(self.wishes.out))}" if self.wishes.out else ""
            return f"The export goes on. Fetch it with: callsheet export --watch {known}{out}"
        if self.asked:
            return "Whether the export has begun is not known here. Look: callsheet jobs --kind export"
        return "Stopped before anything was exported."

    async def _begun(self, callsheet: AsyncCallsheet) -> Transfer:
        wishes = self.wishes
        return await callsheet.export(
            wishes.name,
            wishes.format,
            where=wishes.where,
            search=wishes.search,
            columns=wishes.columns,
            order=wishes.order,
            raw=wishes.raw,
        )

    async def _found(self, callsheet: AsyncCallsheet) -> Transfer:
        job = await callsheet.transfer(self.wishes.watch or "")
        if job.type != "export":
            fail(f"{job.job_id} is an import. Use: callsheet import --watch {job.job_id}")
        return job

    async def _fetch(self, callsheet: AsyncCallsheet, job: Transfer) -> None:
        """Without `--out` under the server's name for it, which no other file has."""
        named = PurePosixPath(str((job.result or {}).get("fileName"))).name
        with meter("downloading", as_json=self.wishes.as_json) as shown:
            told = counted(shown)
            to = self.wishes.out or Path(named)
            self.saved = Path(await callsheet.download(job, to, on_bytes=told))
