"""One screen, line by line: pure, so that what is seen follows from what is known and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from rich.text import Text

from callsheet.taming import fit, tame
from callsheet.top.board import Board
from callsheet.top.choosing import Choice
from callsheet.top.columns import Piece, columns
from callsheet.top.details import details
from callsheet.top.facts import name_of, short_id
from callsheet.top.standing import Standing, counts, title
from callsheet.watch import Connection

HELP = (
    ("up, down, j, k", "another job"),
    ("PgUp, PgDn", "a page of jobs; Home and End all of them"),
    ("Enter", "all about the job, and back"),
    ("c", "cancel it; asks first"),
    ("r", "carry on with what failed or was cancelled"),
    ("/ or f", "list only some: words, kind:import, status:failed, owner:ann"),
    ("Esc", "list all again"),
    ("o", "only what is open, and all again"),
    ("s", "another order"),
    ("i", "whole ids, and short ones again"),
    ("q or Ctrl-C", "end; the jobs go on"),
)
KEYS = "q quit  c cancel  r retry  Enter details  / filter  o open only  s sort  ? help"


class Mode(Enum):
    LIST = auto()
    DETAILS = auto()
    HELP = auto()
    FILTER = auto()
    CANCEL = auto()


@dataclass
class Sight:
    """What is looked at. `notice` is what came of the last key, `behind` how far details are scrolled."""

    board: Board
    standing: Standing
    choice: Choice = field(default_factory=Choice)
    mode: Mode = Mode.LIST
    notice: str = ""
    whole_ids: bool = False
    behind: int = 0
    page: int = 1


def picture(sight: Sight, width: int, height: int) -> Text:
    """As many lines as there are, each as wide as there is room."""
    head = [title(sight.standing, width)]
    if height >= 8:
        head.append(counts(sight.board, sight.standing, width))
    foot = [_foot(sight, width)] if height > 2 else []
    middle = _middle(sight, width, max(height - len(head) - len(foot), 0))
    return Text("\n", no_wrap=True, overflow="crop", end="").join(map(_line, (head + middle + foot)[:height]))


def _middle(sight: Sight, width: int, height: int) -> list[list[Piece]]:
    sight.choice.look(sight.board.jobs.values())
    if sight.mode is Mode.HELP:
        return _page([f"{key:<16}{meaning}" for key, meaning in HELP], sight, width, height)
    if sight.mode is Mode.DETAILS and (job := sight.choice.job):
        return _page(details(job, sight.standing.url, width), sight, width, height)
    return _list(sight, width, height)


def _page(lines: Sequence[str], sight: Sight, width: int, height: int) -> list[list[Piece]]:
    sight.page = max(height - 1, 1)
    sight.behind = max(0, min(sight.behind, len(lines) - sight.page))
    seen = lines[sight.behind : sight.behind + sight.page]
    blank = [""] * (sight.page - len(seen))
    return [[Piece(fit(line, width))] for line in ("", *seen, *blank)][:height]


def _list(sight: Sight, width: int, height: int) -> list[list[Piece]]:
    sight.page = max(height - 1, 1)
    if not sight.choice.rows:
        return _page(_nothing(sight), sight, width, height)
    shown = columns(width - 1, sight.choice.rows, whole_ids=sight.whole_ids)
    head = [Piece(fit(" " + " ".join(column.head() for column in shown), width), "bold reverse")]
    rows = []
    for job in sight.choice.window(sight.page):
        chosen = job is sight.choice.job
        pieces = [Piece(">" if chosen else " ")]
        for column in shown:
            pieces += [column.cell(job), Piece(" ")]
        rows.append([Piece(piece.text, "reverse") for piece in pieces] if chosen else pieces)
    blank = [[Piece(" " * width)]] * (sight.page - len(rows))
    return [head, *rows, *blank][:height]


def _nothing(sight: Sight) -> list[str]:
    standing = sight.standing
    if sight.board.jobs:
        return ["No job is like that. Esc lists all of them again."]
    if standing.connection is Connection.LIVE:
        return ["No jobs. Start one: callsheet enhance photo.jpg"]
    return [tame(standing.why) or f"Asking {tame(standing.url)} ...", "It is asked again and again."]


def _foot(sight: Sight, width: int) -> list[Piece]:
    job = sight.choice.job
    if sight.mode is Mode.FILTER:
        return [Piece(fit(f"/{tame(sight.choice.wanted)}_  Enter keeps it, Esc lists all", width), "bold")]
    if sight.mode is Mode.CANCEL and job:
        name = f" ({name_of(job)})" if name_of(job) else ""
        return [Piece(fit(f"Cancel {short_id(job.id)}{name}? y/n", width), "bold yellow")]
    if sight.notice:
        return [Piece(fit(tame(sight.notice), width), "bold")]
    if sight.standing.why and sight.standing.connection in (Connection.RECONNECTING, Connection.LOST):
        return [Piece(fit(tame(sight.standing.why), width), "yellow")]
    if sight.mode is not Mode.LIST:
        return [Piece(fit("Enter or Esc back  c cancel  r retry  q quit", width), "dim")]
    told = [f"sorted: {sight.choice.order}"] if sight.choice.order != Choice().order else []
    told += ["open only"] if sight.choice.open_only else []
    told += [f"filter: {tame(sight.choice.wanted)}"] if sight.choice.wanted else []
    return [Piece(fit("  ".join([*told, KEYS]), width), "dim")]


def _line(pieces: Sequence[Piece]) -> Text:
    return Text.assemble(*((piece.text, piece.style) for piece in pieces), end="")
