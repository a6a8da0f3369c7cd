"""A dataset as it is told, and what a file that might become one looks like."""

from collections.abc import Sequence
from typing import Any

from api.links import Links
from api.telling import camelled, time

SAMPLES, SHOWN = 5, 20


def dataset(found: Any, links: Links) -> dict[str, Any]:
    path = f"/v1/datasets/{found.id}"
    return {
        "id": found.id,
        "name": found.name,
        "owner": found.owner,
        "key": found.key,
        "columns": [column.model_dump(mode="json") for column in found.columns],
        "rows": found.rows,
        "createdAt": time(found.created_at),
        "updatedAt": time(found.updated_at),
        "links": {"self": links.to(path), "rows": links.to(f"{path}/rows")},
    }


def inferred(file: Any, look: Any, found: Any, meeting: Any) -> dict[str, Any]:
    """`found` is the schema that its first rows suggest, `meeting` how they meet a dataset that is there."""
    columns = [
        {**column.model_dump(mode="json"), "samples": samples(look, column.name)} for column in found.columns
    ]
    facts: dict[str, Any] = camelled(look.facts.model_dump())
    return {
        "fileId": file.id,
        "fileName": file.name,
        "fileSize": file.bytes,
        **facts,
        "sheets": look.sheets,
        "header": list(look.header),
        "columns": columns,
        "key": found.key,
        "rows": [list(row) for row in look.rows[:SHOWN]],
        **(meeting or {"mapping": None, "unmapped": [], "missing": []}),
        "warnings": list(look.warnings),
    }


def meeting(mapping: dict[str, str], header: Sequence[str], columns: Sequence[Any]) -> dict[str, Any]:
    """Which of the file's columns go where, which nowhere, and which the dataset needs besides."""
    filled = set(mapping.values())
    return {
        "mapping": mapping,
        "unmapped": [name for name in header if name and name not in mapping],
        "missing": [column.name for column in columns if column.required and column.name not in filled],
    }


def samples(look: Any, name: str) -> list[str]:
    at = look.header.index(name)
    values = (row[at] for row in look.rows if at < len(row))
    return list(dict.fromkeys(_text(value)[:100] for value in values if value not in (None, "")))[:SAMPLES]


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
