"""Columns that cannot be, and why: before a single value is checked by them."""

from collections.abc import Sequence

from workflows.contracts.dataset import Column


def check_columns(columns: Sequence[Column], key: str | None) -> None:
    """Raises `SchemaRefused` for columns that cannot be."""
