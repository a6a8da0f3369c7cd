"""A documentary: an artist, a plan of five songs, a timeline of narration and songs, a playlist, its audio.

Durations are seconds, those of tracks milliseconds.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from workflows.contracts.base import Contract
from workflows.contracts.music import Artist, Fact, TopTracks, Track

SONGS = 5
BACKUP_TRACKS = 50


class DocumentaryRequest(Contract):
    """Everything a documentary needs.

    `secret` refers to the caller's token in the vault. `audio` is the unguessable word from which the ids of
    its recordings are made. `carry_on` is the job whose finished stages it takes over; then `playlist_id` is
    that job's.
    """

    job_id: str
    owner: str
    topic: str
    prompt: str | None = None
    market: str = "US"
    target_s: float = 180
    narrate: bool = True
    deadline_s: float = 3600
    playlist_id: str
    audio: str
    secret: str | None = None
    carry_on: str | None = None


class RequiredTrack(Contract):
    song_title: str
    approximate_year: int | None = None
    why_essential: str


class Plan(Contract):
    """`source` is `template` where it was composed from facts by rules, else the model's name.

    `note` says which of its texts are a template's after all, and why.
    """

    title: str
    narrative_arc: str
    era_covered: str
    required_tracks: tuple[RequiredTrack, ...]
    source: str
    note: str | None = None


class Found(Contract):
    """What a search for the plan's track `number` (from 1) came to."""

    number: int
    track: Track | None = None


class Segment(Contract):
    """A passage that is spoken. `facts` are ids of the facts it tells, `source` as in `Plan`.

    `note` says why a model's text was not taken. `duration_s` is the estimate, and once there is an
    `artifact_id` what was measured.
    """

    type: Literal["narration"] = "narration"
    title: str
    text: str
    facts: tuple[str, ...]
    source: str
    note: str | None = None
    duration_s: float
    artifact_id: str | None = None


class Song(Contract):
    type: Literal["song"] = "song"
    track: Track
    query: str


Item = Annotated[Segment | Song, Field(discriminator="type")]


class Script(Contract):
    """The timeline in order, and every fact that its segments tell. `note`: as in `Plan`, of the summary."""

    title: str
    summary: str
    timeline: tuple[Item, ...]
    facts: tuple[Fact, ...]
    source: str
    note: str | None = None


class Stages(Contract):
    """The stages of a documentary that are finished; what is None is still to be done.

    `author` and `catalogue` are who is asked for the rest, by their `source` and `name`.
    """

    author: str | None = None
    catalogue: str | None = None
    artist: Artist | None = None
    top: TopTracks | None = None
    plan: Plan | None = None
    found: tuple[Found, ...] = ()
    backup: tuple[Track, ...] | None = None
    script: Script | None = None


class ArtistWork(Contract):
    """The argument of what is done about an artist who has been identified."""

    request: DocumentaryRequest
    artist: Artist


class PlanWork(Contract):
    request: DocumentaryRequest
    artist: Artist
    top: TopTracks


class TrackWork(Contract):
    """One search: the plan's track `number`, from 1."""

    request: DocumentaryRequest
    artist: Artist
    number: int
    wanted: RequiredTrack


class ScriptWork(Contract):
    """`songs` are those that were found, in the plan's order; `backup` what stands in for the missing."""

    request: DocumentaryRequest
    artist: Artist
    plan: Plan
    songs: tuple[Track, ...]
    backup: tuple[Track, ...] = ()


class SegmentWork(Contract):
    """One passage to speak: `number` counts narration from 1, `of` is how many there are.

    `budget_s` is how long it should take, None: as long as it takes.
    """

    request: DocumentaryRequest
    segment: Segment
    number: int
    of: int
    budget_s: float | None = None


class Spoken(Contract):
    """A recording of one segment. `engine` and `voice` say who speaks."""

    artifact_id: str
    duration_s: float
    engine: str
    voice: str


class ProgrammeWork(Contract):
    request: DocumentaryRequest
    title: str
    timeline: tuple[Item, ...]


class Programme(Contract):
    """The whole documentary as one recording, songs announced as gaps."""

    artifact_id: str
    duration_s: float


class Narrated(Contract):
    """How the narration went: `complete`, or `skipped` for a `reason`. Durations count speech alone."""

    status: Literal["complete", "skipped"]
    reason: str | None = None
    engine: str | None = None
    voice: str | None = None
    target_s: float
    actual_s: float = 0


class PlaylistWork(Contract):
    """What "My Playlists" keeps; nothing of the narration before, and where nothing is narrated."""

    request: DocumentaryRequest
    artist: Artist
    script: Script
    programme: Programme | None = None
    narrated: Narrated | None = None

    def content(self) -> dict[str, Any]:
        """All of it but the request."""
        return self.model_dump(mode="json", exclude={"request"})
