"""The columns of the list: what stands in each, and which of them go first where there is little room."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from callsheet.models import Job, Status
from callsheet.taming import fit, tame
from callsheet.top.facts import MARKS, age_of, eta_of, name_of, now_of, short_id

BAR = 12
LEAST_NOW = 18
MANY_OWNERS = 7
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
    """Told without colours too; it is full only at the end."""
    full = job.percent * BAR // 100
    return "█" * full + "░" * (BAR - full)


def status(job: Job) -> str:
    return f"{MARKS[job.status]} {job.status.value}"


COLUMNS = (
    Column("ID", 14, 9, lambda job: short_id(job.id)),
    Column("KIND", 11, 6, lambda job: tame(job.kind)),
    Column("NAME", 19, 4, name_of),
    Column("OWNER", 10, 1, lambda job: tame(job.owner)),
    Column("STATUS", 11, 8, status, styled=True),
    Column("PROGRESS", BAR, 3, bar, styled=True),
    Column("%", 4, 10, lambda job: f"{job.percent}%", right=True),
    Column("NOW", 0, 11, now_of),
    Column("ETA", 9, 2, eta_of, right=True),
    Column("AGE", 4, 5, age_of, right=True),
)


def columns(width: int, jobs: Sequence[Job] = (), *, whole_ids: bool = False) -> list[Column]:
    """What goes into so many cells; what a job does now takes all that the others leave.

    Whose a job is says more than most, where not all are of the same owner.
    """
    chosen = list(COLUMNS)
    if whole_ids:
        longest = max((len(tame(job.id)) for job in jobs), default=0)
        chosen[0] = replace(chosen[0], width=longest, told=lambda job: tame(job.id))
    if len({job.owner for job in jobs}) > 1:
        chosen[3] = replace(chosen[3], keep=MANY_OWNERS)
    while (rest := width - sum(one.width + 1 for one in chosen)) < LEAST_NOW and len(chosen) > 2:
        chosen.remove(min(chosen, key=lambda one: one.keep))
    return [replace(one, width=max(rest, 0)) if one.title == "NOW" else one for one in chosen]
