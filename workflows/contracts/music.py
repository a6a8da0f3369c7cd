"""What is known of an artist: tracks of a catalogue, and facts with the page each was read on."""

from workflows.contracts.base import Contract


class Artist(Contract):
    """`id` and `uri` are the catalogue's own (`spotify:artist:...`, `callsheet:artist:...`)."""

    id: str
    name: str
    uri: str
    genres: tuple[str, ...] = ()


class Track(Contract):
    """`uri` is the catalogue's own; what a catalogue does not say is None."""

    id: str
    name: str
    uri: str
    duration_ms: int
    artist: str
    album: str | None = None
    year: int | None = None


class TopTracks(Contract):
    """`ranking` says what the order means: `popularity`, `editorial` or `catalogue-order`."""

    tracks: tuple[Track, ...]
    ranking: str


class Fact(Contract):
    """One true sentence, fit to be told as it stands.

    `source` is the address of the page it was read on, `checked_on` the day (YYYY-MM-DD). `about` names the
    album or track it is about, `year` orders it.
    """

    id: str
    text: str
    source: str
    checked_on: str
    kind: str
    about: str | None = None
    year: int | None = None
