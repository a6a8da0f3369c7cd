"""A worker process: the one place where ports meet providers. `python worker.py` runs it alone."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions
from tenacity import before_sleep_log, retry, retry_if_exception_type, stop_never, wait_fixed

import casting
from activities.annotation import Annotations
from activities.collecting import Collection
from activities.documentary import Desk, Documentaries
from activities.enhancement import Enhancements
from activities.generation import Agency, Generations
from activities.housekeeping import Housekeeper
from activities.job import JobRows
from activities.lending import Lender
from activities.narrating import Studio
from activities.notification import Notifier
from activities.ordering import Orders
from activities.providers.base import Annotator
from activities.providers.generator import Drawer, Generator
from activities.providers.local.annotator import LocalAnnotator
from activities.providers.local.waifu2x import Waifu2x
from activities.providers.mail import Smtp
from activities.providers.studio import Narrator
from activities.providers.vision.annotator import open_vision
from activities.transfer import Transfers
from activities.trying import Trier
from activities.watching import Watcher
from crew import Crew
from schedules import keep_house
from settings import Settings
from sight import Sights
from storage.artifacts import Artifacts
from storage.catalog import Catalog
from storage.creations import Creations
from storage.database import Database, StorageUnavailable
from storage.expiry import Expiry
from storage.images import Decoder
from storage.items import Items
from storage.loads import Loads
from storage.loans import Loans
from storage.notices import Receivers
from storage.outcomes import Outcomes
from storage.permits import Permits
from storage.playlists import Playlists
from storage.slots import Rate
from storage.snapshots import Snapshots
from storage.stages import Stages
from storage.tiers import Tiers
from storage.vault import Vault, key_of
from webhooks import Webhooks
from workflows.registry import WORKFLOWS

log = logging.getLogger("callsheet.worker")
THROTTLE = timedelta(milliseconds=250)  # the default holds progress and cancels back for many seconds
STICKY = timedelta(seconds=3)  # a dead worker's workflows wait so long for it, ten by default
WORKFLOW_TASKS_AT_ONCE = 16  # they share one core: of very many all would miss their deadline, for ever
LOOK_ARRIVES_S = 0.5  # a look that may be made is at its provider by then, also from a worker that is busy
PART_S = 300.0  # to read or write some thousand rows; to close a large workbook
PASSED_THROUGH = ("workflows.contracts", "workflows.ports", "workflows.policies")
RUNNER = SandboxedWorkflowRunner(
    restrictions=SandboxRestrictions.default.with_passthrough_modules(*PASSED_THROUGH)
)


def activities(
    settings: Settings, database: Database, client: Client, generator: Generator | None
) -> list[Callable[..., Any]]:
    artifacts = Artifacts(database, settings.artifacts)
    decoder = Decoder(settings.max_image_pixels, settings.decode_timeout_s, settings.cores)
    enhancements = Enhancements(artifacts, decoder, Waifu2x(settings.cores), settings.cores)
    annotations = annotating(settings, database, annotator(settings))
    return [
        *core(settings, database, client),
        *enhancements.methods(),
        *annotations.methods(),
        *documentaries(settings, database).methods(),
        *transfers(settings, database).methods(),
        *generations(settings, database, generator).methods(),
    ]


def annotator(settings: Settings) -> Annotator:
    """The vision model that is set, else the one that measures here."""
    if settings.vision_url:
        key, timeout_s = settings.vision_api_key, settings.vision_timeout_s
        return open_vision(settings.vision_url, settings.vision_model, key, timeout_s, settings.cores)
    return LocalAnnotator(settings.cores, settings.max_image_pixels, settings.decode_timeout_s)


def annotating(settings: Settings, database: Database, annotator: Annotator) -> Annotations:
    artifacts = Artifacts(database, settings.artifacts)
    tiers = Tiers.of_settings(settings)
    permits = Permits(database, tiers, settings.rate_window_s, settings.annotation_call_s)
    trier = Trier(artifacts, annotator, settings.annotation_call_s)
    return Annotations(Items(database), Outcomes(database, permits), permits, annotator, trier)


def documentaries(
    settings: Settings, database: Database, desk: Desk | None = None, narrator: Narrator | None = None
) -> Documentaries:
    """With those who are given, else with those whom the settings name."""
    vault = Vault(database, key_of(settings.vault_key, settings.data))
    studio = Studio(Artifacts(database, settings.artifacts), narrator or casting.narrator(settings))
    kept, shelf = Stages(database), Playlists(database)
    return Documentaries(kept, shelf, vault, desk or casting.desk(settings), studio)


def transfers(settings: Settings, database: Database, loads: Loads | None = None) -> Transfers:
    crew = Crew(settings.transfers_at_once, PART_S, nice=5, most_memory=2 << 30)
    kept, artifacts = Stages(database), Artifacts(database, settings.artifacts)
    return Transfers(loads or Loads(database), Snapshots(database), kept, artifacts, crew)


def generations(
    settings: Settings,
    database: Database,
    generator: Generator | None,
    drawer: Drawer | None = None,
) -> Generations:
    """`generator` None: nothing is ordered outside; with the drawer that is given, else with ours."""
    artifacts, creations = Artifacts(database, settings.artifacts), Creations(database)
    kept, pixels = Stages(database), settings.max_image_pixels
    collection = Collection(artifacts, kept, pixels, settings.cores, settings.decode_timeout_s)
    drawer = drawer or casting.drawer(settings)
    if generator is None:
        return Generations(creations, collection, drawer, None, settings.max_asset_bytes)
    call_s = settings.kie_timeout_s
    creates = Rate(f"{generator.name}-create", settings.kie_creates, settings.kie_window_s, call_s)
    looks = Rate(f"{generator.name}-look", settings.kie_looks_per_s, 1.0, LOOK_ARRIVES_S)
    orders = Orders(creations, generator, Lender(artifacts, Loans(database), generator), creates)
    watcher = Watcher(creations, generator, looks, settings.kie_poll_s)
    agency = Agency(generator, orders, watcher)
    return Generations(creations, collection, drawer, agency, settings.max_asset_bytes)


def core(settings: Settings, database: Database, client: Client) -> list[Callable[..., Any]]:
    """What every kind of job relies on."""
    catalog = Catalog(database, settings.initial_credits, Receivers.of_settings(settings))
    sights = Sights(client, settings.temporal_timeout_s)
    expiry = Expiry(database, Artifacts(database, settings.artifacts))
    retention, lost_after = timedelta(days=settings.retention_days), timedelta(seconds=settings.lost_after_s)
    housekeeper = Housekeeper(catalog, sights, expiry, retention, lost_after)
    return [*JobRows(catalog, sights).methods(), *housekeeper.methods(), *notifier(settings).methods()]


def notifier(settings: Settings) -> Notifier:
    smtp = Smtp(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_from,
        settings.smtp_security,
        settings.smtp_username,
        settings.smtp_password,
    )
    mailer = smtp if settings.smtp_host else None
    at_once = settings.activities_at_once // 4
    return Notifier(Webhooks.of_settings(settings), mailer, settings.public_url, at_once)


@retry(
    retry=retry_if_exception_type(RuntimeError),  # what connect raises while nobody listens
    wait=wait_fixed(0.5),
    stop=stop_never,
    before_sleep=before_sleep_log(log, logging.INFO),
)
async def connect(settings: Settings) -> Client:
    """A client as soon as Temporal answers, however long that takes."""
    return await Client.connect(
        settings.temporal_address,
        namespace=settings.temporal_namespace,
        data_converter=pydantic_data_converter,
    )


def worker(client: Client, settings: Settings, activities: Sequence[Callable[..., Any]]) -> Worker:
    return Worker(
        client,
        task_queue=settings.task_queue,
        workflows=WORKFLOWS,
        activities=activities,
        workflow_runner=RUNNER,
        max_concurrent_workflow_tasks=WORKFLOW_TASKS_AT_ONCE,
        sticky_queue_schedule_to_start_timeout=STICKY,
        max_concurrent_activities=settings.activities_at_once,
        max_heartbeat_throttle_interval=THROTTLE,
        default_heartbeat_throttle_interval=THROTTLE,
    )


async def main(settings: Settings) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    database = Database(settings.database)
    await database.migrate()
    connecting = asyncio.create_task(connect(settings))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((connecting, stopping), return_when=asyncio.FIRST_COMPLETED)
    if connecting.done():
        client = connecting.result()
        await keep_house(client, settings)
        generator = casting.generator(settings)
        async with worker(client, settings, activities(settings, database, client, generator)):
            log.info("worker %d is polling %s", os.getpid(), settings.task_queue)
            await stop.wait()
        if generator:
            await generator.close()
    connecting.cancel()
    await database.close()


if __name__ == "__main__":
    del __file__  # else every child process would import this module again, and all of Temporal with it
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)  # else every call of a provider is a line
    try:
        asyncio.run(main(Settings()))
    except StorageUnavailable as unavailable:
        sys.exit(f"callsheet worker: {unavailable}")
