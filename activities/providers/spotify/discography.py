"""A walk through an artist's albums, until there are enough tracks or enough was asked."""

from typing import Any, TypeVar

from pydantic import SecretStr

from activities.providers.spotify.shape import AlbumSeen, Page, TrackSeen
from activities.providers.spotify.tracks import as_track, credited, each_title_once
from activities.providers.spotify.web import Web
from workflows.contracts.music import Artist, Track

MOST_REQUESTS = 10
ALBUMS_A_PAGE = 10
"""More are refused to apps in development mode; pages of tracks are as long as Spotify makes them."""

Paged = TypeVar("Paged", bound=Page[Any])


class Discography:
    """One walk; `tracks` is what it has seen, each title once."""

    def __init__(self, web: Web, artist: Artist, market: str, token: SecretStr | None, most: int) -> None:
        self._web, self._artist, self._market, self._token, self._most = web, artist, market, token, most
        self._left = MOST_REQUESTS
        self.tracks: tuple[Track, ...] = ()

    async def walk(self) -> None:
        page = await self._first(
            Page[AlbumSeen],
            f"artists/{self._artist.id}/albums",
            include_groups="album,single",
            limit=ALBUMS_A_PAGE,
        )
        while page:
            for album in page.items:
                await self._through(album)
            page = await self._after(page)

    async def _through(self, album: AlbumSeen) -> None:
        if not album.id:
            return
        page = await self._first(Page[TrackSeen], f"albums/{album.id}/tracks")
        while page:
            theirs = [seen for seen in page.items if seen.artists is None or credited(seen, self._artist)]
            more = [as_track(seen, self._artist, album) for seen in theirs]
            self.tracks = each_title_once([*self.tracks, *more], self._most)
            page = await self._after(page)

    async def _first(self, shape: type[Paged], path: str, **params: str | int) -> Paged | None:
        if not self._may_ask():
            return None
        return await self._web.get(shape, path, self._token, market=self._market, **params)

    async def _after(self, page: Paged) -> Paged | None:
        if not page.next or not self._may_ask():
            return None
        return await self._web.follow(type(page), page.next, self._token)

    def _may_ask(self) -> bool:
        self._left -= 1
        return self._left >= 0 and len(self.tracks) < self._most
