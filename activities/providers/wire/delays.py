"""When a busy server wants to be asked again, in seconds from now."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

LONGEST_S = 3600.0
"""Whoever says "tomorrow" is asked again after an hour: quotas are raised by people."""


def retry_after(headers: Mapping[str, str], error: dict[str, Any]) -> float | None:
    """From `retry-after-ms`, `Retry-After` (seconds or a date), or what Gemini writes into its error."""
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return _bounded(milliseconds / 1000)
    said = headers.get("retry-after") or _said_inside(error)
    seconds = _until(said) if (number := _number(said)) is None else number
    return None if seconds is None else _bounded(seconds)


def _number(said: str | None) -> float | None:
    try:
        number = float(said or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _until(said: str | None) -> float | None:
    try:
        moment = parsedate_to_datetime(said or "")
    except (ValueError, OverflowError):  # a year or an offset of twenty digits
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (moment - datetime.now(UTC)).total_seconds()


def _said_inside(error: dict[str, Any]) -> str | None:
    """`details: [{"retryDelay": "34s"}]`"""
    match error.get("details"):
        case [*details]:
            found = [detail.get("retryDelay") for detail in details if isinstance(detail, dict)]
            return next((said.removesuffix("s") for said in found if isinstance(said, str)), None)
    return None


def _bounded(seconds: float) -> float:
    return min(max(seconds, 0.0), LONGEST_S)
