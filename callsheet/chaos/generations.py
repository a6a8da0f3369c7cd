"""The judge's look at generation tasks: what came home is what was made, and both faces say so."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from callsheet.chaos.verdict import Violation
from callsheet.chaos.witness import ENDED, TASK, Asked, Evidence, Last

UNKNOWN = "outcome-unknown"
LATE = frozenset({"terminated", "deadline-exceeded", UNKNOWN})
"""How a task may fail whatever its provider did: by an operator, by time itself, by not knowing."""
REFUSED = frozenset(
    {
        "content-refused",
        "provider-unauthorized",
        "provider-credits",
        "request-refused",
        "generation-failed",
        "feature-disabled",
        "refused-before",
    }
)
CAPITALS = {"completed": "SUCCESS", "failed": "FAILED", "cancelled": "FAILED"}
FACTS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "status": lambda job: CAPITALS.get(job["status"], "PENDING"),
    "progress": lambda job: job["percent"],
    "assets": lambda job: (job["result"] or {}).get("assets", []),
    "externalTaskId": lambda job: (job["result"] or {}).get("externalTaskId"),
    "completedBy": lambda job: (job["result"] or {}).get("completedBy"),
    "providerCredits": lambda job: (job["result"] or {}).get("providerCredits"),
    "completedAt": lambda job: job["completedAt"],
}
"""What `/api/generation` says of a task that has ended, by what `/v1` says of it."""


class Made(NamedTuple):
    """A task as its provider has it. `urls` may lead elsewhere than to its `files`, which are SHA-256."""

    id: str
    family: str
    state: str
    word: str | None
    credits: float
    urls: tuple[str, ...]
    paths: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """To order it again is no second payment for the same: it cost nothing, or there is nothing."""
        return self.state == "fail" or (self.state == "success" and not self.urls)

    @property
    def endless(self) -> bool:
        """Its end has a word that nobody knows: two families count, and 7 means nothing."""
        return self.word is not None and self.family != "jobs"

    @property
    def can_be_had(self) -> bool:
        """It is told to be done, and its files are where they are said to be."""
        there = bool(self.files) and self.urls == self.paths
        return self.state == "success" and not self.endless and there


class Line(NamedTuple):
    """A task with its retries, oldest first, and what its provider accepted for it."""

    asked: Asked
    jobs: tuple[Last, ...]
    paid: tuple[Made, ...]

    @property
    def newest(self) -> Last:
        return self.jobs[-1]

    @property
    def completed(self) -> bool:
        return any(job.status == "completed" for job in self.jobs)


def lines(evidence: Evidence) -> list[Line]:
    """None where nobody asked the provider."""
    if evidence.truth is None:
        return []
    asked = {job_id: one for one in evidence.asked if one.task for job_id in one.job_ids}
    parents = {last.id: last.job["retryOf"] for last in evidence.jobs}
    of_root: dict[str, list[Last]] = {}
    for last in sorted(evidence.jobs, key=lambda last: str(last.job.get("createdAt"))):
        if last.job["kind"] == TASK:
            of_root.setdefault(_root(last.id, parents), []).append(last)
    made = made_of(evidence.truth)
    return [
        Line(one, tuple(jobs), tuple(made.get(one.task.prompt, ())))
        for root, jobs in of_root.items()
        if (one := asked.get(root)) and one.task
    ]


def made_of(truth: Mapping[str, Any]) -> dict[str, list[Made]]:
    """What was accepted and paid for each prompt, oldest first."""
    found: dict[str, list[Made]] = {}
    for line in truth["accepted"]:
        found.setdefault(prompt_of(line["body"]), []).append(_made(line["taskId"], truth))
    return found


def prompt_of(body: Mapping[str, Any]) -> str:
    """That of an order, as the provider got it."""
    return str(body.get("prompt") or body["input"]["prompt"])


def ended_well(evidence: Evidence) -> Iterator[Violation]:
    """Every task, as it stands when all is over."""
    of_id = {one.id: one for every in made_of(evidence.truth or {"accepted": ()}).values() for one in every}
    for last in evidence.jobs:
        if last.job["kind"] == TASK and last.status in ENDED:
            yield from (*told_alike(last), *came_whole(last))
            if evidence.truth is not None:
                yield from as_made(last, of_id.get(_external_id(last) or ""))
                yield from failed_by(last, of_id.get(_external_id(last) or ""))


def told_alike(last: Last) -> Iterator[Violation]:
    """Both faces say the same of it."""
    told = last.standing or {}
    for name, read in FACTS.items():
        if told.get(name) != (true := read(last.job)):
            shown = f"{name} is {told.get(name)!r} and {true!r}"
            yield Violation("/api and /v1 differ", last.id, shown[:500])


def came_whole(last: Last) -> Iterator[Violation]:
    """Every file that is told of is there, byte by byte, and so is its small picture."""
    for asset in _assets(last):
        if (came := last.digests.get(asset["url"])) != asset["sha256"]:
            shown = f"{asset['url']} is {came}, {asset['sha256']} was promised"
            yield Violation("another file than was promised", last.id, shown)
        if asset["thumbnailUrl"] and asset["thumbnailUrl"] not in last.digests:
            yield Violation("not delivered", last.id, f"nothing came from {asset['thumbnailUrl']}")


def as_made(last: Last, made: Made | None) -> Iterator[Violation]:
    """A task that succeeded has all files of the provider's, in order; one that failed only such."""
    kept = [asset["sha256"] for asset in _assets(last)]
    files = list(made.files) if made else []
    if last.status == "completed" and (kept != files or not files):
        yield Violation("not what was made", last.id, f"{len(kept)} files, {len(files)} were made: {made}")
    if stray := set(kept) - set(files):
        yield Violation("not what was made", last.id, f"{len(stray)} files that the provider did not make")


def failed_by(last: Last, made: Made | None) -> Iterator[Violation]:
    """For a reason of the provider's, or of nobody's."""
    if last.status != "failed":
        return
    code = str((last.job["error"] or {}).get("code"))
    fine = code in LATE or (code in REFUSED and made is None)
    fine |= made is not None and (made.failed or (code == "assets-incomplete" and made.state == "success"))
    if not fine:
        shown = f"{code}: {(last.job['error'] or {}).get('message')}; at the provider: {made}"
        yield Violation("failed without a reason", last.id, shown)


def _made(task_id: str, truth: Mapping[str, Any]) -> Made:
    told = truth["tasks"][task_id]
    return Made(
        id=task_id,
        family=told["family"],
        state=told["state"],
        word=told["word"],
        credits=told["credits"],
        urls=tuple(told["urls"]),
        paths=tuple(file["url"] for file in told["files"]),
        files=tuple(file["sha256"] for file in told["files"]),
    )


def _assets(last: Last) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (last.job["result"] or {}).get("assets", [])
    return found


def _external_id(last: Last) -> str | None:
    return (last.job["result"] or {}).get("externalTaskId")


def _root(job_id: str, parents: Mapping[str, Any]) -> str:
    while parent := parents.get(job_id):
        job_id = str(parent)
    return job_id
