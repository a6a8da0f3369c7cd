"""The client core does under every transcript what it must: `make test-web`, since it needs node."""

from collections.abc import AsyncIterator

import pytest

from tests.conformance.kit import transcripts
from tests.web.core_client import CoreClient, core_client

KIT = transcripts()


@pytest.fixture(scope="module")
async def client() -> AsyncIterator[CoreClient]:
    async with core_client() as running:
        yield running


@pytest.mark.parametrize("name", KIT)
async def test_a_watcher_in_javascript_makes_of_it_what_it_must(name: str, client: CoreClient) -> None:
    assert await client.judged(KIT[name]) == [], KIT[name].promise
