"""From what Spotify says of tracks to ours: those of one artist, each title once."""

from collections.abc import Iterable

from activities.providers.spotify.matching import title_key
from activities.providers.spotify.shape import AlbumSeen, TrackSeen
from workflows.contracts.music import Artist, Track


def credited(seen: TrackSeen, artist: Artist) -> bool:
    """Whether the track says that it is the artist's."""
    return any(credit.id == artist.id for credit in seen.artists or ())


def as_track(seen: TrackSeen, artist: Artist, album: AlbumSeen | None = None) -> Track:
    """`album` is what it was found on, where the track itself does not say."""
    names = [credit.name for credit in seen.artists or () if credit.name]
    found_on = seen.album or album or AlbumSeen()
    return Track(
        id=seen.id,
        name=seen.name,
        uri=seen.uri,
        duration_ms=seen.duration_ms,
        artist=", ".join(names) or artist.name,
        album=found_on.name,
        year=found_on.year,
    )


def each_title_once(tracks: Iterable[Track], most: int) -> tuple[Track, ...]:
    """The first of each, remasters and live takes being the same title."""
    kept: dict[str, Track] = {}
    for track in tracks:
        kept.setdefault(title_key(track.name), track)
    return tuple(kept.values())[:most]
