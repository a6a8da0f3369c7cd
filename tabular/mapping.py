"""Which column of a file goes into which column of a dataset."""

from collections.abc import Mapping, Sequence

from tabular.refusing import MappingRefused, pointer
from workflows.contracts.dataset import Column


def resolve(
    header: Sequence[str], columns: Sequence[Column], asked: Mapping[str, str] | None
) -> dict[str, str]:
    """Source -> column, in the file's order: what was asked, or all of one name.

    Raises `MappingRefused`.
    """
    names = {column.name for column in columns}
    mapping = dict(asked) if asked else {name: name for name in header if name in names}
    for source, name in mapping.items():
        if source not in header:
            raise MappingRefused(
                pointer("mapping", source), "source-unknown", f"The file has no column “{source}”"
            )
        if name not in names:
            raise MappingRefused(
                pointer("mapping", source), "column-unknown", f"The dataset has no column “{name}”"
            )
    return mapping


def suggest(header: Sequence[str], columns: Sequence[Column]) -> dict[str, str]:
    """Source -> column for those that seem to mean the same."""
    names = {column.name for column in columns}
    return {name: name for name in header if name in names}
