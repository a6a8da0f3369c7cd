"""Annotates an image with one call of a vision model."""

from pydantic import SecretStr

from activities.providers.vision.answer import read
from activities.providers.vision.photo import Photos, data_uri
from activities.providers.vision.question import PARTNER, question
from activities.providers.wire.calls import Chat
from activities.providers.wire.clients import Clients
from workflows.contracts.annotated import Annotation


class Vision:
    """An image that must be made smaller or turned is decoded in one of `decodes_at_once` child processes."""

    at_once: int | None = None

    def __init__(self, chat: Chat, decodes_at_once: int) -> None:
        self.engine = chat.model
        self._chat, self._photos = chat, Photos(decodes_at_once)

    async def annotate(self, image: bytes, *, text: bool) -> Annotation:
        photo = await self._photos.make(image)
        answer = await self._chat.ask(question(data_uri(photo), text))
        return read(answer, self.engine, photo, text)

    async def close(self) -> None:
        await self._chat.close()


def open_vision(url: str, model: str, key: SecretStr, timeout_s: float, decodes_at_once: int = 1) -> Vision:
    """With connections of its own; `close` it. Raises `ValueError` for what can never work."""
    return Vision(Chat(Clients(), PARTNER, url, model, key, timeout_s), decodes_at_once)
