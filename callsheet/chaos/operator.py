"""An operator who compares: of a paid call whose answer was lost, the provider's own list tells the truth."""

from collections.abc import Mapping
from typing import Any

from callsheet.chaos.caller import Caller
from callsheet.chaos.generation_plan import APART_S
from callsheet.chaos.provider import Provider

UNKNOWN = "outcome-unknown"
TOLD = (200, 403, 404, 409)


class Operator:
    """Looks after one generation task and its retries, which share a prompt.

    `after_s` None: the first of them is left to itself.
    """

    def __init__(self, caller: Caller, provider: Provider, prompt: str, after_s: float | None) -> None:
        self._caller, self._provider = caller, provider
        self._prompt, self._after_s = prompt, after_s
        self._since: float | None = None
        self._known: set[str] = set()

    async def heard(self, job: Mapping[str, Any]) -> None:
        """How it stands, again and again. What is not known to anybody for so long is found out."""
        if ended := (job["result"] or {}).get("externalTaskId"):
            self._known.add(ended)
        if UNKNOWN not in (job["waitingFor"] or ""):
            self._since = None
            return
        now = self._caller.clock()
        self._since = now if self._since is None else self._since
        if self._after_s is not None and now - self._since >= self._after_s:
            await self._tell(str(job["id"]))

    def retried(self) -> None:
        """From now on it is looked after."""
        self._after_s, self._since = self._after_s or APART_S, None

    async def _tell(self, job_id: str) -> None:
        truth = await self._provider.truth()
        made = [line["taskId"] for line in truth["accepted"] if prompt_of(line["body"]) == self._prompt]
        new = [task_id for task_id in made if task_id not in self._known]
        said = {"externalTaskId": new[-1]} if new else {"accepted": False}
        path = f"/api/generation/tasks/{job_id}/outcome"
        await self._caller.ask("POST", path, "", TOLD, json=said)


def prompt_of(body: Mapping[str, Any]) -> str:
    """That of an order, as the provider got it."""
    return str(body.get("prompt") or body["input"]["prompt"])
