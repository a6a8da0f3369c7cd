"""Facts stand alone; in a row they are said as people say them, and say the same."""

import pytest

from activities.providers.local.flow import Sentence, flowing

ALBUM = "Night Ferry"


def told(*texts: str, about: str | None = ALBUM) -> str:
    return flowing([Sentence(text, f"f{number}", about) for number, text in enumerate(texts)])


def test_an_album_is_it_the_second_time_and_has_its_name_the_third() -> None:
    """However it was introduced; who hears it never has to think back further than one sentence."""
    texts = ("Night Ferry came out in 1997.", "Night Ferry was made in Hull.", "Night Ferry won a prize.")
    assert told(*texts) == "Night Ferry came out in 1997. It was made in Hull. Night Ferry won a prize."
    second = told("The second album, Night Ferry, was released.", "Night Ferry was made in Hull.")
    assert second == "The second album, Night Ferry, was released. It was made in Hull."


@pytest.mark.parametrize(
    "texts",
    [
        ("The sessions for Night Ferry ran until May.", "Night Ferry was made in Hull."),
        ("Night Ferry came out in 1997.", "The cover of Night Ferry was painted."),
        ("Night Ferry came out in 1997.", "Night Ferry's cover was painted."),
    ],
)
def test_a_name_stays_where_it_could_mean_something_else(texts: tuple[str, ...]) -> None:
    """The sentence before is about something of the album's, or this one is."""
    assert told(*texts) == " ".join(texts)


def test_another_album_and_people_keep_their_names() -> None:
    """Nobody is "it"."""
    texts = ("Ada Marsh was born in Hull.", "Ada Marsh was the singer.")
    assert told(*texts, about=None) == " ".join(texts)
    two = [Sentence("Wasps was first.", "f1", "Wasps"), Sentence("Barometer was next.", "f2", "Barometer")]
    assert flowing(two) == "Wasps was first. Barometer was next."
    band = Sentence("Night Ferry was formed in Hull.", "f1"), Sentence("Night Ferry was a hit.", "f2", ALBUM)
    assert flowing(band) == "Night Ferry was formed in Hull. Night Ferry was a hit."


def test_a_song_goes_by_the_title_that_is_said_aloud() -> None:
    """Without what stands in brackets."""
    texts = ('"Ladder Song" was a single.', '"Ladder Song" has a choir.')
    assert told(*texts, about="Ladder Song (Slow)") == '"Ladder Song" was a single. It has a choir.'


def test_what_a_catalogue_adds_up_to_is_said_in_one_breath() -> None:
    """The artist and the catalogue are named once."""
    where = "by Tin Sparrows in the offline catalogue"
    assert told(
        "The offline catalogue lists 18 tracks by Tin Sparrows, under 2 album titles.",
        "The offline catalogue files 17 tracks by Tin Sparrows under Rock.",
        f"All tracks {where} together last 1 hour.",
        f'The longest track {where} is "Wasps" from Night Ferry, at 6 minutes.',
        f'The shortest track {where} is "Salt" from Night Ferry, at 2 minutes.',
        f'The 5 tracks from Night Ferry {where}, "Wasps" and "Salt" among them, last 20 minutes.',
    ) == (
        "The offline catalogue lists 18 tracks by Tin Sparrows, under 2 album titles."
        " It files 17 of them under Rock. Together they last 1 hour."
        ' The longest of them is "Wasps" from Night Ferry, at 6 minutes.'
        ' The shortest is "Salt" from Night Ferry, at 2 minutes.'
        ' The catalogue\'s 5 tracks from Night Ferry, "Wasps" and "Salt" among them, last 20 minutes.'
    )


def test_tracks_that_the_catalogue_has_are_not_all_of_an_album() -> None:
    """However far that is from where the catalogue was named."""
    alone = '"Wasps" and "Salt" are among the 57 tracks from Hits by Tin Sparrows in the offline catalogue.'
    assert told("On we go.", alone) == (
        'On we go. "Wasps" and "Salt" are among the catalogue\'s 57 tracks from Hits.'
    )


def test_the_same_names_are_those_that_were_just_said() -> None:
    """Behind a sentence that names something else they are said again."""
    names = "and the catalogue names Ada Marsh among its composers."
    one, announced = f'"Wasps" from Night Ferry runs 2 minutes, {names}', "Coming up: Salt, from Night Ferry."
    assert told(one, announced, f"Its length is 3 minutes, {names}", about=None) == (
        f"{one} {announced} Its length is 3 minutes, with Ada Marsh named among its composers."
    )


def test_what_stands_far_from_its_beginning_says_whose_it_is() -> None:
    """In another passage there are no tracks that "they" could be."""
    alone = "All tracks by Tin Sparrows in the offline catalogue together last 1 hour."
    assert told(alone) == alone


def test_songs_of_one_album_in_a_row_name_it_once_and_their_composers_shortly() -> None:
    """Who is among them is said of every song."""
    names = "and the catalogue names Ada Marsh and Piet Vos among its composers."
    assert told(
        f'"Wasps" from Night Ferry runs 2 minutes, {names}',
        f'"Salt" from Night Ferry lasts 3 minutes, {names}',
        '"Copper" from Night Ferry takes 1 minute, and the catalogue names Ada Marsh among its composers.',
        '"Hedgerow" from Field Notes runs 4 minutes.',
        about=None,
    ) == (
        f'"Wasps" from Night Ferry runs 2 minutes, {names}'
        ' "Salt" lasts 3 minutes, with the same names among its composers.'
        ' "Copper" takes 1 minute, with Ada Marsh named among its composers.'
        ' "Hedgerow" from Field Notes runs 4 minutes.'
    )
