"""What an import left out can be read again, whatever stands in it."""

from storage.database import Database
from storage.load_faults import LoadFaults
from storage.loads import Part
from tests.storage.test_loads import held, made, staged
from workflows.contracts.transfer import RowError


async def test_a_value_of_several_lines_is_one_error(database: Database) -> None:
    """Also where only Unicode thinks that a line ends."""
    loads = await staged(database, await made(database), "job")
    errors = [RowError(row, "id", "a\u2028b\x85c\nd", "type", "it is none") for row in (1, 2, 3)]
    await loads.commit(await held(loads, "job"), Part([], errors, 3))
    page, total = await LoadFaults(database).page("job", 1, 10)
    assert total == 3
    assert page == [error._asdict() for error in errors[1:]]
