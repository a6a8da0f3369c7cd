"""An operator who compares: of a paid call whose answer was lost, the provider's own list tells the truth."""

from collections.abc import Mapping
from typing import Any

from callsheet.chaos.caller import Caller
from callsheet.chaos.generation_plan import APART_S
from callsheet.chaos.generations import LATE, UNKNOWN, Made, made_of
from callsheet.chaos.provider import Provider

CARRIED = LATE | {"assets-incomplete"}
"""How a task fails that its provider did not: a retry goes on with what was paid."""
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

    async def may_help(self, error: Mapping[str, Any] | None) -> bool:
        """Whether a retry would have what the provider has: not what it refused or failed at, nor what will
        never be told to be done."""
        carried = (error or {}).get("code") in CARRIED
        return carried and not any(made.endless for made in await self._made())

    async def _tell(self, job_id: str) -> None:
        new = [made.id for made in await self._made() if made.id not in self._known]
        said = {"externalTaskId": new[-1]} if new else {"accepted": False}
        path = f"/api/generation/tasks/{job_id}/outcome"
        await self._caller.ask("POST", path, "", TOLD, json=said)

    async def _made(self) -> list[Made]:
        return made_of(await self._provider.truth()).get(self._prompt, [])
