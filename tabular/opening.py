"""The right table for a file whose facts are known."""

from collections.abc import Sequence
from pathlib import Path

from tabular.delimited import Delimited
from tabular.objects import Objects
from tabular.records import Table
from tabular.workbook import Workbook
from workflows.contracts.transfer import FileFacts


def open_table(path: Path, facts: FileFacts, names: Sequence[str]) -> Table:
    """`names` are the columns that are wanted at least. Raises `FileRefused`."""
    if facts.format in ("json", "jsonl"):
        return Objects(path, facts, names)
    if facts.format == "xlsx":
        return Workbook(path, facts.sheet)
    return Delimited(path, facts)
