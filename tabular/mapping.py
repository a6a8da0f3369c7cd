"""Which column of a file goes into which column of a dataset."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from tabular.records import shown
from tabular.refusing import MappingRefused, pointer
from workflows.contracts.dataset import Column

NEAR = 0.8
"""How alike two names are, of 1, that may mean the same."""


def resolve(
    header: Sequence[str], columns: Sequence[Column], asked: Mapping[str, str] | None
) -> dict[str, str]:
    """Source -> column: what was asked, or, with nothing asked, what has the same name.

    A source that is asked to go into the column `` stays out. Raises `MappingRefused`.
    """
    names = [column.name for column in columns]
    if asked:
        mapping = {source: name for source, name in asked.items() if name}
    else:
        mapping = {name: name for name in header if name in names}
    for source, name in mapping.items():
        _check(source, name, header, names)
    _check_targets(mapping)
    missing = [one.name for one in columns if one.required and one.name not in mapping.values()]
    if not mapping:
        raise MappingRefused(
            "/mapping",
            "nothing-mapped",
            f"No column of the file ({_list(header)}) is one of the dataset ({_list(names)})",
        )
    if missing:
        raise MappingRefused(
            "/mapping", "column-missing", f"Nothing goes into what is required: {_list(missing)}"
        )
    return mapping


def suggest(header: Sequence[str], columns: Sequence[Column]) -> dict[str, str]:
    """Source -> column, in the file's order, for those that seem to mean the same; none is used twice."""
    sources = [name for name in header if name and header.count(name) == 1]
    names = [column.name for column in columns]
    found = {name: name for name in sources if name in names}
    for alike in (_same, _near):
        for source in sources:
            left = [name for name in names if name not in found.values()]
            if source not in found and (name := alike(source, left)):
                found[source] = name
    return {source: found[source] for source in sources if source in found}


def _check(source: str, name: str, header: Sequence[str], names: Sequence[str]) -> None:
    at = pointer("mapping", source)
    if source not in header or not source:
        raise MappingRefused(
            at, "source-unknown", f"The file has no column “{shown(source)}” but {_list(header)}"
        )
    if header.count(source) > 1:
        raise MappingRefused(at, "source-ambiguous", f"The file has several columns “{shown(source)}”")
    if name not in names:
        raise MappingRefused(
            at, "column-unknown", f"The dataset has no column “{shown(name)}” but {_list(names)}"
        )


def _check_targets(mapping: Mapping[str, str]) -> None:
    taken: dict[str, str] = {}
    for source, name in mapping.items():
        if name in taken:
            reason = f"Both “{shown(taken[name])}” and “{shown(source)}” go into “{shown(name)}”"
            raise MappingRefused(pointer("mapping", source), "column-taken", reason)
        taken[name] = source


def _same(source: str, names: Sequence[str]) -> str | None:
    return next((name for name in names if _plain(name) == _plain(source)), None)


def _near(source: str, names: Sequence[str]) -> str | None:
    plain = {_plain(name): name for name in names}
    return next((plain[name] for name in get_close_matches(_plain(source), plain, 1, NEAR)), None)


def _plain(name: str) -> str:
    """Without case, spaces and signs. A name of nothing else stays what it is."""
    return re.sub(r"[\W_]+", "", name.casefold()) or name


def _list(names: Sequence[str]) -> str | None:
    return shown(", ".join(filter(None, names)), 200)
