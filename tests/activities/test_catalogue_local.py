"""The offline catalogue finds artists the way people name them, and their tracks."""

import asyncio
import socket
from collections import Counter

import pytest

from activities.providers.base import ProviderRejected
from activities.providers.local.catalogue import LocalCatalogue
from activities.providers.local.knowledge import LocalKnowledge
from activities.providers.local.naming import key
from activities.providers.local.shelf import records
from activities.providers.local.tracklist import tracks_of
from workflows.contracts.music import Artist

CATALOGUE = LocalCatalogue()


async def artist_of(topic: str) -> Artist:
    return await CATALOGUE.find_artist(topic, "US", None)


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("Deftones", "Deftones"),
        ("Radiohead", "Radiohead"),
        ("  rAdIoHeAd ", "Radiohead"),
        ("Miles Davis", "Miles Davis"),
        ("A history of Radiohead in the nineties", "Radiohead"),
        ("radiohead's strangest decade", "Radiohead"),
        ("How did Miles Davis invent cool?", "Miles Davis"),
        ("The story of Bruce Dickinson of Iron Maiden", "Bruce Dickinson"),
        ("Motorhead", "Motörhead"),
        ("MOTÖRHEAD", "Motörhead"),
        ("Titas", "Titãs"),
        ("acdc", "AC/DC"),
        ("AC-DC: loud", "AC/DC"),
        ("rem", "R.E.M."),
        ("R. E. M.", "R.E.M."),
        ("the early years of u2", "U2"),
        ("Doors", "The Doors"),
        ("the who", "The Who"),
        ("The rise of the Who", "The Who"),
        ("How Kiss conquered America", "Kiss"),
        ("The Red Hot Chili Peppers", "Red Hot Chili Peppers"),
        ("toquinho & vinicius", "Toquinho & Vinícius"),
    ],
)
async def test_an_artist_is_found_however_the_topic_names_it(topic: str, name: str) -> None:
    """Case, accents, punctuation, `the` and words around a name do not matter."""
    assert (await artist_of(topic)).name == name


@pytest.mark.parametrize(
    "topic",
    [
        "who was the best singer",
        "a kiss in the rain",
        "police work at night",
        "the doors of a house",
        "!!!",
        "x",
    ],
)
async def test_everyday_words_are_not_taken_for_artists(topic: str) -> None:
    """A sentence without an artist is refused, not guessed at."""
    with pytest.raises(ProviderRejected) as refused:
        await artist_of(topic)
    assert refused.value.code == "artist-not-found"


@pytest.mark.parametrize(
    ("topic", "near"),
    [
        ("Radiohed", "Did you mean Radiohead?"),
        ("Guns and Roses", "Guns N' Roses"),
        ("lenny", "Lenny Kravitz"),
        ("Miles", "Did you mean Miles Davis?"),
        ("OK Computer", "Did you mean Radiohead?"),
        ("digital bath", "Did you mean Deftones?"),
        ("Jazz", "Miles Davis"),
        ("Zzyzx Qwlm", "It has most to tell of Black Sabbath, Deftones"),
        ("\u30ec\u30c7\u30a3\u30aa\u30d8\u30c3\u30c9", "Red Hot Chili Peppers, R.E.M. and U2."),
    ],
)
async def test_an_unknown_artist_is_refused_with_what_would_help(topic: str, near: str) -> None:
    """The refusal names close artists, else the best known, and the setting that opens a real catalogue."""
    with pytest.raises(ProviderRejected) as refused:
        await artist_of(topic)
    message = str(refused.value)
    assert near in message
    assert f"{len(records())} artists" in message
    assert "CALLSHEET_SPOTIFY_CLIENT_ID" in message


async def test_a_refusal_names_five_artists_at_most() -> None:
    """However much a topic resembles, the message stays short."""
    with pytest.raises(ProviderRejected) as refused:
        await artist_of("black blue green white queens and kings of the stone sabath zepplin metalica pearls")
    assert 1 <= str(refused.value).split("Did you mean ")[1].split("? ")[0].count(",") + 1 <= 5


@pytest.mark.parametrize(
    ("title", "artist", "name", "album"),
    [
        ("Karma Police", "Radiohead", "Karma Police", "OK Computer"),
        ("karma police (Remastered 2017)", "Radiohead", "Karma Police", "OK Computer"),
        ("Change", "Deftones", "Change (In the House of Flies)", "White Pony"),
        ("Digital Bath - Live", "Deftones", "Digital Bath", "White Pony"),
        ("passenger feat. Maynard James Keenan", "Deftones", "Passenger", "White Pony"),
        ("so what", "Miles Davis", "So What", "Kind of Blue"),
        ("black dog", "Led Zeppelin", "Black Dog", "IV"),
        ("Losing my religion", "R.E.M.", "Losing My Religion", "Out Of Time"),
        ("Killers", "Iron Maiden", "Killers", "Killers"),
    ],
)
async def test_a_track_is_found_by_its_title(title: str, artist: str, name: str, album: str) -> None:
    """Editions are ignored where there is no exact title, and studio recordings come before live ones."""
    track = await CATALOGUE.find_track(title, await artist_of(artist), "US", None)
    assert track is not None
    assert (track.name, track.album, track.artist) == (name, album, artist)


async def test_an_exact_title_wins_over_another_edition() -> None:
    """`Springsville (Alternate Take)` is not `Springsville`."""
    artist = await artist_of("Miles Davis")
    plain = await CATALOGUE.find_track("Springsville", artist, "US", None)
    other = await CATALOGUE.find_track("Springsville (Alternate Take)", artist, "US", None)
    assert plain is not None
    assert other is not None
    assert (plain.name, other.name) == ("Springsville", "Springsville (Alternate Take)")


async def test_a_title_that_the_artist_never_recorded_is_not_found() -> None:
    """None, not something similar."""
    assert await CATALOGUE.find_track("Karma Police", await artist_of("Deftones"), "US", None) is None
    assert await CATALOGUE.find_track("", await artist_of("Deftones"), "US", None) is None


async def test_every_artist_has_tracks_and_their_order_is_not_called_popularity() -> None:
    """Five to twenty tracks each, no title twice, `editorial` only where our own file says so."""
    for record in records().values():
        artist = await artist_of(record.name)
        top = await CATALOGUE.top_tracks(artist, "US", None)
        assert 5 <= len(top.tracks) <= 20, record.name
        assert len({key(track.name) for track in top.tracks}) == len(top.tracks), record.name
        assert top.ranking == ("editorial" if record.facts else "catalogue-order")
    deftones = await CATALOGUE.top_tracks(await artist_of("Deftones"), "US", None)
    assert [track.name for track in deftones.tracks] == list(records()["deftones"].editorial)


async def test_more_tracks_are_each_title_once_and_as_many_as_asked_for() -> None:
    """A hundred Led Zeppelin tracks hold fewer titles."""
    artist = await artist_of("Led Zeppelin")
    every = await CATALOGUE.more_tracks(artist, "US", None, 500)
    assert len({key(track.name) for track in every}) == len(every) < len(tracks_of("ledzeppelin"))
    assert await CATALOGUE.more_tracks(artist, "US", None, 7) == every[:7]


async def test_an_artist_of_another_catalogue_has_no_tracks_here() -> None:
    """Refused by code, and nothing is found."""
    other = Artist(id="1", name="Nobody at all", uri="spotify:artist:1")
    with pytest.raises(ProviderRejected) as refused:
        await CATALOGUE.top_tracks(other, "US", None)
    assert refused.value.code == "no-tracks"
    assert await CATALOGUE.find_track("Creep", other, "US", None) is None
    assert await CATALOGUE.more_tracks(other, "US", None, 5) == ()


def test_ids_are_unique_and_stay_the_same() -> None:
    """No two tracks share an id, and those that a playlist may hold already do not move."""
    ids = Counter(track.id for name in records() for track in tracks_of(name))
    assert not [each for each, times in ids.items() if times > 1]
    assert len({record.slug for record in records().values()}) == len(records())
    stable = {
        "deftones/digital-bath",
        "radiohead/karma-police",
        "miles-davis/so-what",
        "led-zeppelin/black-dog",
    }
    assert stable <= set(ids)
    assert tracks_of("ledzeppelin")[0].uri.startswith("callsheet:track:led-zeppelin/")


def test_every_track_lasts() -> None:
    """Durations are positive, and years, where there are any, are years of recorded music."""
    for name in records():
        for track in tracks_of(name):
            assert track.duration_ms > 0
            assert track.year is None or 1920 < track.year < 2027


def test_nothing_ever_touches_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finding, listing and knowing open no socket."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    async def everything() -> None:
        monkeypatch.setattr(socket.socket, "connect", refuse)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        artist = await artist_of("Radiohead")
        await CATALOGUE.top_tracks(artist, "US", None)
        await CATALOGUE.find_track("Creep", artist, "US", None)
        await CATALOGUE.more_tracks(artist, "US", None, 50)
        assert LocalKnowledge().about(artist.name)

    asyncio.run(everything())
