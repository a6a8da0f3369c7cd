"""The client against a whole Callsheet: rows go in, are told of, come out, and are followed all the way."""

import asyncio
import json
from pathlib import Path

import pytest

from callsheet import AsyncCallsheet, Refused
from tests.callsheet.test_cli import command
from tests.support.house import House
from tests.support.rows import SCHEMA, Customers

FEW = Customers.of(3_000, 20)


async def test_rows_go_in_and_come_out_by_the_client(house: House, tmp_path: Path) -> None:
    """Exact counts, every bad row, the same rows; over the stream and by asking."""
    file = FEW.write(tmp_path / "customers.csv")
    seen: list[str] = []
    completed: list[int] = []
    async with AsyncCallsheet(house.url, "ann") as callsheet:
        await callsheet.create_dataset("customers", SCHEMA["columns"], SCHEMA["key"])
        job = await callsheet.import_file(file, "customers")
        async with callsheet.follow(
            job,
            on_status_change=lambda state: seen.append(str(state)),
            on_complete=lambda result: completed.append((result or {})["importedCount"]),
        ) as following:
            last = await following.wait()
        assert (last.imported_count, last.skipped_count, completed) == (2_980, 20, [2_980])
        assert (seen[-1], following.progress, following.error) == ("COMPLETED", 100, None)
        assert [error.row async for error in callsheet.row_errors(job)] == sorted(FEW.bad)
        assert [row async for row in callsheet.rows("customers")] == list(FEW.good())
        job = await callsheet.export(
            "customers", "jsonl", where=[{"column": "active", "op": "eq", "value": True}]
        )
        async with callsheet.follow(job, use_sse=False, poll_interval=0.2) as following:
            path = await callsheet.download(await following.wait(), tmp_path / "active.jsonl")
        rows = [json.loads(line) for line in (await path.read_text()).split("\n")[:-1]]
        assert rows == [row for row in FEW.good() if row["active"]]


async def test_a_file_makes_its_dataset_by_the_command(house: House, tmp_path: Path) -> None:
    """And comes out again as the same file, whatever it was between."""
    file = Customers.of(500, 0).write(tmp_path / "customers.csv")
    result = await command(house.url, "import", file, "--into", "customers", "--create")
    assert (result.exit_code, "500 rows imported" in result.stdout) == (0, True), result.output
    for name in ("one.xlsx", "two.csv"):
        result = await command(house.url, "export", "customers", "--raw", "--out", tmp_path / name)
        assert (result.exit_code, "500 rows" in result.stdout) == (0, True), result.output
    result = await command(
        house.url, "import", tmp_path / "one.xlsx", "--into", "customers", "--mode", "replace"
    )
    assert result.exit_code == 0, result.output
    await command(house.url, "export", "customers", "--raw", "--out", tmp_path / "three.csv")
    assert (tmp_path / "three.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


async def test_nobody_follows_what_is_another_owners(house: House, tmp_path: Path) -> None:
    """It is not there, and that is said once; nothing is left open."""
    file = FEW.write(tmp_path / "customers.csv")
    errors: list[str] = []
    async with AsyncCallsheet(house.url, "ann") as ann, AsyncCallsheet(house.url, "ben") as ben:
        await ann.create_dataset("customers", SCHEMA["columns"], SCHEMA["key"])
        job = await ann.import_file(file, "customers")
        async with ben.follow(job, on_error=errors.append) as following:
            with pytest.raises(Refused, match="not found"):
                await asyncio.wait_for(following.wait(), 30)
        assert (errors, following.status) == (["Job not found"], None)
