"""Artists and tracks through Spotify's Web API, as it is for apps of today."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import SecretStr

from activities.providers.base import ProviderRejected
from activities.providers.spotify.catalogue import Spotify, open_spotify
from activities.providers.studio import Catalogue
from tests.support.spotify_catalogue import CATALOGUE, Album, spotify_id
from tests.support.spotify_replies import bare, changed, forbidden, refusing
from tests.support.spotify_server import SpotifyServer, spotify_server
from tests.support.vision_replies import Reply
from workflows.contracts.music import Artist

TOKEN = SecretStr("caller-token")


def artist(name: str) -> Artist:
    return Artist(id=spotify_id(name), name=name, uri=f"spotify:artist:{spotify_id(name)}")


DEFTONES, RADIOHEAD, SILENT = artist("Deftones"), artist("Radiohead"), artist("Silent Parade")


@pytest.fixture(scope="module")
async def running() -> AsyncIterator[SpotifyServer]:
    async with spotify_server() as server:
        yield server


@pytest.fixture
def server(running: SpotifyServer) -> SpotifyServer:
    running.forget()
    return running


@pytest.fixture
async def spotify(server: SpotifyServer) -> AsyncIterator[Spotify]:
    spotify = open_spotify(server.url, server.accounts_url, "", SecretStr(""), timeout_s=20)
    yield spotify
    await spotify.close()


@pytest.mark.parametrize("topic", ["Deftones", " deftones\n", "How the DEFTONES made it", '"Deftones"'])
async def test_a_topic_names_its_artist(topic: str, spotify: Spotify, server: SpotifyServer) -> None:
    """Whom it is about, not the tribute that Spotify puts first; asked for once, ten at most."""
    catalogue: Catalogue = spotify
    found = await catalogue.find_artist(topic, "DE", TOKEN)
    assert (found.id, found.name, found.genres) == (DEFTONES.id, "Deftones", ("alternative rock",))
    assert (catalogue.name, found.uri) == ("spotify", DEFTONES.uri)
    (call,) = server.arrivals
    assert (call.method, call.path, call.token) == ("GET", "/v1/search", "caller-token")
    assert call.query == {"q": call.query["q"], "type": "artist", "limit": "10", "market": "DE"}
    assert not set('"\n') & set(call.query["q"])


@pytest.mark.parametrize("topic", ["Zorbax", '"" "', "\x07"])
async def test_a_topic_that_is_nobody_is_told_so(topic: str, spotify: Spotify) -> None:
    """And the message says what would help."""
    with pytest.raises(ProviderRejected, match="write the name as Spotify does") as caught:
        await spotify.find_artist(topic, "US", TOKEN)
    assert caught.value.code == "artist-not-found"


async def test_a_misspelt_artist_is_told_who_is_near(spotify: Spotify, server: SpotifyServer) -> None:
    """Whom Spotify itself would have taken: nobody is told of in another's place."""
    near = [{"id": name, "name": name, "uri": f"spotify:artist:{name}"} for name in ("Deftones", "Death")]
    server.fail(changed(lambda good: {"artists": {"items": [*near, near[0]]}}))
    with pytest.raises(ProviderRejected, match=r'"Deftone" \(nearest: Deftones, Death\): write the name'):
        await spotify.find_artist("Deftone", "US", TOKEN)


async def test_top_tracks_come_by_popularity(spotify: Spotify, server: SpotifyServer) -> None:
    """In the order of Spotify's own list, with album and year."""
    top = await spotify.top_tracks(DEFTONES, "US", TOKEN)
    assert top.ranking == "popularity"
    assert len(top.tracks) == 10
    first = top.tracks[0]
    assert (first.name, first.album, first.year) == ("Change (In the House of Flies)", "White Pony", 2000)
    assert (first.artist, first.duration_ms) == ("Deftones", 299_533)
    assert first.uri == f"spotify:track:{first.id}"
    assert [(call.path, call.query) for call in server.arrivals] == [
        (f"/v1/artists/{DEFTONES.id}/top-tracks", {"market": "US"})
    ]


@pytest.mark.parametrize("refusal", [forbidden(), refusing(404, "Not found")])
async def test_without_top_tracks_a_search_stands_in(
    refusal: Any, spotify: Spotify, server: SpotifyServer
) -> None:
    """Only the artist's own, in an order that is not called popular; what was refused is not asked again."""
    server.fail(refusal, "/top-tracks", times=None)
    first = await spotify.top_tracks(DEFTONES, "US", TOKEN)
    second = await spotify.top_tracks(RADIOHEAD, "US", TOKEN)
    assert (first.ranking, second.ranking) == ("catalogue-order", "catalogue-order")
    assert {track.artist for track in first.tracks} == {"Deftones"}
    assert len(first.tracks) >= 5
    assert len(server.of("/top-tracks")) == 1
    assert server.of("/search")[0].query["q"] == 'artist:"Deftones"'


async def test_callers_whose_app_has_no_top_tracks_take_them_from_nobody_else(server: SpotifyServer) -> None:
    """A caller's token is of another app than ours."""
    secret = SecretStr(server.client_secret)
    spotify = open_spotify(server.url, server.accounts_url, server.client_id, secret, 20)
    server.fail(forbidden(), "/top-tracks")
    assert (await spotify.top_tracks(DEFTONES, "US", TOKEN)).ranking == "catalogue-order"
    assert (await spotify.top_tracks(DEFTONES, "US", None)).ranking == "popularity"
    await spotify.close()


async def test_who_is_refused_everything_says_nothing_of_top_tracks(
    spotify: Spotify, server: SpotifyServer
) -> None:
    """A user whom the app does not know is rejected; the next user's tracks come by popularity."""
    server.fail(forbidden(), times=2)
    with pytest.raises(ProviderRejected) as caught:
        await spotify.top_tracks(DEFTONES, "US", TOKEN)
    assert caught.value.code == "provider-forbidden"
    assert (await spotify.top_tracks(DEFTONES, "US", TOKEN)).ranking == "popularity"


async def test_an_artist_without_top_tracks_says_nothing_of_others(
    spotify: Spotify, server: SpotifyServer
) -> None:
    """An empty list is an answer about that artist, in that market; it is asked for again."""
    server.fail(changed(lambda good: {"tracks": []}), "/top-tracks")
    assert (await spotify.top_tracks(DEFTONES, "US", TOKEN)).ranking == "catalogue-order"
    assert (await spotify.top_tracks(DEFTONES, "US", TOKEN)).ranking == "popularity"


async def test_a_name_that_others_have_too_is_searched_in_the_albums(
    spotify: Spotify, server: SpotifyServer
) -> None:
    """Where a search finds others' tracks only, an artist's albums have the artist's own."""
    server.fail(forbidden(), "/top-tracks")
    server.fail(changed(lambda good: {"tracks": {"items": good["tracks"]["items"][:2]}}), "/search")
    top = await spotify.top_tracks(DEFTONES, "US", TOKEN)
    assert (top.ranking, len(top.tracks)) == ("catalogue-order", 12)


@pytest.mark.parametrize("refused", [False, True])
async def test_an_artist_without_tracks_is_told_so(
    refused: bool, spotify: Spotify, server: SpotifyServer
) -> None:
    """With and without top tracks."""
    if refused:
        server.fail(forbidden(), "/top-tracks")
    with pytest.raises(ProviderRejected) as caught:
        await spotify.top_tracks(SILENT, "US", TOKEN)
    assert caught.value.code == "no-tracks"


async def test_a_song_is_found_by_title_and_artist(spotify: Spotify, server: SpotifyServer) -> None:
    """The artist's own, though a tribute plays it too; quotes and control characters are not sent."""
    found = await spotify.find_track('"Digital\x00 Bath"', DEFTONES, "US", TOKEN)
    assert found is not None
    assert (found.artist, found.album) == ("Deftones", "White Pony")
    query = server.arrivals[0].query
    assert query == {
        "q": 'track:"Digital Bath" artist:"Deftones"',
        "type": "track",
        "limit": "5",
        "market": "US",
    }


@pytest.mark.parametrize("title", ["Minerva", '""', "Bath", "x" * 500])
async def test_a_song_that_is_not_there_is_none(title: str, spotify: Spotify) -> None:
    """Nor is half a title one, and a long one is cut before Spotify refuses it."""
    assert await spotify.find_track(title, DEFTONES, "US", TOKEN) is None


async def test_more_tracks_come_from_the_albums(spotify: Spotify, server: SpotifyServer) -> None:
    """Albums and singles, each title once, no more than were asked for and no request too many."""
    more = await spotify.more_tracks(DEFTONES, "SE", TOKEN, most=50)
    assert len({track.name for track in more}) == len(more) == 12
    assert {(track.album, track.year) for track in more} == {
        *[("White Pony", 2000), ("Around the Fur", 1997), ("Adrenaline", 1995)]
    }
    assert {call.query["market"] for call in server.arrivals} == {"SE"}
    assert server.arrivals[0].query["include_groups"] == "album,single"
    assert len(server.arrivals) == 4
    server.arrivals.clear()
    assert await spotify.more_tracks(DEFTONES, "SE", TOKEN, most=5) == more[:5]
    assert len(server.arrivals) == 3


async def test_pages_are_followed(spotify: Spotify, server: SpotifyServer) -> None:
    """Of albums and of their tracks."""
    server.most_per_page = 2
    more = await spotify.more_tracks(RADIOHEAD, "US", TOKEN, most=50)
    assert len(more) == 12
    assert len(server.of("/artists/")) == 2
    assert len(server.of("/albums/")) == 6


async def test_a_long_discography_is_left_after_ten_requests() -> None:
    """A hundred albums of which each has two pages."""
    songs = [tuple((f"Song {album} {number}", 200, 1) for number in range(4)) for album in range(100)]
    albums = tuple(Album(f"Album {number}", "2001", tracks) for number, tracks in enumerate(songs))
    async with spotify_server({"Deftones": albums}) as server:
        spotify = open_spotify(server.url, server.accounts_url, "", SecretStr(""), timeout_s=20)
        server.most_per_page = 2
        assert len(await spotify.more_tracks(DEFTONES, "US", TOKEN, most=50)) > 10
        assert len(server.arrivals) == 10
        await spotify.close()


def going_on(to: str) -> Reply:
    return changed(lambda good: good | {"next": to})


async def test_a_page_elsewhere_is_never_asked_for(spotify: Spotify, server: SpotifyServer) -> None:
    """The token goes to no other host or path, whatever `next` says."""
    async with spotify_server() as other:
        for elsewhere in (
            f"{other.url}/x",
            f"{server.url}.evil.example/x",
            f"{server.url}evil/x",
            "http://[",
        ):
            server.fail(going_on(elsewhere), "/artists/")
            assert len(await spotify.more_tracks(DEFTONES, "US", TOKEN, most=50)) == 12
        assert other.arrivals == []
    assert {call.path.split("/")[1] for call in server.arrivals} == {"v1"}


async def test_all_but_four_fields_may_be_missing(spotify: Spotify, server: SpotifyServer) -> None:
    """What Spotify does not say is None."""
    server.fail(bare(), times=None)
    found = await spotify.find_artist("Radiohead", "US", TOKEN)
    top = await spotify.top_tracks(found, "US", TOKEN)
    assert (found.genres, top.tracks[0].name) == ((), "No Surprises")
    assert {(track.album, track.year, track.artist) for track in top.tracks} == {(None, None, "Radiohead")}
    more = await spotify.more_tracks(found, "US", TOKEN, most=50)
    assert {track.album for track in more} == {album.name for album in CATALOGUE["Radiohead"]}


ODD = [
    {"duration_ms": None},
    {"duration_ms": 0},
    {"id": None},
    {"id": "../me"},
    {"name": " "},
    {"uri": None},
]


@pytest.mark.parametrize("odd", ODD, ids=str)
async def test_a_track_that_lacks_what_is_needed_is_left_out(
    odd: dict[str, Any], spotify: Spotify, server: SpotifyServer
) -> None:
    """It costs itself, as an item that is null does."""
    server.fail(changed(lambda good: {"tracks": [good["tracks"][0] | odd, None, *good["tracks"][1:]]}))
    top = await spotify.top_tracks(DEFTONES, "US", TOKEN)
    assert top.tracks[0].name == "Be Quiet and Drive (Far Away)"
    assert len(top.tracks) == 9


@pytest.mark.parametrize(
    ("album", "year"),
    [
        ({"release_date": "1997"}, 1997),
        ({"release_date": "0000"}, None),
        ({"release_date": 5}, None),
        ({"release_date": "19th century"}, None),
        (7, None),
    ],
)
async def test_a_year_is_four_digits_or_none(
    album: Any, year: int | None, spotify: Spotify, server: SpotifyServer
) -> None:
    """An odd album does not cost the track."""
    server.fail(changed(lambda good: {"tracks": [one | {"album": album} for one in good["tracks"]]}))
    top = await spotify.top_tracks(DEFTONES, "US", TOKEN)
    assert (len(top.tracks), {track.year for track in top.tracks}) == (10, {year})
