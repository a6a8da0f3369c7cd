"""Artists and tracks as Spotify knows them."""

from pydantic import SecretStr

from activities.providers.base import ProviderRejected
from activities.providers.spotify.discography import Discography
from activities.providers.spotify.matching import asked, best_artist, likeness
from activities.providers.spotify.refusals import FORBIDDEN
from activities.providers.spotify.sending import open_client
from activities.providers.spotify.shape import ArtistSeen, FoundArtists, FoundTracks, Popular, TrackSeen
from activities.providers.spotify.tokens import Tokens
from activities.providers.spotify.tracks import as_track, credited, each_title_once
from activities.providers.spotify.web import Web
from activities.providers.wire.addresses import root
from workflows.contracts.documentary import SONGS
from workflows.contracts.music import Artist, TopTracks, Track

MOST_TOP = 20
MOST_NEAR = 3
MOST_FOUND = 10
"""More are refused to apps in development mode."""


class Spotify:
    """`token` is the caller's own; without one the app's is used, if there is an app."""

    name = "spotify"

    def __init__(self, web: Web) -> None:
        self._web = web
        self._refuses_top: set[bool] = set()
        """True: to our app, False: to that of the callers' tokens."""

    async def find_artist(self, topic: str, market: str, token: SecretStr | None) -> Artist:
        query = asked(topic)
        found = query and await self._web.get(
            FoundArtists, "search", token, q=query, type="artist", limit=MOST_FOUND, market=market
        )
        artist = best_artist(topic, found.artists.items) if found else None
        if artist is None:
            raise ProviderRejected("artist-not-found", _nobody(topic, found.artists.items if found else []))
        return Artist(id=artist.id, name=artist.name, uri=artist.uri, genres=tuple(artist.genres or ()))

    async def top_tracks(self, artist: Artist, market: str, token: SecretStr | None) -> TopTracks:
        """By popularity; where that is refused to the app, as a search or the albums have them."""
        popular = await self._popular(artist, market, token)
        if popular:
            return TopTracks(tracks=popular, ranking="popularity")
        listed = await self._listed(artist, market, token)
        if not listed:
            raise ProviderRejected("no-tracks", f"Spotify has no tracks of {artist.name} in {market}")
        if popular is None:  # only now: a token that is refused everything says nothing of top tracks
            self._refuses_top.add(token is None)
        return TopTracks(tracks=listed, ranking="catalogue-order")

    async def find_track(
        self, title: str, artist: Artist, market: str, token: SecretStr | None
    ) -> Track | None:
        wanted = asked(title)
        found = await self._search(f'track:"{wanted}" {_by(artist)}', 5, market, token) if wanted else []
        theirs = [seen for seen in found if credited(seen, artist) and likeness(title, seen.name)]
        best = max(theirs, key=lambda seen: likeness(title, seen.name), default=None)
        return as_track(best, artist) if best else None

    async def more_tracks(
        self, artist: Artist, market: str, token: SecretStr | None, most: int
    ) -> tuple[Track, ...]:
        discography = Discography(self._web, artist, market, token, most)
        await discography.walk()
        return discography.tracks

    async def close(self) -> None:
        await self._web.close()

    async def _popular(
        self, artist: Artist, market: str, token: SecretStr | None
    ) -> tuple[Track, ...] | None:
        """None: not for this app."""
        if (token is None) in self._refuses_top:
            return None
        try:
            found = await self._web.get(Popular, f"artists/{artist.id}/top-tracks", token, market=market)
        except ProviderRejected as refused:
            if refused.code != FORBIDDEN:
                raise
            return None
        return _once(found.tracks, artist) if found else None

    async def _listed(self, artist: Artist, market: str, token: SecretStr | None) -> tuple[Track, ...]:
        found = await self._search(_by(artist), MOST_FOUND, market, token)
        listed = _once([seen for seen in found if credited(seen, artist)], artist)
        if len(listed) >= SONGS:
            return listed
        more = await self.more_tracks(artist, market, token, MOST_TOP)  # others have such a name too
        return each_title_once([*listed, *more], MOST_TOP)

    async def _search(self, query: str, limit: int, market: str, token: SecretStr | None) -> list[TrackSeen]:
        found = await self._web.get(
            FoundTracks, "search", token, q=query, type="track", limit=limit, market=market
        )
        return found.tracks.items if found else []


def open_spotify(
    url: str, accounts_url: str, client_id: str, client_secret: SecretStr, timeout_s: float
) -> Spotify:
    """With connections of its own; `close` it. Raises `ValueError` for what can never work."""
    if client_id and not client_secret.get_secret_value():
        raise ValueError("a Spotify client id needs its secret")
    base, accounts = root("Spotify", url), root("Spotify", accounts_url)
    client = open_client()
    return Spotify(Web(client, base, Tokens(client, accounts, client_id, client_secret), timeout_s))


def _nobody(topic: str, near: list[ArtistSeen]) -> str:
    names = list(dict.fromkeys(artist.name for artist in near))[:MOST_NEAR]
    nearest = f" (nearest: {', '.join(names)})" if names else ""
    return f'Spotify has no artist for "{topic}"{nearest}: write the name as Spotify does'


def _by(artist: Artist) -> str:
    return f'artist:"{asked(artist.name)}"'


def _once(found: list[TrackSeen], artist: Artist) -> tuple[Track, ...]:
    return each_title_once((as_track(seen, artist) for seen in found), MOST_TOP)
