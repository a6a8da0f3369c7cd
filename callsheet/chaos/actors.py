"""The actors: each takes the next errand of the plan, does it, and stays with its jobs to their end."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from callsheet.chaos.caller import AGAIN_S, Answer, Caller
from callsheet.chaos.operator import Operator
from callsheet.chaos.plan import Errand, Face, Step, Twist, Verb
from callsheet.chaos.posting import Posted, posted
from callsheet.chaos.provider import Provider
from callsheet.chaos.shelf import Shelf
from callsheet.chaos.telling import counts_of, id_of, percent_of, status_of
from callsheet.chaos.watchers import Watcher
from callsheet.chaos.witness import ENDED, Asked, Said, jobs_of

WAIT_S = 5
ROWS, TASKS = "/api/import-export", "/api/generation/tasks"
ACCEPTED = {
    Face.V1: 202,
    Face.API: 200,
    Face.BATCHES: 201,
    Face.DOCUMENTARIES: 200,
    Face.IMPORTS: 201,
    Face.EXPORTS: 201,
    Face.TASKS: 201,
}
REFUSED = {
    Twist.UNKNOWN_IMAGE: 404,
    Twist.BAD_TIER: 422,
    Twist.SAME_TIER_TWICE: 422,
    Twist.UNKNOWN_FIELD: 422,
    Twist.NO_IMAGES: 422,
    Twist.NO_TOPIC: 422,
    Twist.UNKNOWN_DATASET: 404,
    Twist.UNKNOWN_COLUMN: 422,
    Twist.EMPTY_FILE: 422,
    Twist.WRONG_SERVICE: 422,
}
CANCELLED = (200, 202, 409)
RETRIED = (202, 409)
CARRIED_TIMES = 3
AGAIN = ("--type", "FirstWorkflowTask", "--reason", "chaos")


class Temporal:
    """The `temporal` command, as an operator would use it; what it says does not matter here."""

    def __init__(self, binary: str, address: str) -> None:
        self._binary, self._address = binary, address

    async def workflow(self, verb: str, job_id: str, *more: str) -> None:
        process = await asyncio.create_subprocess_exec(
            self._binary,
            "workflow",
            verb,
            *("--workflow-id", job_id, *more, "--address", self._address),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        await process.communicate()


class Actors:
    """`owners` are all who asked for anything; `tag` makes names and keys this run's own."""

    def __init__(
        self, caller: Caller, tag: str, shelf: Shelf, temporal: Temporal | None, provider: Provider | None
    ) -> None:
        self._caller, self._evidence = caller, caller.evidence
        self._tag, self._shelf, self._temporal, self._provider = tag, shelf, temporal, provider
        self._watching: set[asyncio.Task[None]] = set()
        self.owners: set[str] = set()

    async def lane(self, plan: Iterator[Errand], stop: asyncio.Event) -> None:
        """One errand after the other until it is time to stop; the last one is finished."""
        for errand in plan:
            await self._do(errand)
            if stop.is_set():
                return

    async def until_told(self) -> None:
        """Until every watcher has heard the end."""
        while self._watching:
            await asyncio.wait(self._watching)

    async def leave(self) -> None:
        for task in self._watching:
            task.cancel()
        await asyncio.gather(*self._watching, return_exceptions=True)

    async def _do(self, errand: Errand) -> None:
        owner = f"{self._tag}-{errand.owner}"
        self.owners.add(owner)
        asked = Asked(f"POST {errand.face}", owner, f"{self._tag}-{errand.number}")
        content, other = await posted(self._shelf, errand, asked)
        self._evidence.asked.append(asked)
        await asyncio.gather(*(self._start(errand, asked, content) for _ in range(errand.copies)))
        if errand.quarrel:
            said = await self._post(errand.face, owner, asked.key, (422,), other)
            asked.quarrel = said.status
        if not asked.job_ids:
            return
        self._watch(errand, owner, asked.job_ids)
        operator = self._operator(errand)
        async with asyncio.TaskGroup() as group:
            for step in errand.steps:
                job_id = asked.job_ids[step.which % len(asked.job_ids)]
                group.create_task(self._steer(step, errand, owner, job_id))
            for job_id in asked.job_ids:
                group.create_task(self._ended(owner, job_id, operator))
        for job_id in asked.job_ids:  # once more: a reset opens what had ended
            job = await self._ended(owner, job_id, operator)
            for _ in range(CARRIED_TIMES if errand.generation and errand.generation.once else 1):
                if job and errand.retries and await _is_missing(errand, job, operator):
                    job = await self._retry(errand, owner, str(job["id"]), operator)

    def _operator(self, errand: Errand) -> Operator | None:
        made = errand.generation
        if made is None or self._provider is None:
            return None
        return Operator(self._caller, self._provider, made.prompt, made.told_after_s)

    async def _start(self, errand: Errand, asked: Asked, content: Posted) -> None:
        allowed = REFUSED.get(errand.twist, ACCEPTED[errand.face])
        answer = await self._post(errand.face, asked.owner, asked.key, (allowed,), content)
        asked.answers.append((answer.status, answer.body, _is_replay(answer)))
        if answer.status < 300:
            for job in jobs_of(answer.body):
                self._said(f"POST {errand.face}", job)

    async def _post(
        self, path: str, owner: str, key: str, allowed: Sequence[int], content: Posted | None = None
    ) -> Answer:
        headers = {"Idempotency-Key": key}
        return await self._caller.insist("POST", path, owner, allowed, headers=headers, **(content or {}))

    async def _retry(
        self, errand: Errand, owner: str, job_id: str, operator: Operator | None
    ) -> Mapping[str, Any] | None:
        """Asked again where the answer was lost; if that is refused, the list shows the job that it made."""
        asked = Asked("POST retry", owner, f"{self._tag}-retry-{job_id}", retry_of=job_id)
        self._evidence.asked.append(asked)
        asking = (f"/v1/jobs/{job_id}/retry", owner, asked.key, RETRIED)
        for answer in await asyncio.gather(*(self._post(*asking) for _ in range(errand.copies))):
            asked.answers.append((answer.status, answer.body, _is_replay(answer)))
        if not asked.job_ids:
            return None
        self._watch(errand, owner, asked.job_ids)
        if operator:
            operator.retried()
        return await self._ended(owner, asked.job_ids[0], operator)

    async def _steer(self, step: Step, errand: Errand, owner: str, job_id: str) -> None:
        await asyncio.sleep(step.after_s)
        api = ROWS if errand.transfer and errand.number % 2 else "/api"
        api = TASKS if errand.generation and errand.number % 2 else api
        match step.verb:
            case Verb.CANCEL:
                await self._cancel("/v1", owner, job_id)
            case Verb.CANCEL_API:
                await self._cancel(api, owner, job_id)
            case Verb.CANCEL_TWICE:
                both = (self._cancel(face, owner, job_id) for face in ("/v1", api))
                await asyncio.gather(*both)
            case Verb.TERMINATE if self._temporal:
                await self._temporal.workflow("terminate", job_id)
            case Verb.TEMPORAL_CANCEL if self._temporal:
                await self._temporal.workflow("cancel", job_id)
            case Verb.RESET if self._temporal:
                self._evidence.resets.add(job_id)
                await self._temporal.workflow("reset", job_id, *AGAIN)

    async def _cancel(self, face: str, owner: str, job_id: str) -> None:
        path = f"{face}/{job_id}" if face == TASKS else f"{face}/jobs/{job_id}"
        answer = await self._caller.ask("POST", f"{path}/cancel", owner, CANCELLED)
        if answer and answer.status in (200, 202):
            for job in jobs_of(answer.body):
                self._said(f"POST {face} cancel", job)

    async def _ended(self, owner: str, job_id: str, operator: Operator | None) -> Mapping[str, Any] | None:
        """Ask until the job has ended; None where nobody tells."""
        path = f"/v1/jobs/{job_id}"
        while True:
            answer = await self._caller.insist("GET", path, owner, (200,), params={"wait": WAIT_S})
            if answer.status != 200:
                return None
            self._said(f"GET {path}", answer.body, answer.headers["etag"].strip('"').rpartition("-")[0])
            if operator:
                await operator.heard(answer.body)
            if answer.body["status"] in ENDED:
                return dict(answer.body)
            await asyncio.sleep(AGAIN_S)

    def _said(self, what: str, job: Mapping[str, Any], run: str | None = None) -> None:
        told = id_of(job), status_of(job), percent_of(job), run, counts_of(job)
        self._evidence.said.append(Said(self._caller.clock(), what, *told))

    def _watch(self, errand: Errand, owner: str, job_ids: list[str]) -> None:
        for number, watching in enumerate(errand.watchers, 1):
            name = f"watcher {errand.number}.{number}"
            watcher = Watcher(self._caller, watching, owner, job_ids, name)
            self._evidence.transcripts.append(watcher.seen)
            task = asyncio.create_task(watcher.watch())
            self._watching.add(task)
            task.add_done_callback(self._watching.discard)


async def _is_missing(errand: Errand, job: Mapping[str, Any], operator: Operator | None) -> bool:
    """Whether a retry makes any sense."""
    if operator and errand.generation and errand.generation.once:
        return await operator.may_help(job["error"])
    return job["status"] != "completed" or errand.batch is not None


def _is_replay(answer: Answer) -> bool:
    return bool(answer.headers.get("idempotent-replayed") == "true")
