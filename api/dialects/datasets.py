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


def inferred(file: Any, examined: Any, columns: Sequence[Any] | None) -> dict[str, Any]:
    """What a file is, and the schema that its first rows suggest; `columns` are those it might go into."""
    look, found, mapping = examined
    facts: dict[str, Any] = camelled(look.facts.model_dump())
    return {
        "fileId": file.id,
        "fileName": file.name,
        "fileSize": file.bytes,
        **facts,
        "sheets": look.sheets,
        "header": list(look.header),
        "columns": [
            {**column.model_dump(mode="json"), "samples": samples(look, at)}
            for column, at in zip(found.columns, found.places, strict=True)
        ],
        "key": found.key,
        "rows": [list(row) for row in look.rows[:SHOWN]],
        **meeting(mapping, look.header, columns or ()),
        "warnings": list(look.warnings),
    }


def meeting(mapping: dict[str, str] | None, header: Sequence[str], columns: Sequence[Any]) -> dict[str, Any]:
    """Which of the file's columns go where, which nowhere, and which the dataset needs besides."""
    if mapping is None:
        return {"mapping": None, "unmapped": [], "missing": []}
    filled = set(mapping.values())
    return {
        "mapping": mapping,
        "unmapped": [name for name in header if name and name not in mapping],
        "missing": [column.name for column in columns if column.required and column.name not in filled],
    }


def samples(look: Any, at: int) -> list[str]:
    values = (row[at] for row in look.rows if at < len(row))
    return list(dict.fromkeys(_text(value)[:100] for value in values if value not in (None, "")))[:SAMPLES]


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
