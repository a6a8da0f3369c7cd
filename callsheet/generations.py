"""Pictures and video from words: the part of the client that is about generation tasks.

upload = await callsheet.upload_generation_file("owl.png")
task = await callsheet.create_generation_task("owls", midjourney("Brass gears", images=[upload]))
"""

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import anyio
from anyio import to_thread

from callsheet.assets import place, stem_of
from callsheet.calls import Calls, safe
from callsheet.datasets import told
from callsheet.generation_models import Asset, Prompt, Spending, Task, Upload
from callsheet.uploading import OnBytes, Outgoing
from callsheet.wire import AFTER_UPLOAD

API = "/api/generation"
TASKS = f"{API}/tasks"
PROMPTS = "/v1/prompts"
Which = str | Task
"""A task, or its id."""


class Generations(Calls):
    """Tasks are jobs like all others: `job`, `watch`, `cancel` and `retry` know them, too."""

    async def create_generation_task(
        self,
        prompt_id: str,
        provider_params: Mapping[str, Any],
        *,
        notify: Mapping[str, str] | None = None,
        owner: str | None = None,
        idempotency_key: str | None = None,
    ) -> Task:
        """Ask for what `imagen4`, `veo3`, `midjourney` or `sora2` described. It is paid for once.

        `prompt_id` is your own word for what belongs together, or the id of a prompt that is kept.
        """
        body = told(promptId=prompt_id, providerParams=dict(provider_params), notify=notify, ownerId=owner)
        answer = await self._once(TASKS, idempotency_key, json=body)
        return Task.model_validate({**answer["data"], "warnings": answer.get("warnings") or ()})

    async def generation_tasks(self, prompt_id: str, *, limit: int | None = None) -> list[Task]:
        """Those of a prompt, newest first; the newest two hundred unless `limit` says so."""
        answer = await self._line.ask("GET", TASKS, params=told(promptId=prompt_id, limit=limit))
        return [Task.model_validate(task) for task in answer]

    async def generation_task(self, task: Which) -> Task:
        """How it stands now."""
        return Task.model_validate(await self._line.ask("GET", _path(task)))

    async def cancel_generation_task(self, task: Which) -> Task:
        """As it stands a moment later. What the provider has begun it may finish; a retry takes it up."""
        return Task.model_validate(await self._line.ask("POST", f"{_path(task)}/cancel"))

    async def retry_generation_task(self, task: Which, *, idempotency_key: str | None = None) -> Task:
        """The new task. What is paid for is not ordered again, unless the provider has failed at it."""
        return Task.model_validate(await self._once(f"{_path(task)}/retry", idempotency_key))

    async def delete_generation_task(self, task: Which) -> None:
        """Remove a task that has ended, with its files."""
        await self._line.ask("DELETE", _path(task))

    async def resolve_outcome(
        self, task: Which, external_task_id: str | None = None, *, accepted: bool | None = None
    ) -> Task:
        """Say what became of a paid call that was never answered; only the operator may.

        `external_task_id`: the provider has it under that id, which is looked up before it counts.
        `accepted=False`: the provider has no such task, and the call is made again.
        """
        if (external_task_id is None) == (accepted is None) or accepted:
            raise ValueError("Say either external_task_id, or accepted=False.")
        body = told(externalTaskId=external_task_id, accepted=accepted)
        return Task.model_validate(await self._line.ask("POST", f"{_path(task)}/outcome", json=body))

    async def generation_spending(self) -> Spending:
        """What all tasks have cost at the provider; only the operator may."""
        return Spending.model_validate(await self._line.ask("GET", f"{API}/spending"))

    async def upload_generation_file(
        self, file: str | os.PathLike[str], *, on_bytes: OnBytes | None = None
    ) -> Upload:
        """Send a picture or a video, as it is read, for tasks of the next three days to work from."""
        with Outgoing(file, on_bytes) as outgoing:
            more = {"files": outgoing.part, "timeout": AFTER_UPLOAD}
            answer = await self._line.ask("POST", f"{API}/uploads", **more)
        return Upload.model_validate(answer["data"])

    async def download_assets(
        self, task: Task, folder: str | os.PathLike[str], *, on_bytes: OnBytes | None = None
    ) -> list[Path]:
        """Save what a task has made, as `<words of the prompt>-1.png` and so on; each checked by its digest.

        What is there already is not fetched again, and no other file is overwritten. `on_bytes` hears how
        many bytes of all files are here.
        """
        kept: list[Path] = []
        here, size = 0, sum(asset.bytes for asset in task.assets)
        for asset in task.assets:
            heard = partial(_of_all, on_bytes, here, size)
            to = await to_thread.run_sync(place, Path(folder), stem_of(task), asset, kept)
            kept.append(await self._kept(asset, to, heard))
            here += asset.bytes
        return kept

    async def create_prompt(
        self,
        content: str,
        type: str = "image",  # noqa: A002 (the wire's name)
        *,
        prompt_id: str | None = None,
        owner: str | None = None,
    ) -> Prompt:
        """Keep a text that tasks may name. The same under the same id again changes nothing."""
        body = told(content=content, type=type, id=prompt_id, ownerId=owner)
        return Prompt.model_validate(await self._line.ask("POST", PROMPTS, json=body))

    async def prompts(self, *, limit: int | None = None) -> list[Prompt]:
        """The newest fifty, unless `limit` says so."""
        answer = await self._line.ask("GET", PROMPTS, params=told(limit=limit))
        return [Prompt.model_validate(prompt) for prompt in answer["data"]]

    async def prompt(self, prompt_id: str) -> Prompt:
        return Prompt.model_validate(await self._line.ask("GET", f"{PROMPTS}/{safe(prompt_id)}"))

    async def delete_prompt(self, prompt_id: str) -> None:
        """What was made of it stays."""
        await self._line.ask("DELETE", f"{PROMPTS}/{safe(prompt_id)}")

    async def _kept(self, asset: Asset, to: Path, on_bytes: OnBytes) -> Path:
        if await anyio.Path(to).exists():
            on_bytes(asset.bytes, asset.bytes)
            return to
        return Path(await self.download(asset.url, to, sha256=asset.sha256, on_bytes=on_bytes))


def _path(task: Which) -> str:
    return f"{TASKS}/{safe(task if isinstance(task, str) else task.id)}"


def _of_all(on_bytes: OnBytes | None, here: int, size: int, done: int, of: int) -> None:
    if on_bytes:
        on_bytes(here + done, size)
