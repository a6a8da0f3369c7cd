"""One call of a compatible server: asked once, bounded in bytes and time, never repeated here."""

import asyncio
from typing import Any

import httpx
from pydantic import SecretStr

from activities.providers.base import ProviderBusy
from activities.providers.wire.addresses import address, carried
from activities.providers.wire.answers import bounded
from activities.providers.wire.clients import Clients
from activities.providers.wire.refusals import ParameterRefused, Partner, refusal

MOST_BYTES = 1_000_000


class Chat:
    """A model behind `chat/completions`.

    `url` is what the paths of the API follow, as `https://host/v1`; `timeout_s` bounds a whole call. Raises
    `ValueError` for an address, model or key that can never work.
    """

    def __init__(
        self, clients: Clients, partner: Partner, url: str, model: str, key: SecretStr, timeout_s: float
    ) -> None:
        self.model, self.partner = model, partner
        self._clients, self._timeout_s = clients, timeout_s
        self._address = address(partner.name, url, "chat/completions", model)
        self._key = carried(partner.name, key)
        self._refused: tuple[str, ...] = ()

    async def ask(self, asked: dict[str, Any]) -> bytes:
        """The answer's body. A parameter that was refused once is left out from then on."""
        try:
            return await self._post({"model": self.model} | without(asked, self._refused))
        except ParameterRefused as refused:
            self._refused = (*self._refused, refused.name)
            raise

    async def close(self) -> None:
        await self._clients.close()

    async def _post(self, asked: dict[str, Any]) -> bytes:
        key = self._key.get_secret_value()
        headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {})
        name = self.partner.name
        try:
            async with (
                asyncio.timeout(self._timeout_s),  # of all: a slow drip outlives any limit on single reads
                self._clients.post(self._address, asked, headers) as response,
            ):
                body = await bounded(response, MOST_BYTES)
        except TimeoutError as late:
            message = f"{name.capitalize()} AI timeout: no whole answer within {self._timeout_s:g} seconds"
            raise ProviderBusy(message, code=f"{name}-timeout") from late
        except httpx.RequestError as broken:
            message = f"The {name} model could not be reached, or the connection broke"
            raise ProviderBusy(message, code="provider-unreachable") from broken
        if response.is_success:
            return body
        raise refusal(self.partner, response, body, asked.keys(), secret=key)


def without(asked: dict[str, Any], refused: tuple[str, ...]) -> dict[str, Any]:
    """Newer models take the limit under a name which older servers overlook."""
    rest = {name: value for name, value in asked.items() if name not in refused}
    if "max_tokens" in asked and "max_tokens" in refused and "max_completion_tokens" not in refused:
        rest["max_completion_tokens"] = asked["max_tokens"]
    return rest
