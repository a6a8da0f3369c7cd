"""Generation tasks for scripts without `async`; the words are those of `Generations`."""

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from callsheet.generation_models import Prompt, Spending, Task, Upload
from callsheet.generation_tasks import GenerationTasks
from callsheet.generations import Which
from callsheet.sync_generation_tasks import GenerationTasksInThread
from callsheet.sync_transfers import TransfersInThread
from callsheet.uploading import OnBytes


class GenerationsInThread(TransfersInThread):
    """Each call runs on the portal's event loop."""

    def create_generation_task(
        self,
        prompt_id: str,
        provider_params: Mapping[str, Any],
        *,
        notify: Mapping[str, str] | None = None,
        owner: str | None = None,
        idempotency_key: str | None = None,
    ) -> Task:
        asked: dict[str, Any] = {"notify": notify, "owner": owner}
        begin = partial(self._client.create_generation_task, idempotency_key=idempotency_key, **asked)
        return self._portal.call(begin, prompt_id, provider_params)

    def generation_tasks(self, prompt_id: str, *, limit: int | None = None) -> list[Task]:
        return self._portal.call(partial(self._client.generation_tasks, prompt_id, limit=limit))

    def generation_task(self, task: Which) -> Task:
        return self._portal.call(self._client.generation_task, task)

    def cancel_generation_task(self, task: Which) -> Task:
        return self._portal.call(self._client.cancel_generation_task, task)

    def retry_generation_task(self, task: Which, *, idempotency_key: str | None = None) -> Task:
        call = partial(self._client.retry_generation_task, task, idempotency_key=idempotency_key)
        return self._portal.call(call)

    def delete_generation_task(self, task: Which) -> None:
        self._portal.call(self._client.delete_generation_task, task)

    def resolve_outcome(
        self, task: Which, external_task_id: str | None = None, *, accepted: bool | None = None
    ) -> Task:
        call = partial(self._client.resolve_outcome, task, external_task_id, accepted=accepted)
        return self._portal.call(call)

    def generation_spending(self) -> Spending:
        return self._portal.call(self._client.generation_spending)

    def upload_generation_file(
        self, file: str | os.PathLike[str], *, on_bytes: OnBytes | None = None
    ) -> Upload:
        return self._portal.call(partial(self._client.upload_generation_file, file, on_bytes=on_bytes))

    def download_assets(
        self, task: Task, folder: str | os.PathLike[str], *, on_bytes: OnBytes | None = None
    ) -> list[Path]:
        return self._portal.call(partial(self._client.download_assets, task, folder, on_bytes=on_bytes))

    def create_prompt(
        self,
        content: str,
        type: str = "image",  # noqa: A002 (the wire's name)
        *,
        prompt_id: str | None = None,
        owner: str | None = None,
    ) -> Prompt:
        call = partial(self._client.create_prompt, content, type, prompt_id=prompt_id, owner=owner)
        return self._portal.call(call)

    def prompts(self, *, limit: int | None = None) -> list[Prompt]:
        return self._portal.call(partial(self._client.prompts, limit=limit))

    def prompt(self, prompt_id: str) -> Prompt:
        return self._portal.call(self._client.prompt, prompt_id)

    def delete_prompt(self, prompt_id: str) -> None:
        self._portal.call(self._client.delete_prompt, prompt_id)

    def follow_prompt(
        self, prompt_id: str, *, live: bool = False, poll_interval: float = 3.0
    ) -> GenerationTasksInThread:
        async def begin() -> GenerationTasks:
            return self._client.follow_prompt(prompt_id, live=live, poll_interval=poll_interval)

        return GenerationTasksInThread(self._portal, self._portal.call(begin))
