"""Conditions as people type them: `age>=30`, `name~Ann`, `city in Oslo,Rome`, `email is null`, `note=`."""

import re

import typer

from callsheet.transfer_models import Where

SIGNS = {">=": "gte", "<=": "lte", "!=": "ne", "==": "eq", "=": "eq", ">": "gt", "<": "lt", "~": "contains"}
OPS = "eq|ne|lt|lte|gt|gte|in|contains|isnull"
WIRE = re.compile(rf"(?P<column>[^:]+):(?P<op>{OPS}):(?P<value>.*)", re.DOTALL)
SIGNED = re.compile(r"(?P<column>.+?)\s*(?P<sign>>=|<=|!=|==|=|>|<|~)\s*(?P<value>.*)", re.DOTALL)
AMONG = re.compile(r"(?P<column>.+?)\s+in\s+(?P<value>.+)", re.DOTALL | re.IGNORECASE)
EMPTY = re.compile(r"(?P<column>.+?)\s+is\s+(?P<negated>not\s+)?null", re.IGNORECASE)


def condition(text: str) -> Where:
    """Also `column:op:value`, for columns that have a sign in their name."""
    text = text.strip()
    if found := WIRE.fullmatch(text):
        return _of(found["column"], found["op"], found["value"])
    matches = [match for form in (EMPTY, SIGNED, AMONG) if (match := form.fullmatch(text))]
    for match in sorted(matches, key=lambda match: len(match["column"])):  # the first sign counts
        if match.re is EMPTY:
            return Where(column=match["column"], op="isnull", value=match["negated"] is None)
        op = "in" if match.re is AMONG else SIGNS[match["sign"]]
        return _of(match["column"], op, match["value"])
    raise typer.BadParameter(
        f"{text!r} is no condition. Say age>=30, age!=30, name~part, city in Oslo,Rome or email is null."
    )


def names(text: str | None) -> list[str]:
    """`a,b` as they are, without the space around them."""
    return [name for part in (text or "").split(",") if (name := part.strip())]


def _of(column: str, op: str, value: str) -> Where:
    if op == "in":
        return Where(column=column, op=op, value=[one.strip() for one in value.split(",")])
    if op == "isnull":
        return Where(column=column, op=op, value=value.lower() != "false")
    if not value and op in ("eq", "ne"):  # the empty text and nothing are the same
        return Where(column=column, op="isnull", value=op == "eq")
    return Where(column=column, op=op, value=value)
