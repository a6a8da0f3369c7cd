"""What a run has to say for itself: figures, violations with their evidence, and a last line with it all."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from callsheet.chaos import payments
from callsheet.chaos.run import Run
from callsheet.chaos.witness import BATCH, DOCUMENTARY, TASK, TRANSFERS, Asked

SHOWN = 40


def document(run: Run) -> dict[str, Any]:
    """The whole, for programs."""
    evidence = run.evidence
    connections = [one for seen in evidence.transcripts for one in seen.connections]
    return {
        "seed": run.wishes.seed,
        "minutes": round(run.wishes.minutes, 2),
        "interrupted": evidence.hurried,
        "jobs": {"total": len(evidence.jobs), **Counter(last.status for last in evidence.jobs)},
        "kills": _kills(run),
        "requests": {
            "total": len(evidence.exchanges),
            "unanswered": sum(exchange.status is None for exchange in evidence.exchanges),
            "refused503": sum(exchange.status == 503 for exchange in evidence.exchanges),
        },
        "starts": _starts(evidence.asked),
        "watchers": len(evidence.transcripts),
        "frames": len(run.frames),
        "reconnects": len(connections) - len(evidence.transcripts),
        "provider": payments.figures(evidence),
        "clean": not run.violations,
        "violations": [violation._asdict() for violation in run.violations],
    }


def lines(run: Run) -> list[str]:
    """For people; the last one says it all."""
    told = document(run)
    jobs, starts, requests = dict(told["jobs"]), told["starts"], told["requests"]
    total = jobs.pop("total")
    said = [
        f"seed      {told['seed']}, {told['minutes']:g} minutes",
        f"jobs      {total:,}: {', '.join(f'{n:,} {status}' for status, n in sorted(jobs.items()))}",
        f"starts    {starts['keys']:,} keys, {starts['duplicates']:,} duplicates,"
        f" {starts['replays']:,} replayed, {starts['refused']:,} refused",
        f"requests  {requests['total']:,}, {requests['unanswered']:,} without an answer,"
        f" {requests['refused503']:,} told to come back",
        f"watchers  {told['watchers']:,}, {told['frames']:,} frames, {told['reconnects']:,} reconnects",
    ]
    said += _paid(told["provider"]) if told["provider"] else []
    said += [
        f"killed    {kind} {one['times']} times, alone ready again after {one['p50S']} s,"
        f" at most {one['maxS']} s"
        for kind, one in told["kills"].items()
    ]
    said += [f"{found.rule}: {found.subject}: {found.shown}" for found in run.violations[:SHOWN]]
    if len(run.violations) > SHOWN:
        said.append(f"and {len(run.violations) - SHOWN:,} more; --json has them all")
    return [*said, verdict(run)]


def _paid(told: dict[str, Any]) -> list[str]:
    """Of generation tasks: what was ordered, what came home, how it was heard of, what it cost."""
    return [
        f"tasks     {told['tasks']:,}, {told['succeeded']:,} succeeded of {told['couldBeHad']:,} that could,"
        f" {told['filesHashed']:,} files compared",
        f"orders    {told['ordersAccepted']:,} accepted, {told['tasksPaidTwice']} tasks paid twice,"
        f" {told['answersLost']:,} answers lost; {told['unknownAtDeadline']:,} unknown at the deadline,"
        f" {told['thenSucceeded']:,} of them succeeded in the end",
        f"told      {told['byCallback']:,} by callback, {told['byPoll']:,} by a look;"
        f" {told['callbacksHeard']:,} of {told['callbacksSent']:,} callbacks were taken,"
        f" {told['mostLooksInOneSecond']} looks a second at most",
        f"credits   {told['creditsTaken']:g} taken by the provider, {told['creditsTold']:g} told by it,"
        f" {told['creditsKept']:g} kept here",
    ]


def verdict(run: Run) -> str:
    word = f"{len(run.violations):,} VIOLATIONS" if run.violations else "clean"
    kills = sum(len(kill.names) for kill in run.evidence.kills)
    batches = sum(last.job["kind"] == BATCH for last in run.evidence.jobs)
    documentaries = sum(last.job["kind"] == DOCUMENTARY for last in run.evidence.jobs)
    transfers = sum(last.job["kind"] in TRANSFERS for last in run.evidence.jobs)
    tasks = sum(last.job["kind"] == TASK for last in run.evidence.jobs)
    kinds = f"{batches:,} batches, {documentaries:,} documentaries, {transfers:,} imports and exports"
    kinds += f", {tasks:,} generation tasks" if tasks else ""
    jobs = f"{len(run.evidence.jobs):,} jobs ({kinds})"
    counts = f"{jobs}, {kills:,} kills, {len(run.frames):,} frames"
    return f"chaos seed {run.wishes.seed}: {word}, {counts}"


def _kills(run: Run) -> dict[str, dict[str, Any]]:
    """By kind; the figures are of those who were killed alone."""
    times = Counter(name.split()[0] for kill in run.evidence.kills for name in kill.names)
    took: dict[str, list[float]] = defaultdict(list)
    for kill in run.evidence.kills:
        if len(kill.names) == 1 and kill.recovered is not None:
            took[kill.names[0].split()[0]].append(kill.recovered - kill.at)
    return {kind: {"times": count, **_figures(took[kind])} for kind, count in times.items()}


def _figures(seconds: Sequence[float]) -> dict[str, float | None]:
    if not seconds:
        return {"p50S": None, "maxS": None}
    return {"p50S": round(statistics.median(seconds), 1), "maxS": round(max(seconds), 1)}


def _starts(asked: Sequence[Asked]) -> dict[str, int]:
    answers = [answer for one in asked for answer in one.answers]
    return {
        "keys": len(asked),
        "duplicates": sum(len(one.answers) - 1 for one in asked if one.answers),
        "replays": sum(replay for _, _, replay in answers),
        "refused": sum(400 <= status < 500 for status, _, _ in answers),
    }
