"""A pack tells its batch how far the shard is while it works: it may be long until it ends.

At most once a second, and only where a hundredth of the batch was done since: its history stays short.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from temporalio import activity
from temporalio.service import RPCError

from storage.items import Items
from workflows.contracts.annotation import Shard, ShardReport

log = logging.getLogger("callsheet.annotation")
EVERY_S = 1.0


@asynccontextmanager
async def telling(items: Items, shard: Shard) -> AsyncIterator[None]:
    task = asyncio.create_task(_tell(items, shard))
    try:
        yield
    finally:
        task.cancel()


async def _tell(items: Items, shard: Shard) -> None:
    batch = activity.client().get_workflow_handle(shard.request.job_id)
    told = (await items.tally(shard)).processed
    while True:
        await asyncio.sleep(EVERY_S)
        tally = await items.tally(shard)
        if tally.processed - told < max(1, shard.request.total // 100):
            continue
        told = tally.processed
        try:
            await batch.signal("shard", ShardReport(number=shard.number, tally=tally, trying=True))
        except RPCError as error:  # the batch has ended, or Temporal is away: the shard's own word follows
            log.info("the batch %s does not hear of its shard: %s", shard.request.job_id, error)
