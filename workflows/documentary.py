"""A documentary is told in six stages; each step of one is a line in the ledger.

What a stage makes is kept where the job that carries on finds it: what is finished is not asked for again.
"""

from functools import partial
from typing import Any

from temporalio import workflow

from workflows.contracts.documentary import (
    ArtistWork,
    DocumentaryRequest,
    Found,
    Plan,
    PlanWork,
    PlaylistWork,
    Script,
    ScriptWork,
    Stages,
    TrackWork,
)
from workflows.contracts.job import JobState, Stage
from workflows.contracts.music import Artist, TopTracks, Track
from workflows.documentary_audio import narrate
from workflows.ledger import JobLedger
from workflows.policies import ASK, SHORT
from workflows.ports import DocumentaryActivities
from workflows.stopping import ask, within


@workflow.defn
class Documentary:
    @workflow.init
    def __init__(self, request: DocumentaryRequest) -> None:
        self._request = request
        self._ledger = JobLedger(request.job_id)

    @workflow.run
    async def run(self, request: DocumentaryRequest) -> JobState:
        async with self._ledger.closing() as begun:
            if begun:
                await within(self._tell(), request.deadline_s)
        return self._ledger.state

    @workflow.query
    def job(self) -> JobState:
        """The newest version, for `temporal workflow query --name job`."""
        return self._ledger.state

    async def _tell(self) -> None:
        request = self._request
        done = await ask(DocumentaryActivities.carry_on, request, "what is finished already", SHORT)
        artist = done.artist or await self._identify()
        if done.artist and not done.top and workflow.patched("taken-over-artist-is-told"):
            self._step("identify", "Artist identified", 15, f"Found: {artist.name}")
        top = done.top or await self._top_tracks(artist)
        plan = done.plan or await self._plan(artist, top, done.author)
        found = await self._search(artist, plan, done)
        songs = tuple(one.track for one in found if one.track)
        backup: tuple[Track, ...] = ()
        if len(songs) < len(plan.required_tracks):
            backup = await self._backup(artist, len(plan.required_tracks) - len(songs), done)
        script = done.script or await self._write(artist, plan, songs, backup, done.author)
        result = await self._save(artist, script)
        self._ledger.complete(
            {
                **result,
                "topic": request.topic,
                "playlist_id": request.playlist_id,
                "plan": plan.model_dump(mode="json"),
                "found": len(songs),
                "missing": len(found) - len(songs),
                "backup": len(backup),
            }
        )

    async def _identify(self) -> Artist:
        self._step("identify", "Identifying artist", 10, f'Searching for "{self._request.topic}"')
        artist = await ask(DocumentaryActivities.identify, self._request, "find the artist", ASK)
        self._step("identify", "Artist identified", 15, f"Found: {artist.name}")
        return artist

    async def _top_tracks(self, artist: Artist) -> TopTracks:
        work = ArtistWork(request=self._request, artist=artist)
        top = await ask(DocumentaryActivities.top_tracks, work, "the artist's first tracks", ASK)
        number = len(top.tracks)
        popular = f"{number} popular tracks loaded"
        told = popular if top.ranking == "popularity" else f"{number} tracks loaded, in catalogue order"
        self._step("identify", "Top tracks fetched", 20, told)
        return top

    async def _plan(self, artist: Artist, top: TopTracks, author: str | None) -> Plan:
        self._step("plan", "Planning documentary", 25, making("narrative outline", author))
        work = PlanWork(request=self._request, artist=artist, top=top)
        plan = await ask(DocumentaryActivities.plan, work, "outline", ASK)
        selected = f'"{plan.title}" - {len(plan.required_tracks)} tracks selected'
        self._step("plan", "Documentary planned", 35, selected)
        return plan

    async def _search(self, artist: Artist, plan: Plan, done: Stages) -> tuple[Found, ...]:
        known = {one.number: one for one in done.found}
        wanted = list(enumerate(plan.required_tracks, 1))
        if len(known) == len(wanted):
            return done.found
        self._step("search", "Searching for tracks", 40, looking(done.catalogue))
        for number, track in wanted:
            if number not in known:
                which = f"Searching for track {number}/{len(wanted)}: {track.song_title}"
                self._step("search", "Searching for tracks", 40 + 10 * (number - 1) // len(wanted), which)
                work = TrackWork(request=self._request, artist=artist, number=number, wanted=track)
                known[number] = await ask(DocumentaryActivities.find_track, work, track.song_title, ASK)
        found = tuple(known[number] for number, _ in wanted)
        hits = sum(one.track is not None for one in found)
        self._step("search", "Track search complete", 50, f"Found {hits}/{len(wanted)} tracks")
        return found

    async def _backup(self, artist: Artist, missing: int, done: Stages) -> tuple[Track, ...]:
        if done.backup is not None:
            return done.backup
        detail = f"{missing} tracks missing, loading alternatives..."
        self._step("backup", "Fetching backup catalog", 55, detail)
        work = ArtistWork(request=self._request, artist=artist)
        backup = await ask(DocumentaryActivities.backup, work, "other tracks of the artist", ASK)
        available = f"{len(backup)} additional tracks available"
        self._step("backup", "Backup catalog loaded", 60, available)
        return backup

    async def _write(
        self,
        artist: Artist,
        plan: Plan,
        songs: tuple[Track, ...],
        backup: tuple[Track, ...],
        author: str | None,
    ) -> Script:
        self._step("write", "Generating documentary", 65, making("final timeline", author))
        work = ScriptWork(request=self._request, artist=artist, plan=plan, songs=songs, backup=backup)
        script = await ask(DocumentaryActivities.write, work, "write the timeline", ASK)
        self._step("write", "Timeline generated", 75, f"{len(script.timeline)} segments created")
        return script

    async def _save(self, artist: Artist, script: Script) -> dict[str, Any]:
        """Saved before it is narrated, and again with the recordings, under the same id."""
        self._step("save", "Saving playlist", 85, "Persisting documentary...")
        work = PlaylistWork(request=self._request, artist=artist, script=script)
        await ask(DocumentaryActivities.save, work, "save the playlist", SHORT)
        self._step("save", "Playlist saved", 86, self._request.playlist_id)
        if self._request.narrate:
            work = await narrate(work, partial(self._step, "save"))
            await ask(DocumentaryActivities.save, work, "save it with its narration", SHORT)
        return work.content()

    def _step(self, name: str, label: str, percent: int, detail: str) -> None:
        self._ledger.advance(Stage(name=name, label=label, start=percent, end=percent), detail)


def making(what: str, author: str | None) -> str:
    """Rules that compose from facts are not told as a model's work."""
    by_rules = author in (None, "template")
    return f"Composing {what} from facts..." if by_rules else f"AI is creating {what}..."


def looking(catalogue: str | None) -> str:
    return f"Finding specific tracks {'on Spotify' if catalogue == 'spotify' else 'in the catalogue'}..."
