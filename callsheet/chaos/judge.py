"""The judge: reads what the witness wrote, knows what was promised, and names every lie with its evidence.

Pure functions over `Evidence`; what it finds is independent of how and when it was recorded.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from callsheet.chaos import (
    batches,
    books,
    documentaries,
    generations,
    lineages,
    payments,
    rows,
    streams,
    transfers,
)
from callsheet.chaos.verdict import Violation
from callsheet.chaos.witness import ENDED, Asked, Evidence, Exchange, Kill

GRACE_S = 3.0
"""After a recovery what was asked during the outage may still be answered with a refusal."""
QUARREL = 422
UNFINISHED = frozenset({"still open", "lost job", "never answered", "end never told"})
"""Whoever did not wait cannot tell these from what was still to come."""


def judge(evidence: Evidence) -> list[Violation]:
    found = chain(
        answers(evidence),
        recoveries(evidence.kills),
        *(promises_of_a_key(asked) for asked in evidence.asked),
        one_outcome_each(evidence),
        words_kept(evidence),
        books.balance(evidence),
        streams.told_truly(evidence),
        batches.told_truly(evidence),
        batches.ended_well(evidence),
        lineages.carried_on(evidence),
        documentaries.ended_well(evidence),
        transfers.ended_well(evidence),
        rows.kept(evidence),
        generations.ended_well(evidence),
        payments.kept(evidence),
    )
    return [one for one in found if not (evidence.hurried and one.rule in UNFINISHED)]


def answers(evidence: Evidence) -> Iterator[Violation]:
    """Only while something is dead may there be no answer, or a 503 that says when to come back."""
    for exchange in evidence.exchanges:
        if exchange.status in exchange.allowed or (exchange.status == 429 and exchange.retry_after):
            continue
        passing = exchange.status is None or (exchange.status == 503 and exchange.retry_after)
        if not (passing and any(_during(exchange, kill) for kill in evidence.kills)):
            said = exchange.error if exchange.status is None else f"{exchange.status} {exchange.detail}"
            yield Violation("wrong answer", exchange.what, f"at {exchange.begun:.1f} s: {said}".strip())


def _during(exchange: Exchange, kill: Kill) -> bool:
    over = float("inf") if kill.recovered is None else kill.recovered + GRACE_S
    return exchange.begun <= over and exchange.answered >= kill.at


def recoveries(kills: list[Kill]) -> Iterator[Violation]:
    for kill in kills:
        if kill.recovered is None:
            yield Violation("not recovered", " and ".join(kill.names), f"killed at {kill.at:.1f} s")


def promises_of_a_key(asked: Asked) -> Iterator[Violation]:
    """However often it is asked: one answer, and all but the first are replays of it."""
    subject = f"{asked.what} {asked.key}"
    if not asked.answers:
        yield Violation("never answered", subject, "asked again and again")
        return
    accepted = [body for status, body, _ in asked.answers if status < 300]
    if len({status for status, _, _ in asked.answers}) > 1:
        said = ", ".join(str(status) for status, _, _ in asked.answers)
        yield Violation("different answers to one key", subject, said)
    elif any(body != accepted[0] for body in accepted):
        yield Violation("different answers to one key", subject, f"{accepted}")
    if sum(status < 300 and not replay for status, _, replay in asked.answers) > 1:
        yield Violation("not a replay", subject, f"{len(accepted)} answers, jobs {asked.job_ids}")
    if asked.quarrel not in (None, QUARREL):
        yield Violation("another body under one key", subject, f"answered {asked.quarrel}")


def one_outcome_each(evidence: Evidence) -> Iterator[Violation]:
    """Every job that was accepted is there once and has ended; nothing is there that nobody asked for."""
    told = [job_id for asked in evidence.asked for job_id in asked.job_ids]
    listed = Counter(last.id for last in evidence.jobs)
    retried = {asked.retry_of for asked in evidence.asked if asked.retry_of}
    for job_id, count in Counter(told).items():
        if count > 1:
            yield Violation("one job for two starts", job_id, f"named in {count} answers of different keys")
        if not listed[job_id]:
            yield Violation("lost job", job_id, "it was accepted, and is not listed")
    for last in evidence.jobs:
        if listed[last.id] > 1:
            yield Violation("listed twice", last.id, f"{listed[last.id]} times")
        if last.id not in told and last.job["retryOf"] not in retried:
            yield Violation("job that nobody asked for", last.id, f"{last.status}, group {last.job['group']}")
        if last.status not in ENDED:
            why = last.job.get("waitingFor") or last.job.get("detail")
            yield Violation("still open", last.id, f"{last.status} at {last.job['percent']} %: {why}")
        yield from books.delivered(last)
    carried_on = Counter(str(last.job["retryOf"]) for last in evidence.jobs if last.status == "completed")
    for job_id, count in carried_on.items():
        if job_id != "None" and count > 1:
            yield Violation("retried twice", job_id, f"{count} jobs that carry it on have completed")


def words_kept(evidence: Evidence) -> Iterator[Violation]:
    """An answer that told of an end told the truth, and who asks again and again sees no percent fall."""
    last = {one.id: one.status for one in evidence.jobs}
    reached: dict[tuple[str, str], int] = {}
    for said in evidence.said:
        changed = said.status in ENDED and last.get(said.job_id, said.status) != said.status
        if changed and said.job_id not in evidence.resets:
            shown = f"{said.what} said {said.status} at {said.at:.1f} s, it ended as {last[said.job_id]}"
            yield Violation("an end that was none", said.job_id, shown)
        if said.run:
            before = reached.get((said.job_id, said.run), 0)
            reached[said.job_id, said.run] = max(before, said.percent)
            if said.percent < before:
                shown = f"{said.percent} % after {before} % in GET at {said.at:.1f} s"
                yield Violation("percent fell", said.job_id, shown)
