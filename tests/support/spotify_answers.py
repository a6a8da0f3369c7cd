"""How the fake Spotify answers well: searches, top tracks, albums, as apps in development mode know it."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from tests.support.spotify_catalogue import Album, Catalogue, album_json, artist_json, spotify_id, track_json

Answer = tuple[int, Any]
FILTER = re.compile(r'\b(track|artist):"([^"]*)"')


class Answers:
    """`most` is how many things a page holds at most, whatever was asked for."""

    def __init__(self, catalogue: Catalogue, base: str) -> None:
        self.most = 50
        self._catalogue, self._base = catalogue, base
        self._tracks = [
            (artist, album, number)
            for artist, albums in catalogue.items()
            for album in albums
            for number in range(len(album.tracks))
        ]

    def answer(self, path: str, query: Mapping[str, str]) -> Answer:
        match path.strip("/").split("/"):
            case ["search"]:
                return self._search(query)
            case ["artists", found, "top-tracks"]:
                return self._top(found)
            case ["artists", found, "albums"]:
                return self._albums(found, path, query)
            case ["albums", found, "tracks"]:
                return self._album(found, path, query)
        return _error(404, "Service not found")

    def _search(self, query: Mapping[str, str]) -> Answer:
        asked = query.get("q", "")
        if not asked or len(asked) > 250:
            return _error(400, "No search query" if not asked else "Query exceeds maximum length")
        if int(query.get("limit", "5")) > 10:
            return _error(400, "Invalid limit")
        kind = query.get("type")
        found = self._artists(asked) if kind == "artist" else self._with(dict(FILTER.findall(asked)))
        return 200, {f"{kind}s": self._page(found, "/search", query)}

    def _artists(self, asked: str) -> list[Any]:
        words = set(asked.casefold().split())
        return [artist_json(name) for name in self._catalogue if words & set(name.casefold().split())]

    def _with(self, wanted: dict[str, str]) -> list[Any]:
        artist, title = (wanted.get(name, "").casefold() for name in ("artist", "track"))
        found = [
            (name, album, number)
            for name, album, number in self._tracks
            if artist in name.casefold() and title in album.tracks[number][0].casefold()
        ]
        return [_whole(*one) for one in found]

    def _top(self, found: str) -> Answer:
        mine = [one for one in self._tracks if spotify_id(one[0]) == found]
        if found not in map(spotify_id, self._catalogue):
            return _error(404, "Resource not found")
        by_popularity = sorted(mine, key=lambda one: -one[1].tracks[one[2]][2])
        return 200, {"tracks": [_whole(*one) for one in by_popularity[:10]]}

    def _albums(self, found: str, path: str, query: Mapping[str, str]) -> Answer:
        for artist, albums in self._catalogue.items():
            if spotify_id(artist) == found:
                if int(query.get("limit", "5")) > 10:
                    return _error(400, "Invalid limit")
                return 200, self._page([album_json(artist, album) for album in albums], path, query)
        return _error(404, "Resource not found")

    def _album(self, found: str, path: str, query: Mapping[str, str]) -> Answer:
        for artist, albums in self._catalogue.items():
            for album in albums:
                if spotify_id(artist, album.name) == found:
                    tracks = [track_json(artist, album, number) for number in range(len(album.tracks))]
                    return 200, self._page(tracks, path, query)
        return _error(404, "Resource not found")

    def _page(self, items: list[Any], path: str, query: Mapping[str, str]) -> dict[str, Any]:
        offset, limit = int(query.get("offset", "0")), min(int(query.get("limit", "20")), self.most)
        rest = {**query, "offset": str(offset + limit), "limit": str(limit)}
        more = f"{self._base}{path}?{urlencode(rest)}" if offset + limit < len(items) else None
        page = {"items": items[offset : offset + limit], "next": more, "previous": None}
        return page | {"limit": limit, "offset": offset, "total": len(items)}


def _whole(artist: str, album: Album, number: int) -> dict[str, Any]:
    return track_json(artist, album, number) | {"album": album_json(artist, album)}


def _error(status: int, message: str) -> Answer:
    return status, {"error": {"status": status, "message": message}}
