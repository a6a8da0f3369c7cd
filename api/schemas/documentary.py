"""What the documentary routes answer."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from api.schemas.notify import Notified
from api.schemas.shape import Count, Percent, Shape
from workflows.contracts.job import Status

Seconds = Annotated[float, Field(ge=0, description="Seconds")]
StageNumber = Annotated[int, Field(ge=0, le=6, description="0: before the first")]


class DocumentaryInput(Shape):
    """In a canonical job: what was asked for."""

    topic: str
    prompt: str | None
    market: str
    narration_target_secs: Seconds
    narrate: bool
    queue: bool
    playlist_id: str
    deadline_secs: Seconds
    token_given: bool
    notify: Notified | None


class Narration(Shape):
    """A passage that is spoken. `sources` are ids of facts; `source` is `template` or a model's name."""

    type: Literal["narration"]
    title: str
    text: str
    audio_url: str | None
    duration_secs: Seconds
    sources: list[str]
    source: str
    note: Annotated[str | None, Field(description="Why a model's text was not taken")]


class Song(Shape):
    type: Literal["song"]
    title: str
    artist: str
    album: str | None
    year: int | None
    track_id: str
    track_uri: str
    duration_secs: Seconds
    spotify_query: str


class NarrationReport(Shape):
    status: Literal["complete", "skipped"]
    reason: str | None
    engine: str | None
    voice: str | None
    target_secs: Seconds
    actual_secs: Seconds | None
    within_target: bool | None


class Fact(Shape):
    id: str
    text: str
    source: Annotated[str, Field(description="The page it was read on")]
    checked_on: str


class DocumentaryData(Shape):
    title: str
    topic: str
    artist: str
    summary: str
    source: str
    note: Annotated[str | None, Field(description="Which of a model's texts was not taken, and why")]
    timeline: list[Narration | Song]
    audio_url: Annotated[str | None, Field(description="The whole programme")]
    duration_secs: Seconds | None
    narration: NarrationReport | None
    facts: list[Fact]


class RequiredTrack(Shape):
    model_config = ConfigDict(extra="forbid", alias_generator=None)

    song_title: str
    approximate_year: int | None
    why_essential: str


class Plan(Shape):
    model_config = ConfigDict(extra="forbid", alias_generator=None)

    title: str
    narrative_arc: str
    era_covered: str
    required_tracks: list[RequiredTrack]
    source: str
    note: Annotated[str | None, Field(description="Which of a model's texts was not taken, and why")]


class TrackSearch(Shape):
    found: Count
    missing: Count
    backup: Count


class DocumentaryResult(Shape):
    data: DocumentaryData
    playlist_id: str
    plan: Plan
    track_search_results: TrackSearch


class DocumentaryParams(Shape):
    topic: str
    prompt: str | None
    market: str
    narration_target_secs: Seconds
    narrate: bool
    deadline_secs: Seconds


class Position(Shape):
    status: Status
    stage: StageNumber
    stage_label: str
    progress: Percent
    detail: str | None


class DocumentaryStanding(Position):
    id: str
    job_id: str
    user_id: str
    created_at: datetime
    started_at: datetime | None
    updated_at: datetime
    completed_at: datetime | None
    waiting_for: str | None
    playlist_id: str
    retry_of: str | None
    params: DocumentaryParams
    result: DocumentaryResult | None
    error: str | None


class DocumentaryJob(Shape):
    ok: Literal[True]
    job_id: str
    job: DocumentaryStanding


class DocumentaryStarted(Shape):
    ok: Literal[True]
    job_id: str
    playlist_id: str
    status: Status
    waiting_for: str | None


class DocumentaryCancelled(DocumentaryJob):
    success: Literal[True]
    message: str
    waiting_for: Literal["cancelling"] | None


class DocumentaryCarriedOn(DocumentaryJob):
    success: Literal[True]
    retry_of: str
    new_balance: Count


class DocumentaryInit(Position):
    """The first frame of a stream."""

    type: Literal["init"]
    job_id: str
    waiting_for: str | None


class DocumentaryProgress(DocumentaryInit):
    type: Literal["progress"]  # type: ignore[assignment]


class DocumentaryComplete(DocumentaryInit):
    type: Literal["complete"]  # type: ignore[assignment]
    result: DocumentaryResult


class DocumentaryError(DocumentaryInit):
    """Failed or cancelled: `status` says which."""

    type: Literal["error"]  # type: ignore[assignment]
    error: str
    code: str


class DocumentariesListed(Shape):
    ok: Literal[True]
    jobs: list[DocumentaryStanding]


class DocumentaryCounts(Shape):
    total: Count
    pending: Count
    running: Count
    completed: Count
    failed: Count
    cancelled: Count
    users: Count


class DocumentaryStats(Shape):
    ok: Literal[True]
    stats: DocumentaryCounts


class DocumentaryStep(Position):
    at: datetime


class DocumentaryHistory(Shape):
    ok: Literal[True]
    job_id: str
    history: list[DocumentaryStep]


class PlaylistListed(Shape):
    id: str
    owner_id: str
    job_id: str
    topic: str
    created_at: datetime
    title: str
    artist: str
    summary: str
    audio_url: str | None
    duration_secs: Seconds | None


class Playlists(Shape):
    ok: Literal[True]
    playlists: list[PlaylistListed]


class Playlist(DocumentaryData):
    id: str
    owner_id: str
    job_id: str
    created_at: datetime


class OnePlaylist(Shape):
    ok: Literal[True]
    playlist: Playlist
