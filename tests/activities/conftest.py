"""Models on loopback, and the providers that speak to them."""

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from activities.providers.chat.author import ChatAuthor, open_chat
from activities.providers.local.author import TemplateAuthor
from activities.providers.vision.annotator import Vision, open_vision
from tests.support.chat_server import ChatServer, chat_server
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


@pytest.fixture
async def chat() -> AsyncIterator[ChatServer]:
    async with chat_server() as chat:
        yield chat


@pytest.fixture
async def author(chat: ChatServer) -> AsyncIterator[ChatAuthor]:
    author = open_chat(chat.url, "wren-1", SecretStr(KEY), timeout_s=20, fallback=TemplateAuthor())
    yield author
    await author.close()
