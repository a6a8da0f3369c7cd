"""Which column of a file goes into which column of a dataset."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from tabular.records import shown
from tabular.refusing import MappingRefused, pointer
from workflows.contracts.dataset import Column

NEAR = 0.8
"""How alike two names are, of 1, that may mean the same."""
MOST_COMPARED = 40_000
"""Pairs of names. It takes a second; who has more of them has no need of guesses."""
LONG = 300
"""Characters of a name, twice as many as any column's has."""


def resolve(
    header: Sequence[str], columns: Sequence[Column], asked: Mapping[str, str] | None
) -> dict[str, str]:
    """Source -> column: what was asked, or, with nothing asked, what has the same name.

    A source that is asked to go into the column `` stays out. Raises `MappingRefused`.
    """
    times = Counter(header)
    names = dict.fromkeys(column.name for column in columns)
    if asked:
        mapping = {source: name for source, name in asked.items() if name}
    else:
        mapping = {name: name for name in times if name in names}
    for source, name in mapping.items():
        _check(source, name, times, names)
    _check_targets(mapping)
    filled = set(mapping.values())
    missing = [one.name for one in columns if one.required and one.name not in filled]
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
    sources = [name for name, times in Counter(header).items() if name and times == 1]
    names = [column.name for column in columns]
    found: dict[str, str] = {}
    for alike in (_equal, _same, _near):
        taken = set(found.values())
        found |= alike(
            [one for one in sources if one not in found], [one for one in names if one not in taken]
        )
    return {source: found[source] for source in sources if source in found}


def _check(source: str, name: str, times: Counter[str], names: Iterable[str]) -> None:
    at = pointer("mapping", source)
    if not times[source] or not source:
        raise MappingRefused(
            at, "source-unknown", f"The file has no column “{shown(source)}” but {_list(times)}"
        )
    if times[source] > 1:
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


def _equal(sources: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    return {name: name for name in set(names).intersection(sources)}


def _same(sources: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    plain: dict[str, list[str]] = {}
    for name in reversed(names):
        plain.setdefault(_plain(name), []).append(name)
    return {source: left.pop() for source in sources if (left := plain.get(_plain(source)))}


def _near(sources: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    plain = {_plain(name): name for name in names}
    if len(sources) * len(plain) > MOST_COMPARED:
        return {}
    found = {}
    for source in sources:
        for near in get_close_matches(_plain(source[:LONG]), plain, 1, NEAR):
            found[source] = plain.pop(near)
    return found


def _plain(name: str) -> str:
    """Without case, spaces and signs. A name of nothing else stays what it is."""
    return re.sub(r"[\W_]+", "", name.casefold()) or name


def _list(names: Iterable[str]) -> str | None:
    return shown(", ".join(filter(None, names)), 200)
