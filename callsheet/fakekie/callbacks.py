"""Callbacks: as often, as late, as wrong and as badly signed as the script wants them."""

import asyncio
import base64
import hashlib
import hmac
import time
import uuid
from typing import Any

import httpx

from callsheet.fakekie.families import FAMILIES
from callsheet.fakekie.faults import Call
from callsheet.fakekie.task import Task
from callsheet.fakekie.truth import Truth

TIMEOUT_S = 15
OLD_S = 600


class Callbacks:
    """None is repeated: whoever is away when one comes never hears of it. `speed` scales their delays."""

    def __init__(self, truth: Truth, secret: str, speed: float) -> None:
        self._truth, self._secret, self._speed = truth, secret, speed
        self._http = httpx.AsyncClient(timeout=TIMEOUT_S, trust_env=False, follow_redirects=False)

    async def send(self, task: Task, *, before_answer: bool) -> None:
        """All at that point, at the same time; those with the same delay race."""
        calls = [call for call in task.script.callbacks if call.before_answer == before_answer]
        if task.call_back_url:
            await asyncio.gather(*[self._send(task, call) for call in calls])

    async def _send(self, task: Task, call: Call) -> None:
        assert task.call_back_url
        await asyncio.sleep(call.after_s / self._speed)
        message = self._message(task, call)
        headers = self._headers(message, call)
        answered: int | str
        try:
            answered = (await self._http.post(task.call_back_url, json=message, headers=headers)).status_code
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            answered = type(error).__name__
        self._truth.note(
            "callback",
            taskId=task.id,
            url=task.call_back_url,
            claims=call.claims,
            forged=call.forged,
            code=message["code"],
            answered=answered,
        )

    def _message(self, task: Task, call: Call) -> dict[str, Any]:
        message = FAMILIES[task.family].callback(task, task.claimed(call.claims))
        data = message["data"]
        if call.forged == "id":
            data["taskId"] = uuid.uuid4().hex
        if call.snake:
            data["task_id"] = data.pop("taskId")
        return message

    def _headers(self, message: dict[str, Any], call: Call) -> dict[str, str]:
        if not self._secret or call.forged == "unsigned":
            return {}
        data = message["data"]
        at = int(time.time()) - (OLD_S if call.forged == "old" else 0)
        secret = f"not {self._secret}" if call.forged == "signature" else self._secret
        signature = signed(data.get("taskId") or data["task_id"], at, secret)
        return {"X-Webhook-Timestamp": str(at), "X-Webhook-Signature": signature}

    async def close(self) -> None:
        await self._http.aclose()


def signed(task_id: str, at: int, secret: str) -> str:
    """As Kie does it: of the id and the time only, the rest of the body can be anything."""
    digest = hmac.digest(secret.encode(), f"{task_id}.{at}".encode(), hashlib.sha256)
    return base64.b64encode(digest).decode()
