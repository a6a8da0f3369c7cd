"""However large the rows are, a part of them is a part of what memory there is."""

from storage.database import Database
from storage.dataset_rows import table_of, unique_of
from storage.datasets import Datasets
from storage.putting import Putter
from storage.snapshots import CELLS, PART, TEXT, Snapshots
from workflows.contracts.dataset import Column, Type
from workflows.contracts.transfer import ExportRequest


async def parts(database: Database, name: str, width: int, length: int, number: int) -> list[int]:
    """How many rows come at a time."""
    columns = tuple(Column(name=f"c{at}", type=Type.STRING) for at in range(width))
    dataset = await Datasets(database).create(f"ds_{name}", "ann", name, None, columns)
    table = table_of(dataset.table, columns)
    async with database.writing() as connection:
        rows = [(at, *["x" * length] * width) for at in range(number)]
        await Putter(connection, table, unique_of(columns)).insert(rows)
    request = ExportRequest(
        job_id="export",
        owner="ann",
        dataset_id=dataset.id,
        dataset=name,
        format="csv",
        file_name="x.csv",
        artifact="a",
        columns=tuple(column.name for column in columns),
        link_s=1,
    )
    async with Snapshots(database).take(request) as snapshot:
        return [len(part) async for part in snapshot.parts()]


async def test_large_rows_come_a_few_at_a_time(database: Database) -> None:
    """Small ones by the thousand, wide ones by the hundred, and of long texts what fits."""
    small, wide, long = [
        await parts(database, "small", 2, 3, 12_000),
        await parts(database, "wide", 400, 3, 1_000),
        await parts(database, "long", 1, 100_000, 200),
    ]
    assert (sum(small), max(small)) == (12_000, PART)
    assert (sum(wide), max(wide)) == (1_000, CELLS // 400)
    assert (sum(long), max(long[1:])) == (200, TEXT // 100_001)
