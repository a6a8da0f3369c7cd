"""The narration of a documentary: segment after segment, then all of it as one recording.

It may fail in any way but a cancel: then the report says why, and the documentary stands without.
"""

from collections.abc import Callable

from temporalio import workflow
from temporalio.exceptions import ActivityError, is_cancelled_exception

from workflows.contracts.documentary import (
    Item,
    Narrated,
    PlaylistWork,
    ProgrammeWork,
    Segment,
    SegmentWork,
    Spoken,
)
from workflows.ledger import error_of
from workflows.policies import SPEAK
from workflows.ports import DocumentaryActivities
from workflows.stopping import gently

Step = Callable[[str, int, str], None]
ENOUGH = 0.85
"""A text that is so much of what was asked for is spoken at the pace that meets it; of less, more is said."""
FIRST, LAST = 86, 95


async def narrate(work: PlaylistWork, step: Step) -> PlaylistWork:
    """The same with recordings, and a report of them."""
    try:
        narrated = await _narrate(work, step)
    except ActivityError as failure:
        if is_cancelled_exception(failure):
            raise
        error = error_of(failure)
        step("Narration skipped", LAST, f"TTS generation failed, continuing... {error.message}"[:500])
        report = Narrated(status="skipped", reason=error.message, target_s=work.request.target_s)
        return work.model_copy(update={"narrated": report})
    actual_s = sum(item.duration_s for item in narrated.script.timeline if isinstance(item, Segment))
    step("Narration complete", LAST, f"{actual_s:.0f} seconds of narration")
    return narrated


async def _narrate(work: PlaylistWork, step: Step) -> PlaylistWork:
    request, spoken = work.request, list[Spoken]()
    segments = [item for item in work.script.timeline if isinstance(item, Segment)]
    planned_s = sum(segment.duration_s for segment in segments)
    for number, segment in enumerate(segments, 1):
        percent = FIRST + (LAST - FIRST) * (number - 1) // len(segments)
        step("Generating narration", percent, f"Generating track {number}/{len(segments)}")
        share_s = request.target_s * segment.duration_s / planned_s
        speaking = SegmentWork(
            request=request,
            segment=segment,
            number=number,
            of=len(segments),
            budget_s=share_s if planned_s >= ENOUGH * request.target_s else None,
        )
        activity = workflow.start_activity_method(
            DocumentaryActivities.speak, speaking, summary=f"speak {segment.title}"[:200], **SPEAK
        )
        spoken.append(await gently(activity))
    timeline = _with_recordings(work.script.timeline, spoken)
    mixing = workflow.start_activity_method(
        DocumentaryActivities.mix,
        ProgrammeWork(request=request, title=work.script.title, timeline=timeline),
        summary="put the recordings together",
        **SPEAK,
    )
    programme = await gently(mixing)
    script = work.script.model_copy(update={"timeline": timeline})
    report = Narrated(
        status="complete",
        engine=spoken[0].engine,
        voice=spoken[0].voice,
        target_s=request.target_s,
        actual_s=round(sum(one.duration_s for one in spoken), 2),
    )
    return work.model_copy(update={"script": script, "programme": programme, "narrated": report})


def _with_recordings(timeline: tuple[Item, ...], spoken: list[Spoken]) -> tuple[Item, ...]:
    recordings = iter(spoken)
    return tuple(
        _recorded(item, next(recordings)) if isinstance(item, Segment) else item for item in timeline
    )


def _recorded(segment: Segment, spoken: Spoken) -> Segment:
    return segment.model_copy(update={"artifact_id": spoken.artifact_id, "duration_s": spoken.duration_s})
