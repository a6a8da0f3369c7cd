"""How the items of a batch are told, the same on both faces."""

from typing import Any
from urllib.parse import quote

from api.links import Links
from api.telling import camelled, time

COLUMNS = (
    "itemId",
    "outcome",
    "attempts",
    "completedAt",
    "errorCode",
    "error",
    "format",
    "width",
    "height",
    "camera",
    "takenAt",
    "hasGps",
    "sharpness",
    "brightness",
    "colors",
    "phash",
    "duplicateGroup",
    "text",
    "caption",
    "labels",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # full width too


def item(one: Any, links: Links) -> dict[str, Any]:
    url = (
        links.to(f"/api/images/{quote(one.item_id, safe='')}/content")
        if one.code != "image-not-found"
        else None
    )
    return {"number": one.number, **line(one), "imageUrl": url}


def line(one: Any) -> dict[str, Any]:
    """A line of results.jsonl."""
    return {
        "itemId": one.item_id,
        "outcome": one.outcome,
        "attempts": one.attempts,
        "completedAt": time(one.completed_at),
        "annotation": annotation(one) if one.annotation else None,
        "error": {"code": one.code, "message": one.message} if one.code else None,
    }


def annotation(one: Any) -> dict[str, Any]:
    told: dict[str, Any] = camelled(one.annotation.model_dump(mode="json"))
    return {**told, "duplicateGroup": one.duplicates}


def row(one: Any) -> list[str]:
    """A line of results.csv: no cell can be taken for a formula."""
    told, found = line(one), one.annotation
    cells = [told["itemId"], told["outcome"], told["attempts"], told["completedAt"], one.code, one.message]
    if found is None:
        cells += [None] * (len(COLUMNS) - len(cells))
    else:
        exif = found.exif
        cells += [found.format, found.width, found.height]
        cells += [exif.camera, exif.taken_at, exif.has_gps] if exif else [None] * 3
        cells += [found.sharpness, found.brightness]
        cells += ["; ".join(f"{c.name} {c.share:.0%}" for c in found.dominant_colors)]
        cells += [found.phash, one.duplicates, " | ".join(found_line.text for found_line in found.text)]
        cells += [found.caption.text if found.caption else None, "; ".join(x.label for x in found.labels)]
    return [_harmless(cell) for cell in cells]


def _harmless(cell: Any) -> str:
    """A spreadsheet would run what begins like a formula; numbers stay numbers."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULA) else text
