"""One tree of real processes for all that a browser does here; a fresh browser for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.browser import Page, browsing
from tests.support.processes import Up, up


@pytest.fixture(scope="session")
async def tree(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Up]:
    async with up(tmp_path_factory.mktemp("tree")) as running:
        await running.ready()
        yield running


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    async with browsing(tmp_path / "chromium") as tab:
        yield tab
