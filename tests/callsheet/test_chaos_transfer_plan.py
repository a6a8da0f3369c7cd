"""Imports and exports in the plan of `callsheet chaos`: what is asked for, in files that are what it says."""

from itertools import islice, pairwise

import pytest

from callsheet.chaos import bodies, plan, sheets
from callsheet.chaos.plan import Errand, Face, Twist, Via
from callsheet.chaos.transfer_plan import APART, FAULTS, MODES, RANGES, Export, Import
from callsheet.chaos.unpacking import taken
from callsheet.chaos.witness import Row
from tests.support import transfers
from tests.support.house import House

SMALL = Import(
    "added",
    7,
    APART,
    12,
    ((3, "type"), (4, "required"), (6, "range"), (8, "ragged"), (11, "duplicate-key")),
    False,
    False,
)


def errands(count: int = 600) -> list[Errand]:
    return [one for one in islice(plan.errands(1), count) if one.transfer]


def test_a_fifth_of_the_errands_are_imports_and_exports_of_every_kind() -> None:
    """In and out, in each mode and format, small and large, with bad rows and without, right and wrong."""
    all_ = errands()
    ins = [one.transfer for one in all_ if isinstance(one.transfer, Import)]
    outs = [one.transfer for one in all_ if isinstance(one.transfer, Export)]
    assert 80 < len(all_) < 160
    assert {one.mode for one in ins} == {"insert", "upsert", "replace"}
    assert {one.dataset for one in outs} == set(MODES)
    assert {one.format for one in outs} == {"csv", "jsonl", "json", "xlsx"}
    assert {code for one in ins for _, code in one.bad} == set(FAULTS)
    assert min(one.rows for one in ins) >= 5_000
    assert 59_000 <= max(one.rows for one in ins) <= 60_000
    assert {one.face for one in all_} == {Face.V1, Face.IMPORTS, Face.EXPORTS}
    assert Via.ROWS in {watching.via for one in all_ for watching in one.watchers}
    assert {*plan.TRANSFER_TWISTS, Twist.EMPTY_FILE, Twist.NONE} == {one.twist for one in all_}
    assert len({one.owner for one in all_ if one.number < plan.ERRANDS_PER_PURSE}) == 2


def test_keys_meet_only_where_they_may() -> None:
    """Of two imports that insert or replace no key is the same, of those that upsert many are."""
    ins = [one.transfer for one in errands() if isinstance(one.transfer, Import)]
    apart = sorted((one.first, one.rows) for one in ins if one.mode != "upsert")
    assert all(first + rows < after for (first, rows), (after, _) in pairwise(apart))
    shared = {one.first for one in ins if one.mode == "upsert"}
    assert len(shared) == RANGES
    assert max(shared) < APART
    assert not [one for one in ins if one.mode == "upsert" and "duplicate-key" in dict(one.bad).values()]


def test_another_body_is_another_body() -> None:
    """What is posted under a key that is taken differs from what it was taken for."""
    for one in errands():
        other = bodies.other(one)
        if isinstance(one.transfer, Import) and isinstance(other.transfer, Import):
            assert bodies.rows_in(one, one.transfer, "f") != bodies.rows_in(other, other.transfer, "f")
        elif isinstance(one.transfer, Export) and isinstance(other.transfer, Export):
            assert bodies.rows_out(one, one.transfer) != bodies.rows_out(other, other.transfer)


@pytest.mark.parametrize("renamed", [True, False])
async def test_a_file_is_what_the_plan_says(house: House, renamed: bool) -> None:
    """Imported by a real Callsheet: exactly the planned rows are bad, for the planned reasons; the others are
    there under the keys that the judge expects."""
    sheet = SMALL._replace(renamed=renamed)
    into = await transfers.dataset(house, "added", {"key": "id", "columns": sheets.COLUMNS})
    mapping = sheets.mapping(sheet)
    job = await transfers.imported(house, sheets.content(sheet), into, mapping=mapping)
    assert job["status"] == "COMPLETED"
    told = await transfers.errors(house, job["jobId"])
    assert [(one["row"], one["code"]) for one in told] == list(sheet.bad)
    found = [(row["id"], row["source"]) for row in await transfers.rows(house, into)]
    assert found == [(key, 7) for key in sheets.keys(sheet)]
    for kind in ("csv", "json", "jsonl", "xlsx"):
        file = taken(await transfers.exported(house, into, kind), kind)
        assert (file.number, file.rows) == (7, None if kind == "xlsx" else tuple(Row(*one) for one in found))


@pytest.mark.parametrize("kind", ["csv", "json", "jsonl", "xlsx"])
def test_what_is_no_such_file_has_no_rows(kind: str) -> None:
    """Half a file is no reason to stop the inspection; the judge sees that it is not what was promised."""
    assert taken(b'{"id": 1, "sour', kind).number <= 0
