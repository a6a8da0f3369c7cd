"""The API's only way to Temporal: start, look, watch, cancel; every call has a deadline of its own."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from typing import Any

from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import Client
from temporalio.common import (
    Priority,
    SearchAttributeKey,
    SearchAttributePair,
    TypedSearchAttributes,
    WorkflowIDReusePolicy,
)
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.exceptions import WorkflowAlreadyStartedError

from settings import Settings
from sight import Sights, translated
from storage.orders import NewStart

LONG_POLL = timedelta(seconds=70)
START_S = 1.5  # whoever starts a job waits for this; what is not started then is started a little later
POLL_RENEWED = timedelta(seconds=75)
"""A worker's poll lasts a minute, then it polls again: who has not for longer is gone."""


class Gateway(Sights):
    def __init__(self, client: Client, settings: Settings) -> None:
        super().__init__(client, settings.temporal_timeout_s)
        self._settings = settings

    @classmethod
    async def connect(cls, settings: Settings) -> "Gateway":
        """Does not wait for Temporal: accepting jobs must work while it is away."""
        client = await Client.connect(
            settings.temporal_address,
            namespace=settings.temporal_namespace,
            data_converter=pydantic_data_converter,
            lazy=True,
        )
        return cls(client, settings)

    async def start(self, start: NewStart) -> None:
        """Start a workflow; one that was started before is left alone, whoever did it."""
        with translated():
            async with asyncio.timeout(min(self._settings.temporal_timeout_s, START_S)):
                try:
                    await self.client.start_workflow(
                        start.workflow,
                        start.request,
                        id=start.workflow_id,
                        task_queue=self._settings.task_queue,
                        id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
                        search_attributes=typed(start.attributes),
                        static_summary=start.summary,
                        priority=Priority(priority_key=2, fairness_key=start.owner),
                    )
                except WorkflowAlreadyStartedError:
                    return

    async def cancel(self, job_id: str) -> None:
        """What `temporal workflow cancel` does."""
        with translated():
            async with asyncio.timeout(self._settings.temporal_timeout_s):
                await self.client.get_workflow_handle(job_id).cancel()

    async def signal(self, job_id: str, name: str) -> None:
        """What `temporal workflow signal` does."""
        with translated():
            async with asyncio.timeout(self._settings.temporal_timeout_s):
                await self.client.get_workflow_handle(job_id).signal(name)

    async def history(self, job_id: str, run_id: str) -> AsyncGenerator[HistoryEvent, None]:
        """Every event of that run from the first, each as soon as it is committed; ends when the run does."""
        handle = self.client.get_workflow_handle(job_id, run_id=run_id)
        with translated():
            async for event in handle.fetch_history_events(wait_new_event=True, rpc_timeout=LONG_POLL):
                yield event

    async def workers(self) -> int:
        """How many workers poll the task queue."""
        newest = datetime.now(UTC) - POLL_RENEWED
        return sum(at > newest for at in await self.polls(self._settings.task_queue))


def typed(attributes: Any) -> TypedSearchAttributes:
    return TypedSearchAttributes(
        [SearchAttributePair(SearchAttributeKey.for_keyword(key), word) for key, word in attributes.items()]
    )
