"""A dataset's columns as a table, and how a file's columns meet them."""

from collections.abc import Mapping, Sequence

from rich.table import Table

from callsheet.commands.terminal import print_table
from callsheet.transfer_models import Column, Dataset, GuessedColumn, Inference

SAMPLE, SAMPLES = 24, 3


def print_schema(columns: Sequence[Column], key: str | None) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    guessed = any(isinstance(column, GuessedColumn) for column in columns)
    for name in ("COLUMN", "TYPE", "MUST BE", *(["SUCH AS"] if guessed else [])):
        table.add_column(name, overflow="fold")
    for column in columns:
        samples = [_short(one) for one in column.samples] if isinstance(column, GuessedColumn) else []
        such_as = [", ".join(samples[:SAMPLES])] if guessed else []
        table.add_row(column.name, column.type, must_be(column, key), *such_as)
    print_table(table)


def must_be(column: Column, key: str | None) -> str:
    """What its values have to keep to."""
    said = ["the key"] if column.name == key else []
    said += ["there"] if column.required and not said else []
    said += ["unique"] if column.unique and column.name != key else []
    said += [f"at least {column.min}"] if column.min is not None else []
    said += [f"at most {column.max}"] if column.max is not None else []
    said += [f"like {column.pattern}"] if column.pattern else []
    said += [f"one of {', '.join(column.values)}"] if column.values else []
    return ", ".join(said)


def left_out(guess: Inference, dataset: Dataset, mapping: Mapping[str, str] | None) -> str:
    """Columns of the file that go nowhere, and where they seem to belong."""
    names = {column.name for column in dataset.columns}
    taken = set(mapping) if mapping is not None else names & set(guess.header)
    filled = set(mapping.values()) if mapping is not None else taken
    said = []
    for source in guess.header:
        if source and source not in taken:
            meant = (guess.mapping or {}).get(source)
            said.append(
                source + (f' (perhaps --map "{source}={meant}")' if meant and meant not in filled else "")
            )
    return f"Not taken: {', '.join(said)}" if said else ""


def _short(sample: str) -> str:
    return sample if len(sample) <= SAMPLE else f"{sample[: SAMPLE - 1]}…"
