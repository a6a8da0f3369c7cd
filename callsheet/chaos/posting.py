"""What an errand posts, and what else might be under the same key; what it needs for that is made first."""

from typing import Any

from callsheet.chaos import bodies, sheets
from callsheet.chaos.plan import Errand, Face, Twist
from callsheet.chaos.shelf import Shelf
from callsheet.chaos.transfer_plan import Export, Import
from callsheet.chaos.witness import Asked

Posted = dict[str, Any]
"""A request's content, in the words of `httpx`."""


async def posted(shelf: Shelf, errand: Errand, asked: Asked) -> tuple[Posted, Posted]:
    """Also notes in `asked` what has to come of it."""
    other = bodies.other(errand)
    if errand.transfer:
        asked.transfer = errand.transfer if errand.twist is Twist.NONE else None
        await shelf.dataset(asked.owner, errand.transfer.dataset)
        return await _rows(shelf, errand, other, asked.owner)
    if errand.generation:
        asked.task = errand.generation if errand.twist is Twist.NONE else None
        picture = await shelf.lent(asked.owner) if errand.generation.pictured else None
        return _json(bodies.task(errand, picture)), _json(bodies.task(other, picture))
    if errand.documentary:
        return _json(bodies.documentary(errand)), _json(bodies.documentary(other))
    if errand.batch is None:
        image = await shelf.photo(asked.owner, errand.picture)
        return _json(bodies.enhancement(errand, image)), _json(bodies.enhancement(other, image))
    ids = await shelf.ids(asked.owner, errand.batch)
    asked.ids, asked.unknown = ids.each_once, ids.unknown
    return _json(bodies.batch(errand, ids)), _json(bodies.batch(other, ids))


async def _rows(shelf: Shelf, errand: Errand, other: Errand, owner: str) -> tuple[Posted, Posted]:
    """A file comes with its import, or before that to be looked at."""
    wanted, instead = errand.transfer, other.transfer
    if isinstance(wanted, Export) and isinstance(instead, Export):
        return _json(bodies.rows_out(errand, wanted)), _json(bodies.rows_out(other, instead))
    assert isinstance(wanted, Import)
    assert isinstance(instead, Import)
    content = b"" if errand.twist is Twist.EMPTY_FILE else sheets.content(wanted)
    name = f"chaos-{wanted.source}.csv"
    if errand.face is Face.V1:
        file_id = await shelf.file(owner, name, content)
        return _json(bodies.rows_in(errand, wanted, file_id)), _json(bodies.rows_in(other, instead, file_id))
    files = {"file": (name, content)}
    forms = bodies.rows_in(errand, wanted, None), bodies.rows_in(other, instead, None)
    return {"data": forms[0], "files": files}, {"data": forms[1], "files": files}


def _json(body: dict[str, Any]) -> Posted:
    return {"json": body}
