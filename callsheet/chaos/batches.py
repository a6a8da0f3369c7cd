"""The judge's look at batches: counts add up and never fall, as those of rows; milestones once; items end."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from callsheet.chaos.verdict import Violation
from callsheet.chaos.witness import BATCH, ENDED, TRANSFERS, Asked, Counts, Evidence, Frame, Last

MILESTONES = [25, 50, 75, 100]
NOT_FOUND = "image-not-found"
API_EVENTS = frozenset({"status", "milestone"})


class Telling(NamedTuple):
    """Counts as somebody heard them; `run` None: that of the last one. `anew`: an operator's reset."""

    counts: Counts
    run: str | None
    shown: str
    anew: bool = False


def told_truly(evidence: Evidence) -> Iterator[Violation]:
    """To every watcher, and to who asks again and again."""
    of_rows = {last.id for last in evidence.jobs if last.job["kind"] in TRANSFERS}
    for transcript in evidence.transcripts:
        for job_id in transcript.job_ids:
            seen = [frame for _, frame in transcript.frames_of(job_id)]
            told = [_telling(frame, frame.counts) for frame in seen if frame.counts]
            found = (*add_up(told, job_id in of_rows), *never_fall(told))
            for violation in (*found, *passed_once(seen), *not_whole_yet(seen)):
                yield violation._replace(subject=f"{job_id} {transcript.name}")
    asked: dict[str, list[Telling]] = {}
    for said in evidence.said:
        if said.counts:
            shown = f"{said.what} at {said.at:.1f} s"
            asked.setdefault(said.job_id, []).append(Telling(said.counts, said.run, shown))
    for job_id, told in asked.items():
        polled = [one for one in told if one.run]
        for violation in (*add_up(told, job_id in of_rows), *never_fall(polled)):
            yield violation._replace(subject=job_id)


def add_up(told: Iterable[Telling], of_rows: bool = False) -> Iterator[Violation]:
    """What is skipped of a batch was not processed; a row that is skipped was read."""
    for counts, _run, shown, _anew in told:
        read, unread = (counts.skipped, 0) if of_rows else (0, counts.skipped)
        fits = counts.processed + unread <= counts.total
        if counts.processed != counts.succeeded + counts.failed + read or not fits:
            yield Violation("counts do not add up", "", f"{_in_words(counts)} ({shown})")


def never_fall(told: Iterable[Telling]) -> Iterator[Violation]:
    """Within a run: nothing that was done is undone."""
    run, known = None, Counts(0, 0, 0, 0, 0)
    for counts, of_run, shown, anew in told:
        if anew or of_run not in (None, run):
            run, known = of_run or run, Counts(counts.total, 0, 0, 0, 0)
        if any(now < before for now, before in zip(counts, known, strict=True)):
            yield Violation("counts fell", "", f"{_in_words(counts)} after {_in_words(known)} ({shown})")
        known = Counts(*map(max, zip(counts, known, strict=True)))


def passed_once(seen: Iterable[Frame]) -> Iterator[Violation]:
    """Whoever stays, or comes back by id, hears of a milestone once, and of the lower ones before."""
    run, passed = None, 0
    for frame in seen:
        if frame.event == "reset" or frame.run not in (None, run):
            run, passed = frame.run, 0
        if frame.milestone is None:
            continue
        if frame.milestone <= passed:
            shown = f"{frame.milestone} % after {passed} % (version {frame.version} at {frame.at:.1f} s)"
            yield Violation("milestone again or out of order", "", shown)
        passed = max(passed, frame.milestone)


def not_whole_yet(seen: Iterable[Frame]) -> Iterator[Violation]:
    """On /v1 the percent is 100 only when completed; on /api it is that of the items."""
    for frame in seen:
        if frame.percent >= 100 and frame.status != "completed" and frame.event not in API_EVENTS:
            shown = f"{frame.event} at {frame.at:.1f} s, {frame.status}"
            yield Violation("100 % before the end", "", shown)


def ended_well(evidence: Evidence) -> Iterator[Violation]:
    """Every batch, as it stands when all is over."""
    lasts = {last.id: last for last in evidence.jobs if last.job["kind"] == BATCH}
    starts = {job_id: asked for asked in evidence.asked if asked.ids for job_id in asked.job_ids}
    unknown = frozenset().union(*(asked.unknown for asked in starts.values()))
    for last in lasts.values():
        yield from timeline(last)
        yield from outcomes(last, unknown)
        parent = lasts.get(str(last.job["retryOf"]))
        if parent is None:
            yield from has_these(last, starts.get(last.id))


def timeline(last: Last) -> Iterator[Violation]:
    """A completed batch has passed every milestone, each once; any other one those it came to."""
    passed = [line["milestone"] for line in last.timeline if line["milestone"]]
    if last.status == "completed" and passed != MILESTONES:
        yield Violation("milestones of a completed batch", last.id, f"its timeline has {passed}")
    if any(later <= earlier for earlier, later in pairwise(passed)):
        yield Violation("milestones out of order", last.id, f"its timeline has {passed}")


def outcomes(last: Last, unknown: frozenset[str]) -> Iterator[Violation]:
    """One for each item, as the counts say; what is not there has failed as that, and nothing else has."""
    if last.status not in ENDED:
        return
    counts, found = Counts(**last.job["counts"]), Counter(line["outcome"] for line in last.items)
    told = {"succeeded": counts.succeeded, "failed": counts.failed, "skipped": counts.skipped}
    if {outcome: number for outcome, number in told.items() if number} != dict(found):
        yield Violation("outcomes and counts differ", last.id, f"{dict(found)}, told {_in_words(counts)}")
    if counts.processed + counts.skipped != counts.total or len(last.items) != counts.total:
        yield Violation("items without an end", last.id, f"{len(last.items)} items, {_in_words(counts)}")
    if last.status == "completed" and counts.skipped:
        yield Violation("completed without all", last.id, _in_words(counts))
    for line in last.items:
        if (said := _of(line)) not in _fine(line["itemId"] in unknown):
            yield Violation("outcome of an item", last.id, f"{line['itemId']}: {said}")


def has_these(last: Last, asked: Asked | None) -> Iterator[Violation]:
    """Exactly the images of the start, each once, in its order."""
    ids = tuple(line["itemId"] for line in last.items)
    if asked and ids != asked.ids:
        shown = f"{len(ids)} ids of which {len(set(ids) & set(asked.ids))} are among the {len(asked.ids)}"
        yield Violation("other items than were asked for", last.id, shown)


def _of(line: Mapping[str, Any]) -> tuple[str, str | None, bool]:
    """Its outcome, the code of its error, and whether there is an annotation."""
    return line["outcome"], line["error"] and line["error"]["code"], line["annotation"] is not None


def _fine(unknown: bool) -> tuple[tuple[str, str | None, bool], ...]:
    done = ("failed", NOT_FOUND, False) if unknown else ("succeeded", None, True)
    return done, ("skipped", None, False)


def _telling(frame: Frame, counts: Counts) -> Telling:
    shown = f"{frame.event} {frame.version or 'without id'} at {frame.at:.1f} s"
    return Telling(counts, frame.run, shown, frame.event == "reset")


def _in_words(counts: Counts) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts._asdict().items())
