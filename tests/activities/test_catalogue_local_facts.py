"""What is known offline is sentences fit to be told, each with the page on which it was read."""

import re
import subprocess
import sys
from datetime import date
from urllib.parse import urlsplit

import pytest

from activities.providers.local.knowledge import LocalKnowledge
from activities.providers.local.shelf import Record, records
from activities.providers.local.spoken import composers, spoken_time
from activities.providers.local.tracklist import find
from workflows.contracts.music import Fact

KNOWN = [record for record in records().values() if record.facts]
EVERYBODY = sorted(record.name for record in records().values())
QUOTED = re.compile(r'"[^"]*"')
NAMES_WITH_STOPS = re.compile(r"R\.E\.M\.|Vs\.|Vol\.|St\.|Inc\.|Jr\.|\.\.\.")


def about(name: str) -> tuple[Fact, ...]:
    return LocalKnowledge().about(name)


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_fact_is_one_sentence_with_a_page_and_a_day(name: str) -> None:
    """It ends with a full stop, has 240 characters at most, and says where and when it was read."""
    for fact in about(name):
        assert fact.text.endswith("."), fact.text
        assert len(fact.text) <= 240, fact.text
        bare = NAMES_WITH_STOPS.sub("", QUOTED.sub("", fact.text.replace(fact.about or "\0", "")))
        assert not re.search(r"[.!?]\s+[A-Z]", bare), fact.text
        assert not re.search(r"[<>\[\]{}*_#()\n]", QUOTED.sub("", fact.text)), fact.text
        assert fact.text[0].isupper() or fact.text[0] in "\"'", fact.text
        page = urlsplit(fact.source)
        assert page.scheme in ("http", "https")
        assert "." in page.netloc
        assert date.fromisoformat(fact.checked_on) <= date(2026, 11, 24)


@pytest.mark.parametrize("name", EVERYBODY)
def test_ids_of_facts_are_unique_and_no_sentence_is_told_twice(name: str) -> None:
    """A segment names the facts it tells by their ids."""
    facts = about(name)
    assert len({fact.id for fact in facts}) == len(facts)
    assert len({fact.text for fact in facts}) == len(facts)


@pytest.mark.parametrize("record", KNOWN, ids=lambda record: record.slug)
def test_facts_come_in_the_order_of_time(record: Record) -> None:
    """Years never fall; what was read comes before what the catalogue adds up to."""
    years = [fact.year for fact in record.facts if fact.year]
    assert years == sorted(years)
    kinds = [fact.kind == "catalogue" for fact in about(record.name)]
    assert kinds == sorted(kinds)


@pytest.mark.parametrize("record", KNOWN, ids=lambda record: record.slug)
def test_the_editorial_order_names_tracks_that_are_there(record: Record) -> None:
    """Nothing is put first that cannot be played."""
    name = next(key for key, each in records().items() if each is record)
    assert [title for title in record.editorial if find(name, title) is None] == []


@pytest.mark.parametrize("name", ["Deftones", "Radiohead", "Miles Davis"])
def test_five_minutes_can_be_told_of_the_artists_that_people_try_first(name: str) -> None:
    """Some 4,500 characters of facts that somebody read, about at least forty things."""
    read = [fact for fact in about(name) if fact.kind != "catalogue"]
    assert len(read) >= 40
    assert sum(len(fact.text) for fact in read) >= 4500


@pytest.mark.parametrize("name", EVERYBODY)
def test_there_is_something_to_tell_of_everybody(name: str) -> None:
    """Without a file of facts the catalogue's own rows say a thousand characters."""
    assert sum(len(fact.text) for fact in about(name)) >= 900


def test_nothing_is_known_of_strangers() -> None:
    """Empty, not something about somebody else."""
    assert about("Nobody at all") == ()
    assert about("") == ()


def test_the_name_that_another_catalogue_gives_is_understood() -> None:
    """Spotify writes `Deftones`, somebody else `DEFTONES`; the facts are the same."""
    assert about("DEFTONES") == about("Deftones")
    assert about("The Miles Davis") == about("Miles Davis")


def test_the_catalogue_never_claims_more_than_its_rows() -> None:
    """Its facts have a year only where a page said so, and call a row's composers some among others."""
    for name in EVERYBODY:
        known = {row.album: row.year for record in KNOWN if record.name == name for row in record.rows}
        for fact in about(name):
            if fact.kind == "catalogue":
                assert fact.year is None or fact.year in known.values()
                assert "popular" not in fact.text
    [dog] = [fact for fact in about("Led Zeppelin") if fact.id.endswith("black-dog")]
    assert dog.text == (
        '"Black Dog" from IV runs 4 minutes 57 seconds, and the catalogue names '
        "Jimmy Page, Robert Plant and John Paul Jones among its composers."
    )


@pytest.mark.parametrize(
    ("duration_ms", "said"),
    [
        (296_000, "4 minutes 56 seconds"),
        (61_000, "1 minute 1 second"),
        (300_400, "5 minutes"),
        (59_000, "59 seconds"),
        (3_600_000, "1 hour"),
        (7_379_000, "2 hours 2 minutes"),
    ],
)
def test_a_duration_is_said_in_words(duration_ms: int, said: str) -> None:
    """A narrator can read it."""
    assert spoken_time(duration_ms) == said


def test_composers_that_cannot_be_told_are_not() -> None:
    """Single names, slashes and reversed names are left out rather than mistold."""
    assert composers("Jimmy Page, Robert Plant") == ["Jimmy Page", "Robert Plant"]
    assert composers("Bono/Clayton, Adam/Mullen Jr., Larry") == []
    assert composers("U2") == composers("") == composers(None) == []


def test_nothing_is_read_before_somebody_asks() -> None:
    """A worker that never makes a documentary does not carry the catalogue."""
    code = (
        "from activities.providers.local import catalogue, knowledge, shelf;"
        "catalogue.LocalCatalogue(), knowledge.LocalKnowledge();"
        "assert shelf.records.cache_info().currsize == shelf.listing.cache_info().currsize == 0;"
        "shelf.records(), shelf.records();"
        "assert shelf.records.cache_info().misses == 1"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_shelf_is_small() -> None:
    """Everything about everybody takes some megabytes of memory, not tens of them."""
    code = (
        "import resource;"
        "from activities.providers.local import knowledge, shelf, tracklist;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "[tracklist.tracks_of(name) for name in shelf.records()];"
        "[knowledge.LocalKnowledge().about(record.name) for record in shelf.records().values()];"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    grown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert int(grown) < 20 * 1024
