"""What is read aloud of a text, and how names sound; needs no voice."""

import pytest

from activities.providers.base import ProviderRejected
from activities.providers.local.narrator import HibariNarrator, available
from activities.providers.local.pronunciation import lexicon, pronounced
from activities.providers.local.speakable import speakable

DEFTONES, RADIOHEAD = lexicon()["Deftones"], lexicon()["Radiohead"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It runs 4:23 minutes.", "It runs 4 minutes and 23 seconds."),
        ("It is 1:01 long.", "It is 1 minute and 1 second long."),
        ("Lotion (3:57)", "Lotion (3 minutes and 57 seconds)"),
        ("0:45 min. Next", "45 seconds. Next"),
        ("48 min 36 s.", "48 minutes and 36 seconds."),
        ("4:00 minutes", "4 minutes"),
        ("At 9:30 am", "At 9:30 am"),
        ("1959\u20131961, 1997-98.", "1959 to 1961, 1997 to 98."),
        ("On 2000-06-20", "On 2000-06-20"),
        ("No. 3 in Vol. 2, Pt. II", "Number 3 in Volume 2, Part II"),
        ("Nas feat. Sade vs. U2", "Nas featuring Sade versus U2"),
        ("ca. 1959, approx. 3", "around 1959, approximately 3"),
        ("Weird Fishes/Arpeggi by AC/DC", "Weird Fishes, Arpeggi by AC/DC"),
    ],
)
def test_shorthand_is_read_as_people_say_it(written: str, read: str) -> None:
    """Lengths, ranges of years, abbreviations: and no full stop of theirs ends a sentence."""
    assert speakable(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**Bold** _it_ `x` #tag", "Bold it 'x' tag"),
        ("#1 of 100%", "#1 of 100%"),
        ("see https://example.com/a?b=c now", "see now"),
        ("so \U0001f600 \u200b\x07\u65e5\u672c \u041f\u0440 far", "so far"),
        ("Björk, Sigur Rós, Motörhead", "Björk, Sigur Rós, Motörhead"),
        ("Bjo\u0308rk", "Björk"),
        ("Guns N\u2019 Roses", "Guns N' Roses"),
        ("first line\nsecond line", "first line\nsecond line"),
        ("\U0001f600\u65e5\u672c", ""),
    ],
)
def test_signs_that_nobody_reads_aloud_are_left_out(written: str, read: str) -> None:
    """Emphasis, addresses, pictures, other scripts; letters with accents stay."""
    assert speakable(written) == read


MARKED = ["[Oslo](/sWndz/)", "[[Oslo](/a/)](/b/)", "[Oslo](/a/)](/b/)", "[Oslo\n](/a/)"]


@pytest.mark.parametrize("text", MARKED)
def test_nobody_commands_the_voice_by_markup(text: str) -> None:
    """`[word](/sounds/)` would be spoken as the sounds: no bracket is left that could begin one."""
    assert "Oslo" in speakable(text)
    assert not set("[]") & set(speakable(text))


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("Deftones play.", f"[name](/{DEFTONES}/) play."),
        ("Deftones's and Deftones' songs", f"[name](/{DEFTONES}ᵻz/) and [name](/{DEFTONES}/)' songs"),
        ("'Deftones'", f"'[name](/{DEFTONES}/)'"),
        ("Radiohead's Kid A", f"[name](/{RADIOHEAD}z/) [name](/{lexicon()['Kid A']}/)"),
        ("Nasal Undeftones deftones Kid About", "Nasal Undeftones deftones Kid About"),
        ("Led Zeppelin III", f"[name](/{lexicon()['Led Zeppelin III']}/)"),
        ("P!nk and Dr. Dre.", f"[name](/{lexicon()['P!nk']}/) and [name](/{lexicon()['Dr. Dre']}/)."),
    ],
)
def test_known_names_are_spoken_as_they_sound(text: str, sounds: str) -> None:
    """As whole words in their own spelling, possessive too, the longest name first; never inside others."""
    assert pronounced(text) == sounds


@pytest.mark.skipif(available(), reason="the extra `narration` is installed")
async def test_without_the_extra_a_voice_says_what_is_missing() -> None:
    """Rejected for good, by the extra's name: nothing is downloaded in its place."""
    with pytest.raises(ProviderRejected, match="narration") as caught:
        await HibariNarrator(1, 100).speak("Hello.")
    assert caught.value.code == "narrator-missing"
