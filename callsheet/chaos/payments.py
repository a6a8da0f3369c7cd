"""The judge's look at the money that generation tasks cost outside: once for each, and nothing forgotten."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from callsheet.chaos.generations import LATE, UNKNOWN, Line, Made, lines, made_of
from callsheet.chaos.provider import LOOKS_PER_S
from callsheet.chaos.verdict import Violation
from callsheet.chaos.witness import Evidence, Last

OVER_RATE = "too many requests"
BUNCHED = 1.3
"""Calls that left in different seconds may arrive in the same one."""


def kept(evidence: Evidence) -> Iterator[Violation]:
    if evidence.truth is None:
        return
    every = lines(evidence)
    for line in every:
        yield from (*paid_once(line), *nothing_forgotten(line), *credits_told(line))
    prompts = {line.asked.task.prompt for line in every if line.asked.task}
    for prompt in made_of(evidence.truth).keys() - prompts:
        yield Violation("paid for nothing", prompt, "nobody asked for it")
    yield from spending(every, evidence.spending or {})
    yield from rates(evidence.truth)
    if evidence.strays:
        yield Violation("came where nobody must come", "canary", f"{evidence.strays} connections")


def figures(evidence: Evidence) -> dict[str, Any]:
    """What the provider's log and our word about it come to; nothing where there was no provider."""
    if evidence.truth is None:
        return {}
    every, truth = lines(evidence), evidence.truth
    jobs = [job for line in every for job in line.jobs]
    codes = Counter((job.job["error"] or {}).get("code") for job in jobs)
    told = [(job.job["result"] or {}).get("completedBy") for job in jobs]
    unknown = [line for line in every if any(_code(job) == UNKNOWN for job in line.jobs)]
    requests = truth["requests"]
    return {
        "tasks": len(every),
        "succeeded": sum(line.completed for line in every),
        "couldBeHad": sum(any(made.can_be_had for made in line.paid) for line in every),
        "ordersAccepted": len(truth["accepted"]),
        "tasksPaidTwice": sum(len([one for one in line.paid if not one.failed]) > 1 for line in every),
        "answersLost": sum(line["said"] not in ("ok", "message") for line in truth["accepted"]),
        "unknownAtDeadline": len(unknown),
        "thenSucceeded": sum(line.completed for line in unknown),
        "late": codes["deadline-exceeded"],
        "incomplete": codes["assets-incomplete"],
        "byCallback": told.count("callback"),
        "byPoll": told.count("poll"),
        "callbacksSent": len(truth["callbacks"]),
        "callbacksHeard": sum(line["answered"] == 200 for line in truth["callbacks"]),
        "filesHashed": sum(len(job.digests) for job in jobs),
        "creditsTaken": truth["credits"]["consumed"],
        "creditsTold": sum(_tells(made) or 0 for line in every for made in line.paid),
        "creditsKept": (evidence.spending or {}).get("credits"),
        "mostLooksInOneSecond": requests.get("looks", {}).get("mostInOneSecond", 0),
        "ordersOverTheRate": len(_over(truth)),
        "strays": evidence.strays,
    }


def paid_once(line: Line) -> Iterator[Violation]:
    """Whatever was accepted for a task but failed cost nothing; of the rest there is one."""
    if len(paid := [made for made in line.paid if not made.failed]) > 1:
        shown = f"{len(paid)} orders were accepted: {', '.join(made.id for made in paid)}"
        yield Violation("paid twice", line.newest.id, shown)
    if line.asked.task and line.asked.task.once and len(line.paid) > 1:
        yield Violation("ordered twice", line.newest.id, f"{line.paid}")


def nothing_forgotten(line: Line) -> Iterator[Violation]:
    """What is there to be had is had, unless whoever asked for it gave up, or nobody went on with it."""
    newest, task = line.newest, line.asked.task
    code = _code(newest)
    left = newest.status == "cancelled" or code in LATE or code == "assets-incomplete"
    wanted = not left or (task is not None and task.once)
    for made in line.paid:
        if made.can_be_had and wanted and not line.completed:
            shown = f"{made.id} has {len(made.files)} files; here it is {newest.status}, {code}"
            yield Violation("paid and lost", newest.id, shown)
        known = {(job.job["result"] or {}).get("externalTaskId") for job in line.jobs}
        if wanted and not made.endless and made.id not in known:
            yield Violation("paid and forgotten", newest.id, f"no job of its line knows {made.id}")


def credits_told(line: Line) -> Iterator[Violation]:
    """What the provider says that it took is kept, where it says it."""
    of_id = {made.id: made for made in line.paid}
    for job in line.jobs:
        told = job.job["result"] or {}
        made = of_id.get(told.get("externalTaskId", ""))
        if made and told["completedBy"] and told["providerCredits"] != _tells(made):
            shown = f"{told['providerCredits']} kept, {_tells(made)} taken: {made.family} {made.state}"
            yield Violation("another price than the provider's", job.id, shown)


def spending(every: list[Line], told: Mapping[str, Any]) -> Iterator[Violation]:
    """All of it together; exactly, where everybody stayed to the end."""
    ended = {
        made.id: made
        for line in every
        for made in line.paid
        for job in line.jobs
        if (job.job["result"] or {}).get("externalTaskId") == made.id and job.job["result"]["completedBy"]
    }
    least = sum(_tells(made) or 0 for made in ended.values())
    most = sum(_tells(made) or 0 for line in every for made in line.paid)
    stayed = all(line.asked.task and line.asked.task.once for line in every)
    said = told.get("credits", -1)
    if not least <= said <= (least if stayed else most):
        yield Violation("spending does not add up", "provider", f"{said} told, {least} to {most} were taken")


def rates(truth: Mapping[str, Any]) -> Iterator[Violation]:
    """The provider's limit of new tasks was never reached, nor ours of status calls."""
    if over := _over(truth):
        yield Violation("more orders than the rate allows", "provider", f"{len(over)} were refused for that")
    most = truth["requests"].get("looks", {}).get("mostInOneSecond", 0)
    if most > LOOKS_PER_S * BUNCHED:
        yield Violation("more looks than the rate allows", "provider", f"{most} in one second")


def _over(truth: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [line for line in truth["refused"] if OVER_RATE in (line.get("why") or "")]


def _code(job: Last) -> str | None:
    return (job.job["error"] or {}).get("code")


def _tells(made: Made) -> float | None:
    """Only the family `jobs` says what a task took."""
    return made.credits if made.family == "jobs" else None
