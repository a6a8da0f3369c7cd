"""Whom a topic means, and which titles are the same song."""

import pytest

from activities.providers.spotify.matching import asked, best_artist, likeness, plain, title_key
from activities.providers.spotify.shape import ArtistSeen


def seen(*names: str) -> list[ArtistSeen]:
    return [ArtistSeen(id=str(n), name=name, uri=f"spotify:artist:{n}") for n, name in enumerate(names)]


@pytest.mark.parametrize(
    ("topic", "names", "meant"),
    [
        ("Deftones", ["Deftones Tribute", "DEFTONES"], "DEFTONES"),
        ("bjork", ["Someone", "Björk"], "Björk"),
        ("REM", ["Rem & Co", "R.E.M."], "R.E.M."),
        ("Simon and Garfunkel", ["Simon", "Simon & Garfunkel"], "Simon & Garfunkel"),
        ("!!!", ["Chk", "!!!"], "!!!"),
        ("The The", ["The Who", "The The"], "The The"),
        (
            "how Rage Against the Machine began",
            ["Rage", "Rage Against the Machine"],
            "Rage Against the Machine",
        ),
        ("The Story of Radiohead", ["The Story", "Radiohead"], "Radiohead"),
        ("The history of The Band", ["The Band"], "The Band"),
        ("Кино и перемены", ["Кино"], "Кино"),
        ("宇多田ヒカルの物語", ["宇多田ヒカル"], "宇多田ヒカル"),
        ("Trentemoller", ["Trent", "Trentemøller"], "Trentemøller"),
        ("Lodz Duo", ["Łódź Duo"], "Łódź Duo"),
        ("Deftone live", ["Deftone Road"], "Deftone Road"),
        ("The Story of Zorbax", ["The Story So Far", "Year"], None),
        ("The rise of", ["The Of"], None),
        ("Carting", ["Art"], None),
        ("Zorbax", ["Deftones"], None),
        ("Zorbax", [], None),
    ],
)
def test_the_artist_whom_a_topic_means(topic: str, names: list[str], meant: str | None) -> None:
    """The same name, else the most telling one inside, else the first that shares a word that tells."""
    found = best_artist(topic, seen(*names))
    assert (found and found.name) == meant


@pytest.mark.parametrize(
    ("wanted", "found", "like"),
    [
        ("Creep", "CREEP", 3),
        ("Don\u2019t Stop", "Dont Stop", 3),
        ("Change", "Change (In the House of Flies)", 2),
        ("Change (In the House of Flies)", "Change (In the House Of Flies) - 2020 Remaster", 2),
        ("My Own Summer (Shove It)", "My Own Summer", 2),
        ("Creep", "Creep - Acoustic", 1),
        ("Creep", "Creep (Live at the Astoria)", 1),
        ("Creep", "Creeping Death", 0),
        ("Shine On (Parts 1-5)", "Shine On (Parts 6-9)", 0),
        ("(sic)", "(sic) - Live", 1),
        ("(sic)", "(deluxe)", 0),
    ],
)
def test_titles_are_compared_as_people_hear_them(wanted: str, found: str, like: int) -> None:
    """The same title before the same song before another version of it."""
    assert likeness(wanted, found) == like


def test_a_title_is_one_with_its_remasters() -> None:
    """But not with the other half of a suite."""
    assert title_key("Nude") == title_key("NUDE \u2013 Remastered 2017")
    assert title_key("Shine On (Parts 1-5)") != title_key("Shine On (Parts 6-9)")


def test_what_is_asked_stays_inside_its_quotes() -> None:
    """No quote, backslash, control character or lone surrogate; a hundred characters at most."""
    assert asked('a "b"\n\u201cc\u201d \\ \u200b\ud800d') == "a b c d"
    assert asked("x" * 300) == "x" * 100


def test_a_name_of_signs_alone_stays() -> None:
    """Else all of them would be the same."""
    assert plain("!!!") != plain("+/-")
