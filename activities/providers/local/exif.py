"""What the camera wrote: its name, the time, and whether it also says where; the place itself is not read."""

import re
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from typing import Any

from PIL import Image
from PIL.ExifTags import IFD, Base

from pictures import BROKEN
from workflows.contracts.annotated import Exif

LONGEST = 100
LATITUDE = 2
OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


def read_exif(image: Image.Image) -> Exif | None:
    """None where there is no EXIF or nobody can read it."""
    try:
        exif = image.getexif()
        if not exif:
            return None
        details, place = exif.get_ifd(IFD.Exif), exif.get_ifd(IFD.GPSInfo)
    except (*BROKEN, KeyError, TypeError):
        return None
    camera = _camera(_words(exif.get(Base.Make)), _words(exif.get(Base.Model)))
    return Exif(camera=camera or None, taken_at=_taken_at(details), has_gps=LATITUDE in place)


def _camera(make: str, model: str) -> str:
    return model if model.casefold().startswith(make.casefold()) else f"{make} {model}".strip()


def _words(value: Any) -> str:
    """As anybody may print it: cameras pad with zeros and blanks, and strangers write what they like."""
    text = value.split("\0")[0] if isinstance(value, str) else ""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST]


def _taken_at(details: dict[int, Any]) -> str | None:
    """ISO 8601, with the offset from UTC where the camera knew it."""
    written = details.get(Base.DateTimeOriginal) or details.get(Base.DateTimeDigitized)
    with suppress(ValueError):
        taken = datetime.strptime(_words(written), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 cameras keep local time
        return taken.replace(tzinfo=_zone(_words(details.get(Base.OffsetTimeOriginal)))).isoformat()
    return None


def _zone(offset: str) -> timezone | None:
    if not (found := OFFSET.fullmatch(offset)) or int(found[2]) > 23:
        return None
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-ahead if found[1] == "-" else ahead)
