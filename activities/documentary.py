"""A documentary's stages: each asks somebody once, keeps what was made, and says the same ever after."""

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, TypeVar

from pydantic import SecretStr, TypeAdapter
from temporalio.exceptions import ApplicationError

from activities.failures import refusals
from activities.heartbeat import heartbeat
from activities.narrating import Studio
from activities.providers.studio import Author, Brief, Catalogue, Knowledge
from storage import playlists
from storage.playlists import Playlists
from storage.stages import Stages as Kept
from storage.vault import SecretGone, Vault
from workflows.contracts.documentary import (
    BACKUP_TRACKS,
    ArtistWork,
    DocumentaryRequest,
    Found,
    Plan,
    PlanWork,
    PlaylistWork,
    Programme,
    ProgrammeWork,
    Script,
    ScriptWork,
    SegmentWork,
    Spoken,
    Stages,
    TrackWork,
)
from workflows.contracts.music import Artist, TopTracks, Track
from workflows.ports import DocumentaryActivities

Made = TypeVar("Made")


class Desk(NamedTuple):
    """Who is asked."""

    catalogue: Catalogue
    knowledge: Knowledge
    author: Author


class Documentaries(DocumentaryActivities):
    def __init__(self, kept: Kept, playlists: Playlists, vault: Vault, desk: Desk, studio: Studio) -> None:
        self._kept, self._playlists, self._vault = kept, playlists, vault
        self._catalogue, self._knowledge, self._author = desk
        self._studio = studio

    async def carry_on(self, request: DocumentaryRequest) -> Stages:
        with refusals():
            async with heartbeat():
                if request.carry_on:
                    await self._take_over(request, request.carry_on)
                finished = stages_of(await self._kept.finished(request.job_id))
        asked = {"author": self._author.source, "catalogue": self._catalogue.name}
        return finished.model_copy(update=asked)

    async def identify(self, request: DocumentaryRequest) -> Artist:
        async def find(token: SecretStr | None) -> Artist:
            return await self._catalogue.find_artist(request.topic, request.market, token)

        return await self._once(request, "artist", Artist, find)

    async def top_tracks(self, work: ArtistWork) -> TopTracks:
        async def load(token: SecretStr | None) -> TopTracks:
            return await self._catalogue.top_tracks(work.artist, work.request.market, token)

        return await self._once(work.request, "top", TopTracks, load)

    async def plan(self, work: PlanWork) -> Plan:
        brief = self._brief(work.request, work.artist, work.top.tracks)
        return await self._once(work.request, "plan", Plan, lambda _: self._author.plan(brief))

    async def find_track(self, work: TrackWork) -> Found:
        async def search(token: SecretStr | None) -> Found:
            title, market = work.wanted.song_title, work.request.market
            track = await self._catalogue.find_track(title, work.artist, market, token)
            return Found(number=work.number, track=track)

        return await self._once(work.request, f"found-{work.number}", Found, search)

    async def backup(self, work: ArtistWork) -> tuple[Track, ...]:
        async def load(token: SecretStr | None) -> tuple[Track, ...]:
            market = work.request.market
            return await self._catalogue.more_tracks(work.artist, market, token, BACKUP_TRACKS)

        return await self._once(work.request, "backup", tuple[Track, ...], load)

    async def write(self, work: ScriptWork) -> Script:
        songs = chosen(work)
        if not songs:
            raise ApplicationError(
                f"No track of {work.artist.name} was found", type="no-tracks", non_retryable=True
            )

        async def compose(_: SecretStr | None) -> Script:
            kept = await self._kept.find(work.request.job_id, "top")
            top = TopTracks.model_validate(kept).tracks if kept else ()
            brief = self._brief(work.request, work.artist, (*songs, *top, *work.backup))
            return await self._author.write(brief, work.plan, songs)

        return await self._once(work.request, "script", Script, compose)

    async def save(self, work: PlaylistWork) -> str:
        request, content = work.request, work.content()
        told = {**content, "title": work.script.title, "topic": request.topic}
        revision = 2 if work.narrated else 1
        playlist = playlists.new(request.playlist_id, request.owner, request.job_id, revision, told)
        with refusals():
            await self._playlists.save(playlist)
        return request.playlist_id

    async def speak(self, work: SegmentWork) -> Spoken:
        return await self._once(
            work.request, f"spoken-{work.number}", Spoken, lambda _: self._studio.speak(work)
        )

    async def mix(self, work: ProgrammeWork) -> Programme:
        return await self._once(work.request, "programme", Programme, lambda _: self._studio.mix(work))

    async def _once(
        self,
        request: DocumentaryRequest,
        name: str,
        kind: Any,
        make: Callable[[SecretStr | None], Awaitable[Made]],
    ) -> Made:
        """What is kept under that name, else made now; whoever keeps it first is right."""
        shape: TypeAdapter[Made] = TypeAdapter(kind)
        with refusals():
            async with heartbeat():
                kept = await self._kept.find(request.job_id, name)
                if kept is None:
                    made = await make(await self._token(request))
                    kept = await self._kept.keep(request.job_id, name, shape.dump_python(made, mode="json"))
        return shape.validate_python(kept)

    async def _token(self, request: DocumentaryRequest) -> SecretStr | None:
        if request.secret is None:
            return None
        try:
            return await self._vault.open(request.secret)
        except SecretGone as gone:
            message = "The access token is not kept any more; send a new one with a retry"
            raise ApplicationError(message, type="token-expired", non_retryable=True) from gone

    async def _take_over(self, request: DocumentaryRequest, old: str) -> None:
        """Recordings are copied: the old job may be deleted with its own."""
        finished = await self._kept.finished(old)
        finished.pop("programme", None)  # made anew in a moment
        for name, content in finished.items():
            if name.startswith("spoken-"):
                number = int(name.removeprefix("spoken-"))
                finished[name] = await self._studio.take_over(request, number, content)
        here = {name: content for name, content in finished.items() if content is not None}
        await self._kept.keep_all(request.job_id, here)

    def _brief(self, request: DocumentaryRequest, artist: Artist, tracks: tuple[Track, ...]) -> Brief:
        return Brief(
            topic=request.topic,
            prompt=request.prompt,
            artist=artist,
            tracks=tracks,
            facts=self._knowledge.about(artist.name),
            target_s=request.target_s,
            chars_per_s=self._studio.chars_per_s,
            seed=request.playlist_id,
        )


def chosen(work: ScriptWork) -> tuple[Track, ...]:
    """The songs that were found, each once, and others for those that were not."""
    wanted = len(work.plan.required_tracks)
    ids = dict.fromkeys(track.id for track in (*work.songs, *work.backup))
    known = {track.id: track for track in (*work.backup, *work.songs)}
    return tuple(known[one] for one in ids)[:wanted]


def stages_of(finished: dict[str, Any]) -> Stages:
    found = sorted((name for name in finished if name.startswith("found-")), key=lambda name: int(name[6:]))
    known = {
        name: finished[name] for name in ("artist", "top", "plan", "backup", "script") if name in finished
    }
    return Stages.model_validate({**known, "found": [finished[name] for name in found]})
