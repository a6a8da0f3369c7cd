"""The steps of a documentary in their order, with no ledger around them."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from temporalio import workflow

from workflows.contracts.documentary import (
    ArtistWork,
    DocumentaryRequest,
    PlanWork,
    PlaylistWork,
    ProgrammeWork,
    ScriptWork,
    Segment,
    SegmentWork,
    TrackWork,
)
from workflows.policies import ASK
from workflows.ports import DocumentaryActivities as Steps

Work = TypeVar("Work")
Result = TypeVar("Result")


@workflow.defn
class BareDocumentary:
    @workflow.run
    async def run(self, request: DocumentaryRequest) -> str:
        await ask(Steps.carry_on, request)
        artist = await ask(Steps.identify, request)
        top = await ask(Steps.top_tracks, ArtistWork(request=request, artist=artist))
        plan = await ask(Steps.plan, PlanWork(request=request, artist=artist, top=top))
        songs = []
        for number, track in enumerate(plan.required_tracks, 1):
            search = TrackWork(request=request, artist=artist, number=number, wanted=track)
            songs.append((await ask(Steps.find_track, search)).track)
        found = tuple(song for song in songs if song)
        script = await ask(Steps.write, ScriptWork(request=request, artist=artist, plan=plan, songs=found))
        work = PlaylistWork(request=request, artist=artist, script=script)
        saved = await ask(Steps.save, work)
        return await _narrated(work) if request.narrate else saved


async def _narrated(work: PlaylistWork) -> str:
    request, timeline = work.request, list(work.script.timeline)
    segments = [(at, item) for at, item in enumerate(timeline) if isinstance(item, Segment)]
    for number, (at, segment) in enumerate(segments, 1):
        speaking = SegmentWork(request=request, segment=segment, number=number, of=len(segments))
        spoken = await ask(Steps.speak, speaking)
        recorded = {"artifact_id": spoken.artifact_id, "duration_s": spoken.duration_s}
        timeline[at] = segment.model_copy(update=recorded)
    mixing = ProgrammeWork(request=request, title=work.script.title, timeline=tuple(timeline))
    programme = await ask(Steps.mix, mixing)
    script = work.script.model_copy(update={"timeline": tuple(timeline)})
    return await ask(Steps.save, work.model_copy(update={"script": script, "programme": programme}))


async def ask(method: Callable[[Steps, Work], Awaitable[Result]], work: Work) -> Result:
    return await workflow.execute_activity_method(method, work, **ASK)
