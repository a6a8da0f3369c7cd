"""A vision model on loopback, and the provider that speaks to it."""

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from activities.providers.vision.annotator import Vision, open_vision
from tests.support.vision_server import VisionServer, vision_server

KEY = "sk-canary-5b1c"


@pytest.fixture
async def server() -> AsyncIterator[VisionServer]:
    async with vision_server() as server:
        yield server


@pytest.fixture
async def vision(server: VisionServer) -> AsyncIterator[Vision]:
    vision = open_vision(server.url, "tern-1", SecretStr(KEY), timeout_s=20)
    yield vision
    await vision.close()
