"""The columns of the list: what stands in each, and which of them go first where there is little room."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from callsheet.models import Job, Status
from callsheet.top.facts import MARKS, age_of, eta_of, name_of, now_of, short_id
from callsheet.top.taming import fit, tame

BAR = 12
LEAST_NOW = 18
STYLES = {
    Status.PENDING: "dim",
    Status.RUNNING: "cyan",
    Status.COMPLETED: "green",
    Status.FAILED: "red",
    Status.CANCELLED: "yellow",
}


class Piece(NamedTuple):
    """A part of a line, already as wide as it is to be."""

    text: str
    style: str = ""


@dataclass(frozen=True)
class Column:
    """`keep`: the higher, the longer it stays when the room gets less."""

    title: str
    width: int
    keep: int
    told: Callable[[Job], str]
    right: bool = False
    styled: bool = False

    def head(self) -> str:
        return fit(self.title, self.width, right=self.right)

    def cell(self, job: Job) -> Piece:
        text = fit(self.told(job), self.width, right=self.right)
        return Piece(text, STYLES[job.status] if self.styled else "")


def bar(job: Job) -> str:
    """Filled by the percent: what there is of it can be told without colours."""
    full = round(job.percent * BAR / 100)
    return "█" * full + "░" * (BAR - full)


def status(job: Job) -> str:
    return f"{MARKS[job.status]} {job.status.value}"


COLUMNS = (
    Column("ID", 14, 9, lambda job: short_id(job.id)),
    Column("KIND", 13, 6, lambda job: tame(job.kind)),
    Column("NAME", 20, 4, name_of),
    Column("OWNER", 10, 1, lambda job: tame(job.owner)),
    Column("STATUS", 11, 8, status, styled=True),
    Column("PROGRESS", BAR, 3, bar, styled=True),
    Column("%", 4, 10, lambda job: f"{job.percent}%", right=True),
    Column("NOW", 0, 11, now_of),
    Column("ETA", 9, 2, eta_of, right=True),
    Column("AGE", 4, 5, age_of, right=True),
)


def columns(width: int, whole_ids: int = 0) -> list[Column]:
    """What goes into so many cells; what a job does now takes all that the others leave.

    `whole_ids`: how long the longest is, where ids are not to be cut.
    """
    chosen = list(COLUMNS)
    if whole_ids:
        chosen[0] = replace(chosen[0], width=whole_ids, told=lambda job: tame(job.id))
    while (rest := width - sum(one.width + 1 for one in chosen)) < LEAST_NOW and len(chosen) > 2:
        chosen.remove(min(chosen, key=lambda one: one.keep))
    return [replace(one, width=max(rest, 0)) if one.title == "NOW" else one for one in chosen]
