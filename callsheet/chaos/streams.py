"""The judge's look at the streams: no gap, no duplicate, no falling percent, one end and nothing after it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from callsheet.chaos import generations, transfers
from callsheet.chaos.plan import Via
from callsheet.chaos.verdict import Violation
from callsheet.chaos.witness import (
    BATCH,
    DOCUMENTARY,
    ENDED,
    EXPORT,
    IMPORT,
    TASK,
    Evidence,
    Frame,
    Last,
    Transcript,
)

NO_RUN = "0" * 12
WHOLE = ("snapshot", "reset", "init")
API_ENDS = ("status", "status_update", "complete", "error", "task")
Seen = list[tuple[int, Frame]]


def told_truly(evidence: Evidence) -> Iterator[Violation]:
    lasts = {last.id: last for last in evidence.jobs}
    for transcript in evidence.transcripts:
        for job_id in transcript.job_ids:
            seen = transcript.frames_of(job_id)
            found = [*grows(transcript, seen), *never_falls(seen), *ends_once(transcript, seen)]
            found += [] if job_id in evidence.resets else keeps_its_run(seen)
            if last := lasts.get(job_id):
                found += misses_nothing(transcript, seen, last)
                found += ends_as_it_did(seen, last, job_id in evidence.resets)
            for violation in found:
                yield violation._replace(subject=f"{job_id} {transcript.name}")
        yield from came_to_an_end(transcript)


def grows(transcript: Transcript, seen: Seen) -> Iterator[Violation]:
    """Ids grow strictly within a run, no run comes back. `/v1/events` repeats the newest to who returns."""
    runs: dict[str, int] = {}
    before: tuple[int, Frame] | None = None
    for number, frame in seen:
        if frame.run is None or frame.version is None:
            continue
        known = runs.get(frame.run, -1)
        returned = transcript.via == Via.MANY and before is not None and before[0] != number
        if frame.version < known or (frame.version == known and not returned):
            yield Violation("duplicate or out of order", "", f"{_id(frame)} after version {known}")
        if before and before[1].run != frame.run and frame.run in runs:
            yield Violation("an old run came back", "", f"{_id(frame)} after {_id(before[1])}")
        runs[frame.run] = max(known, frame.version)
        before = number, frame


def keeps_its_run(seen: Seen) -> Iterator[Violation]:
    """Nobody reset the job: it has one run, and no watcher is told to begin anew."""
    runs = [NO_RUN]
    for _, frame in seen:
        known = frame.run in (None, *runs)
        if frame.event == "reset" or (runs[-1] != NO_RUN and not known):
            yield Violation("reset without a reason", "", f"{frame.event} {_id(frame)} after run {runs[-1]}")
        runs += [] if known or frame.run is None else [frame.run]


def never_falls(seen: Seen) -> Iterator[Violation]:
    run, percent = None, 0
    for _number, frame in seen:
        if frame.run is not None and frame.run != run:
            run, percent = frame.run, 0
        if frame.event == "reset":
            percent = 0
        if frame.percent < percent:
            shown = f"{frame.percent} % after {percent} % ({frame.event} {_id(frame)} at {frame.at:.1f} s)"
            yield Violation("percent fell", "", shown)
        percent = max(percent, frame.percent)


def ends_once(transcript: Transcript, seen: Seen) -> Iterator[Violation]:
    """One terminal frame (`/v1/events`: one in a connection, always the same), and nothing else after it."""
    end: tuple[int, Frame] | None = None
    for number, frame in seen:
        if end and (frame.event == "reset" or frame.run not in (None, end[1].run)):
            end = None  # an operator reset the job: it is another run's turn
        if end and frame.status != end[1].status:
            yield Violation("terminal state changed", "", f"{frame.status} after {end[1].status}")
        if is_end(frame):
            repeats = transcript.via == Via.MANY and end is not None and end[0] != number
            if end and not repeats:
                yield Violation("two ends", "", f"{_id(frame)} after {_id(end[1])}")
            end = number, frame
        elif end and end[0] == number:
            yield Violation("something after the end", "", f"{frame.event} {_id(frame)}")


def misses_nothing(transcript: Transcript, seen: Seen, last: Last) -> Iterator[Violation]:
    """Every line of the timeline came as a frame, but those directly before a whole state."""
    heard: set[int] = set()
    excused: set[int] = set()
    before, connection = None, -1
    for number, frame in seen:
        if frame.run is None or frame.version is None:
            continue
        fresh = transcript.via == Via.MANY or transcript.connections[number].after is None
        first = number != connection and fresh
        other_run = before not in (None, NO_RUN, frame.run)
        if frame.run == last.run and (first or other_run or frame.event in WHOLE):
            excused |= set(range(max(heard, default=-1) + 1, frame.version))
        if frame.run == last.run:
            heard.add(frame.version)
        before, connection = frame.run, number
    upto = max(heard, default=-1)
    for line in last.timeline:
        if line["version"] < upto and line["version"] not in heard | excused:
            stage = f"{line['version']} ({line['status']}, {line['stage']})"
            yield Violation("gap", "", f"version {stage} never came; heard {sorted(heard)}")


def ends_as_it_did(seen: Seen, last: Last, was_reset: bool) -> Iterator[Violation]:
    """The terminal frame says what `GET` says."""
    for _, frame in seen:
        if not is_end(frame) or frame.job is None or (was_reset and frame.run != last.run):
            continue
        if (frame.run, frame.version) != (last.run, last.job["version"]):
            shown = f"the frame is {_id(frame)}, the job {last.run}-{last.job['version']}"
            yield Violation("another end than the job's", "", shown)
        api_facts = _OF_KIND.get(last.job["kind"], _API_FACTS)
        facts = api_facts if frame.event in API_ENDS else _FACTS
        for name, read in facts.items():
            if frame.job.get(name) != (true := read(last.job)):
                shown = f"{name} is {frame.job.get(name)!r} in the frame, {true!r} in the job"
                yield Violation("terminal frame and job differ", "", shown)


def came_to_an_end(transcript: Transcript) -> Iterator[Violation]:
    """Everybody who watched was told how it ended."""
    ended = {
        frame.job_id for connection in transcript.connections for frame in connection.frames if is_end(frame)
    }
    if not_told := set(transcript.job_ids) - ended:
        how = "and was told that nothing more comes" if transcript.finished else "and waits still"
        for job_id in sorted(not_told):
            yield Violation("end never told", f"{job_id} {transcript.name}", f"{_story(transcript)}; {how}")


def is_end(frame: Frame) -> bool:
    return frame.event in ENDED or (frame.event in API_ENDS and frame.status in ENDED)


def _id(frame: Frame) -> str:
    return f"{frame.run}-{frame.version}" if frame.run else "without id"


def _story(transcript: Transcript) -> str:
    told = [f"{one.status} {one.end} after {len(one.frames)} frames" for one in transcript.connections]
    return f"{len(told)} connections: {', '.join(told[-5:])}"


_FACTS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    name: lambda job, name=name: job[name]  # type: ignore[misc]
    for name in ("status", "percent", "version", "result", "error", "credits", "counts", "completedAt")
}
_API_FACTS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "progress": lambda job: job["percent"],
    "enhancedUrl": lambda job: (job["result"] or {}).get("url"),
    "errorMessage": lambda job: (job["error"] or {}).get("message"),
}
_API_BATCH_FACTS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "progress": lambda job: {
        "total": job["counts"]["total"],
        "processed": job["counts"]["processed"],
        "successful": job["counts"]["succeeded"],
        "failed": job["counts"]["failed"],
        "skipped": job["counts"]["skipped"],
        "percentage": 100 * job["counts"]["processed"] // job["counts"]["total"],
    },
    "completedAt": lambda job: job["completedAt"],
    "error": lambda job: (job["error"] or {}).get("message"),
}
_API_DOCUMENTARY_FACTS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "status": lambda job: job["status"],
    "progress": lambda job: job["percent"],
    "result": lambda job: job["result"],
}
_OF_KIND = {
    BATCH: _API_BATCH_FACTS,
    DOCUMENTARY: _API_DOCUMENTARY_FACTS,
    IMPORT: transfers.FACTS,
    EXPORT: transfers.FACTS,
    TASK: generations.FACTS,
}
