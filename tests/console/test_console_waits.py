"""The console explains every wait: what the house says of a job that does not move has its meaning there."""

import re
from pathlib import Path

import pytest

from activities.watching import UNKNOWN, in_words
from api import reading, standing
from storage.queues import IN_LINE
from workflows.contracts.generation import Standing

ROOT = Path(__file__).parents[2]
SCRIPT = (ROOT / "web" / "console" / "waits.js").read_text()
REASONS = [re.compile(pattern) for pattern in re.findall(r"^  \[/(.+?)/, \"", SCRIPT, re.MULTILINE)]
SAID = re.compile(
    r"(?:NotYet|LimitReached|LimitReached\.until)\(\s*(?:at, )?f?\"([^\"]+)\"|said = \(\s*f\"([^\"]+)\""
)
TOLD = {
    "cancelling",
    reading.AWAY,
    reading.NOT_STARTED,
    reading.NO_WORKER,
    reading.NOT_TAKEN,
    standing.LOST,
    UNKNOWN,
    IN_LINE.format(3, 2),
    "The limit of 10 calls a minute is used up; it goes on at 10:00:00 UTC",
    "The owner's other batches use all that may run at the same time",
    "The provider is busy. Trying again at 10:00:00 UTC",
    "Attempt 2 failed: The database cannot be used at the moment. Trying again",
    f"Attempt 2 failed: It broke. Trying again. {reading.NO_WORKER}",
    "Another import has to end first (imp_1)",
    *(in_words(Standing(state=state), "kie") for state in ("unknown", "waiting", "working")),
}


def raised() -> set[str]:
    """What activities say where they are to be asked again, with a number where one is filled in."""
    scripts = (path.read_text() for path in (ROOT / "activities").glob("*.py"))
    found = (one for script in scripts for one in SAID.findall(script))
    return {re.sub(r"\{[^}]*\}", "7", first or second) for first, second in found}


@pytest.mark.parametrize("words", sorted(TOLD | raised()))
def test_every_wait_of_the_house_is_explained(words: str) -> None:
    assert any(reason.search(words) for reason in REASONS)


def test_the_words_of_activities_are_found() -> None:
    """The pattern above sees them at all."""
    assert len(raised()) >= 6
    assert "Many tasks are being looked at" in raised()
