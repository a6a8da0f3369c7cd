"""What a route may use: built once per process, found in `app.state`.

Dependencies are `async` although they wait for nothing: FastAPI would send each other one through a thread.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Query, Request

from api.admission import Admission
from api.dispatcher import Dispatcher
from api.errors import Problem
from api.feed import Feed
from api.gateway import Gateway
from api.links import Links
from api.reading import JobReader
from api.sse import Streams
from api.standing import Standings
from api.waiting import WaitingRoom
from crew import Crew
from settings import Settings
from storage.artifacts import Artifacts
from storage.catalog import Catalog
from storage.creations import Creations
from storage.database import Database
from storage.datasets import Datasets
from storage.expiry import Expiry
from storage.files import Files
from storage.images import Decoder
from storage.items import Items
from storage.library import Library
from storage.listing import Listing
from storage.load_faults import LoadFaults
from storage.loads import Loads
from storage.notices import Receivers
from storage.permits import Permits
from storage.playlists import Playlists
from storage.prompts import Prompts
from storage.queues import Queues
from storage.results import Results
from storage.stages import Stages
from storage.tiers import Owners, Tiers
from storage.vault import Vault, key_of
from webhooks import Webhooks

LOOK_S = 30.0
"""Longest time to find out what a file of rows is."""


@dataclass(frozen=True)
class Rooms:
    settings: Settings
    links: Links
    database: Database
    catalog: Catalog
    library: Library
    artifacts: Artifacts
    decoder: Decoder
    gateway: Gateway
    dispatcher: Dispatcher
    admission: Admission
    expiry: Expiry
    reader: JobReader
    feed: Feed
    streams: Streams
    items: Items
    results: Results
    owners: Owners
    stages: Stages
    playlists: Playlists
    vault: Vault
    waiting: WaitingRoom
    webhooks: Webhooks
    crew: Crew

    @property
    def files(self) -> Files:
        return Files(self.database, self.artifacts)

    @property
    def datasets(self) -> Datasets:
        return Datasets(self.database)

    @property
    def loads(self) -> Loads:
        return Loads(self.database)

    @property
    def load_faults(self) -> LoadFaults:
        return LoadFaults(self.database)

    @property
    def prompts(self) -> Prompts:
        return Prompts(self.database)

    @property
    def creations(self) -> Creations:
        return Creations(self.database)

    @property
    def listing(self) -> Listing:
        return Listing(self.database)

    @classmethod
    async def open(cls, settings: Settings) -> "Rooms":
        database = Database(settings.database)
        await database.migrate()
        catalog = Catalog(database, settings.initial_credits, Receivers.of_settings(settings))
        gateway = await Gateway.connect(settings)
        tiers, results = Tiers.of_settings(settings), Results(database)
        permits = Permits(database, tiers, settings.rate_window_s, settings.annotation_call_s)
        queues = Queues(database, {"documentary": settings.documentaries_at_once})
        standings = Standings(results, permits, Creations(database))
        reader = JobReader(catalog, gateway, standings, queues)
        dispatcher = Dispatcher(catalog, gateway)
        artifacts = Artifacts(database, settings.artifacts)
        links = Links.of(settings)
        feed = Feed(reader, gateway, settings.describe_per_s)
        return cls(
            settings=settings,
            links=links,
            database=database,
            catalog=catalog,
            library=Library(database),
            artifacts=artifacts,
            expiry=Expiry(database, artifacts),
            decoder=Decoder(settings.max_image_pixels, settings.decode_timeout_s, settings.cores),
            gateway=gateway,
            dispatcher=dispatcher,
            admission=Admission(reader, dispatcher, settings.open_jobs),
            reader=reader,
            feed=feed,
            streams=Streams(feed, links, settings),
            items=Items(database),
            results=results,
            owners=Owners(database, tiers, settings.initial_credits),
            stages=Stages(database),
            playlists=Playlists(database),
            vault=Vault(database, key_of(settings.vault_key, settings.data)),
            waiting=WaitingRoom(queues, reader),
            webhooks=Webhooks.of_settings(settings),
            crew=Crew(settings.cores, LOOK_S, nice=0, most_memory=1 << 30),
        )


async def _rooms(request: Request) -> Rooms:
    rooms: Rooms = request.app.state.rooms
    return rooms


async def json_only(request: Request) -> None:
    """415 for a body that does not say it is JSON; a body of nothing may say nothing."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and (kind or not _is_empty(request)):
        raise Problem(415, "not-json", "Send the body as application/json.")


async def form_only(request: Request) -> None:
    """415 for a body that does not say it is a form; a body of nothing may say nothing."""
    kind = request.headers.get("content-type", "")
    if not kind.lower().startswith("multipart/form-data") and (kind or not _is_empty(request)):
        raise Problem(415, "not-a-form", "Send the file as multipart/form-data, in the field `file`.")


async def json_or_nothing(request: Request) -> None:
    """The same where a body may be left out; then whatever kind it is said to be."""
    if not _is_empty(request):
        await json_only(request)


def _is_empty(request: Request) -> bool:
    return request.headers.get("content-length", "0") == "0" and "transfer-encoding" not in request.headers


def position(cursor: str | None) -> int | None:
    """The number that a page's cursor stands for."""
    if cursor is None:
        return None
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 16):
        raise Problem(422, "cursor-invalid", "The cursor is not one of ours.", pointer="?cursor")
    return int(cursor)


Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        description="The same key with the same body gets the same answer, and starts nothing twice.",
    ),
]
Cursor = Annotated[
    str | None,
    Query(description="`nextCursor` of the page before.", json_schema_extra={"pattern": r"^\d{1,15}$"}),
]
Use = Annotated[Rooms, Depends(_rooms)]
