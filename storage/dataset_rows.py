"""A dataset's rows: a table of their own, with real types, whose names nobody chose.

A row's `id` is the number of its load and its number in the file: rows come out in the order in which they
came in, and a row that is written twice meets itself. Text sorts by code point, wherever it is kept.
"""

from collections.abc import Sequence
from functools import lru_cache
from operator import eq, ge, gt, le, lt
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Double,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    UniqueConstraint,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import TypeEngine

from workflows.contracts import dataset as contracts
from workflows.contracts.dataset import Condition, Sorting, Type

NUMBERED = 32
"""Bits of a row's id that are its number in the file."""
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
KINDS: dict[Type, TypeEngine[Any]] = {
    Type.INTEGER: BigInteger(),
    Type.NUMBER: Double(),
    Type.BOOLEAN: Boolean(create_constraint=False),
}
WORDY = (Type.STRING, Type.EMAIL, Type.URL, Type.ENUM)
COMPARISONS = {"eq": eq, "lt": lt, "lte": le, "gt": gt, "gte": ge}
Columns = tuple[contracts.Column, ...]


@lru_cache(maxsize=64)
def table_of(name: str, columns: Columns) -> Table:
    """The table as SQL knows it: `id`, then `c0`, `c1`, ... in the order of the columns."""
    number = BigInteger().with_variant(Integer(), "sqlite")
    own = [Column(f"c{at}", KINDS.get(one.type, TEXT)) for at, one in enumerate(columns)]
    unique = [UniqueConstraint(f"c{at}") for at in unique_of(columns)]
    return Table(name, MetaData(), Column("id", number, primary_key=True, autoincrement=False), *own, *unique)


def unique_of(columns: Columns) -> list[int]:
    """Places of the columns that hold no value twice."""
    return [at for at, column in enumerate(columns) if column.unique]


async def create(connection: AsyncConnection, table: Table) -> None:
    await connection.execute(CreateTable(table, if_not_exists=True))


def first_id(number: int, row: int = 0) -> int:
    """The id of a row in the load of that number."""
    return (number << NUMBERED) + row


class Question:
    """Which rows of a table, which of their columns, in which order."""

    def __init__(self, table: Table, columns: Columns) -> None:
        self._table, self._columns = table, columns
        self._places = {column.name: at for at, column in enumerate(columns)}
        self._where: list[ColumnElement[bool]] = []

    def column(self, name: str) -> Column[Any]:
        return self._table.c[f"c{self._places[name]}"]

    def search(self, text: str) -> None:
        """Rows with the text in one of their texts, in capitals or not."""
        texts = [self.column(one.name) for one in self._columns if one.type in WORDY]
        self._where.append(or_(false(), *(one.icontains(text, autoescape=True) for one in texts)))

    def only(self, key: str, values: Sequence[Any]) -> None:
        self._where.append(self.column(key).in_(values))

    def add(self, condition: Condition) -> None:
        self._where.append(_compared(self.column(condition.column), condition.op, condition.value))

    def behind(self, row_id: int) -> None:
        self._where.append(self._table.c.id > row_id)

    @property
    def id(self) -> Column[int]:
        own: Column[int] = self._table.c.id
        return own

    def count(self) -> Select[Any]:
        return select(func.count()).select_from(self._table).where(*self._where)

    def select(self, chosen: Sequence[Column[Any]], order: Sequence[Sorting] = ()) -> Select[Any]:
        """What has no value comes last, whichever way it is sorted."""
        ordered = [
            (self.column(by.column).desc() if by.falling else self.column(by.column).asc()).nulls_last()
            for by in order
        ]
        return select(*chosen).where(*self._where).order_by(*ordered, self._table.c.id)


def _compared(column: Column[Any], op: str, value: Any) -> ColumnElement[bool]:
    match op:
        case "ne":
            return or_(column != value, column.is_(None))
        case "in":
            return column.in_(value)
        case "contains":
            return column.icontains(value, autoescape=True)
        case "isnull":
            return column.is_(None) if value else column.is_not(None)
    compared: ColumnElement[bool] = COMPARISONS[op](column, value)
    return compared
