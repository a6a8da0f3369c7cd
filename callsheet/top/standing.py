"""How it stands as a whole: the lines above the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from callsheet.models import Balance, Status
from callsheet.taming import fit, tame
from callsheet.top.board import Board
from callsheet.top.columns import STYLES, Piece
from callsheet.watch import Connection

SIGNS = {
    Connection.LIVE: Piece("● live", "green"),
    Connection.POLLING: Piece("◌ polling", "yellow"),
    Connection.RECONNECTING: Piece("○ reconnecting", "yellow"),
    Connection.CONNECTING: Piece("○ connecting", "dim"),
    Connection.LOST: Piece("✕ no connection", "red"),
}
SHOWN = (Status.RUNNING, Status.PENDING, Status.COMPLETED, Status.FAILED, Status.CANCELLED)


@dataclass
class Standing:
    """`url` and `owner` are whose jobs these are; `why` is what keeps them from being told."""

    url: str
    owner: str | None = None
    connection: Connection = Connection.CONNECTING
    why: str = ""
    credits: Balance | None = None


def title(standing: Standing, width: int) -> list[Piece]:
    """Whose jobs, and how they are told; of too long a name the connection stays."""
    sign = SIGNS[standing.connection]
    sign = Piece(fit(sign.text, min(cell_len(sign.text), width)), sign.style)
    room = max(width - cell_len(sign.text) - 1, 0)
    whose = f"owner {tame(standing.owner)}" if standing.owner else "all owners"
    left = f"callsheet top  {whose}  {tame(standing.url)}"
    return [Piece(fit(left, room), "bold"), Piece(" "[: width - room - cell_len(sign.text)]), sign]


def counts(board: Board, standing: Standing, width: int) -> list[Piece]:
    """By status, then speeds and credits as far as there is room."""
    counted = board.counts()
    pieces, used = [], 0
    for status in SHOWN:
        piece = Piece(f"{counted[status]:,} {status.value}  ", STYLES[status] if counted[status] else "dim")
        if used + len(piece.text.rstrip()) <= width:
            pieces.append(Piece(fit(piece.text, min(len(piece.text), width - used)), piece.style))
            used += cell_len(pieces[-1].text)
    right = ""
    for words in speeds(board, standing):
        if used + len(right) + len(words) + 2 <= width:
            right += f"  {words}"
    return [*pieces, Piece(fit(right, width - used, right=True))]


def speeds(board: Board, standing: Standing) -> Sequence[str]:
    items = board.pulse.items_per_s()
    left = [f"{standing.credits.balance:,} credits"] if standing.credits else []
    return [
        *([f"{items:,.1f} items/s"] if items else []),
        f"{board.pulse.ends_per_min()} ended/min",
        *left,
    ]
