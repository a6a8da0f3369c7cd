"""What a documentary came to: passages that are spoken, songs between them, and the facts they tell."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from callsheet.models import Job, Wire


class NarrationItem(Wire):
    """`sources` are ids of the facts it tells; `source` is `template` or the model that wrote it.

    `note` says why a model's text was not taken.
    """

    type: Literal["narration"] = "narration"
    title: str
    text: str
    audio_url: str | None = None
    duration_secs: float = 0
    sources: tuple[str, ...] = ()
    source: str | None = None
    note: str | None = None


class SongItem(Wire):
    """What the catalogue does not say is None."""

    type: Literal["song"] = "song"
    title: str
    artist: str
    album: str | None = None
    year: int | None = None
    track_id: str | None = None
    track_uri: str | None = None
    duration_secs: float = 0


Item = Annotated[NarrationItem | SongItem, Field(discriminator="type")]


class Fact(Wire):
    """`source` is the page it was read on, `checked_on` the day."""

    id: str
    text: str
    source: str
    checked_on: str | None = None


class Narration(Wire):
    """What speaking came to; `complete` or `skipped`, and then `reason` says why."""

    status: str
    reason: str | None = None
    engine: str | None = None
    voice: str | None = None
    target_secs: float | None = None
    actual_secs: float | None = None
    within_target: bool | None = None


class RequiredTrack(Wire):
    model_config = ConfigDict(alias_generator=None)  # this part of the wire is in snake case

    song_title: str
    approximate_year: int | None = None
    why_essential: str | None = None


class Plan(Wire):
    model_config = ConfigDict(alias_generator=None)

    title: str
    narrative_arc: str | None = None
    era_covered: str | None = None
    required_tracks: tuple[RequiredTrack, ...] = ()
    source: str | None = None
    note: str | None = None


class Told(Wire):
    """What a documentary and the playlist made of it share; `audio_url` is the whole programme."""

    title: str
    topic: str
    summary: str | None = None
    note: str | None = None
    audio_url: str | None = None
    timeline: tuple[Item, ...] = ()
    facts: tuple[Fact, ...] = ()


class Documentary(Told):
    """`found` says how many of the planned tracks the catalogue had."""

    artist: str | dict[str, Any] | None = None
    narration: Narration | None = None
    playlist_id: str | None = None
    plan: Plan | None = None
    found: dict[str, Any] = Field(default_factory=dict)

    @classmethod
    def of(cls, job: Job) -> "Documentary":
        """The result of a documentary that is completed."""
        if not job.result:
            raise ValueError(f"{job.id} has no result (yet).")
        around = {name: job.result.get(name) for name in ("playlistId", "plan")}
        found = job.result.get("trackSearchResults") or {}
        return cls.model_validate({**job.result["data"], **around, "found": found})


class Playlist(Told):
    """A documentary that is kept; in a list of them, timeline and facts are left out."""

    id: str
    owner_id: str | None = None
    created_at: datetime | None = None
    duration_secs: float | None = None
    job_id: str | None = None
