"""A catalogue that needs no network: some 120 artists, in files beside it.

Market and token mean nothing to it. It knows no popularity, and says so in `ranking`.
"""

from pydantic import SecretStr

from activities.providers.base import ProviderRejected
from activities.providers.local.naming import closest, key, name_in
from activities.providers.local.shelf import names, records
from activities.providers.local.spoken import spoken_list
from activities.providers.local.tracklist import find, holding, once_each, top_of
from workflows.contracts.music import Artist, TopTracks, Track

NEAR = 5


class LocalCatalogue:
    name = "local"

    async def find_artist(self, topic: str, market: str, token: SecretStr | None) -> Artist:
        name = name_in(topic, names())
        if name is None:
            raise ProviderRejected("artist-not-found", not_found(topic))
        record = records()[name]
        return Artist(
            id=record.slug, name=record.name, uri=f"callsheet:artist:{record.slug}", genres=record.genres
        )

    async def top_tracks(self, artist: Artist, market: str, token: SecretStr | None) -> TopTracks:
        name = key(artist.name)
        if name not in records():
            raise ProviderRejected("no-tracks", f"The offline catalogue has no tracks of {artist.name}.")
        ranking = "editorial" if records()[name].editorial else "catalogue-order"
        return TopTracks(tracks=top_of(name), ranking=ranking)

    async def find_track(
        self, title: str, artist: Artist, market: str, token: SecretStr | None
    ) -> Track | None:
        name = key(artist.name)
        return find(name, title) if name in records() else None

    async def more_tracks(
        self, artist: Artist, market: str, token: SecretStr | None, most: int
    ) -> tuple[Track, ...]:
        name = key(artist.name)
        return once_each(name)[:most] if name in records() else ()


def not_found(topic: str) -> str:
    near = (holding(topic) or closest(topic, names()))[:NEAR]
    told = [record.name for record in records().values() if record.facts]
    return (
        f'The offline catalogue knows {len(names())} artists, but none in "{topic}".'
        + (f" Did you mean {', '.join(near)}?" if near else f" It has most to tell of {spoken_list(told)}.")
        + " A Spotify client id (CALLSHEET_SPOTIFY_CLIENT_ID) opens a real catalogue."
    )
