"""Days and times of a spreadsheet, which are numbers that look like it: by the format of their cell."""

import re
from datetime import datetime, time, timedelta

from tabular.records import Strange

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
EPOCH_OF_MACS = datetime(1904, 1, 1)  # noqa: DTZ001 - the same
MIDNIGHT = time()
BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58), "date"),
    **dict.fromkeys((*range(18, 22), *range(32, 36), 45, 47, 55, 56), "time"),
    22: "datetime",
    46: "duration",
}
QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def kind_of(code: str) -> str | None:
    """What a custom format makes of a number: date, datetime, time, duration or nothing of the sort."""
    plain = QUOTED.sub("", code).partition(";")[0].lower()
    if "general" in plain:
        return None
    if "[" in plain:
        return "duration"
    clock = re.search("[hs]", plain)
    day = re.search("[yd]", plain) or ("m" in plain and not clock)
    if day:
        return "datetime" if clock else "date"
    return "time" if clock else None


def told(serial: float, kind: str, of_macs: bool) -> str | Strange:
    """As text; to the millisecond, which is what a spreadsheet keeps."""
    try:
        passed = timedelta(milliseconds=round(serial * 86_400_000))
        if kind == "duration" or (kind == "time" and 0 <= serial < 1):
            return _clock(passed)
        if not of_macs and serial < 60:
            passed += timedelta(days=1)  # spreadsheets believe in the 29th of February 1900
        moment = (EPOCH_OF_MACS if of_macs else EPOCH) + passed
    except (OverflowError, ValueError):
        return Strange(f"{serial!r} as a {kind}")
    if serial < 0:
        return Strange(f"{serial!r} as a {kind}")
    if kind == "date" and moment.time() == MIDNIGHT:
        return moment.date().isoformat()
    return moment.isoformat()


def _clock(passed: timedelta) -> str:
    minutes, seconds = divmod(passed // timedelta(seconds=1), 60)
    fraction = f".{passed.microseconds // 1000:03}" if passed.microseconds else ""
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{fraction}"
