"""What goes where is clear before the first row is read, or it is asked for."""

import pytest

from tabular.mapping import resolve, suggest
from tabular.refusing import MappingRefused
from tests.support.tables import columns
from workflows.contracts.dataset import Column, Type

COLUMNS = columns(id="integer", first_name="string", email="email")


def refused(header: tuple[str, ...], asked: dict[str, str] | None = None) -> tuple[str, str]:
    wanted = (*COLUMNS[1:], Column(name="id", type=Type.INTEGER, required=True))
    with pytest.raises(MappingRefused) as error:
        resolve(header, wanted, asked)
    assert error.value.message
    return error.value.pointer, error.value.code


def test_columns_of_one_name_find_one_another() -> None:
    """With nothing asked for; the others stay out."""
    assert resolve(("x", "email", "", "id"), COLUMNS, None) == {"email": "email", "id": "id"}
    assert resolve(("x", "email", "id"), COLUMNS, {}) == {"email": "email", "id": "id"}


def test_a_mapping_is_taken_as_it_is_asked_for() -> None:
    """And nothing besides; a source without a column stays out."""
    asked = {"Mail": "email", "No": "id", "x": ""}
    assert resolve(("No", "Mail", "first_name", "x"), COLUMNS, asked) == {"Mail": "email", "No": "id"}


@pytest.mark.parametrize(
    ("header", "asked", "pointer", "code"),
    [
        (("id",), {"No/1": "id"}, "/mapping/No~11", "source-unknown"),
        (("id", ""), {"": "id"}, "/mapping/", "source-unknown"),
        (("id",), {"id": "ID"}, "/mapping/id", "column-unknown"),
        (("a", "b"), {"a": "id", "b": "id"}, "/mapping/b", "column-taken"),
        (("a", "a"), {"a": "id"}, "/mapping/a", "source-ambiguous"),
        (("id", "id"), None, "/mapping/id", "source-ambiguous"),
        (("email",), None, "/mapping", "column-missing"),
        (("x", "y"), None, "/mapping", "nothing-mapped"),
        ((), None, "/mapping", "nothing-mapped"),
    ],
)
def test_a_mapping_that_cannot_be_is_pointed_at(
    header: tuple[str, ...], asked: dict[str, str] | None, pointer: str, code: str
) -> None:
    """Unknown, ambiguous, taken, missing: each at its place."""
    assert refused(header, asked) == (pointer, code)


def test_names_that_seem_to_mean_the_same_are_suggested() -> None:
    """The same, then the same but for case and signs, then nearly the same; none twice."""
    header = ("E-Mail", "First Name", "ID", "colour", "", "email adress")
    assert suggest(header, COLUMNS) == {"E-Mail": "email", "First Name": "first_name", "ID": "id"}
    assert suggest(("e_mail", "email"), COLUMNS) == {"email": "email"}
    assert suggest(("firstnames", "emial"), COLUMNS) == {"firstnames": "first_name", "emial": "email"}
    assert suggest(("id", "id", "???", "totally different"), COLUMNS) == {}


def test_names_by_the_thousand_are_not_guessed_at() -> None:
    """Those that are the same are found all the same, and nothing takes long."""
    many = [Column(name=f"a column of many {number}", type=Type.STRING) for number in range(400)]
    header = [f"A-Column-Of-Many_{number}" for number in range(0, 16_000, 2)] + [
        "a column of many 11",
        "colum 3",
    ]
    found = suggest(header, many)
    assert len(found) == 201
    assert (found["A-Column-Of-Many_398"], found["a column of many 11"]) == (many[398].name, many[11].name)
    assert suggest(["x" * 1_000_000, "email"], COLUMNS) == {"email": "email"}
    asked = {source: many[at].name for at, source in enumerate(header[:400])}
    assert resolve(header, many, asked) == asked
