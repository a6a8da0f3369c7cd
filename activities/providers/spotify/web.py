"""One question to Spotify's Web API: bounded in bytes and time, with the caller's token or ours."""

import asyncio
from typing import TypeVar

import httpx
from pydantic import BaseModel, SecretStr, ValidationError

from activities.providers.base import ProviderBusy
from activities.providers.spotify.refusals import answer_invalid, refusal, token_expired
from activities.providers.spotify.sending import exchange
from activities.providers.spotify.tokens import Tokens
from activities.providers.wire.addresses import carried

Shape = TypeVar("Shape", bound=BaseModel)


class Web:
    """`base` is what the paths of the API follow; `timeout_s` bounds a whole question."""

    def __init__(self, client: httpx.AsyncClient, base: str, tokens: Tokens, timeout_s: float) -> None:
        self._client, self._base, self._tokens, self._timeout_s = client, base, tokens, timeout_s

    async def get(
        self, shape: type[Shape], path: str, token: SecretStr | None, **params: str | int
    ) -> Shape | None:
        """None: Spotify has no such thing."""
        return await self._answer(shape, httpx.URL(f"{self._base}/{path}", params=params), token)

    async def follow(self, shape: type[Shape], address: str, token: SecretStr | None) -> Shape | None:
        """The page at an address that an answer named; None where it leads elsewhere, without asking."""
        if not address.startswith(f"{self._base}/"):
            return None
        try:
            url = httpx.URL(address)
        except httpx.InvalidURL:
            return None
        return await self._answer(shape, url, token)

    async def close(self) -> None:
        await self._client.aclose()

    async def _answer(self, shape: type[Shape], url: httpx.URL, token: SecretStr | None) -> Shape | None:
        callers = _callers(token)
        try:
            async with asyncio.timeout(self._timeout_s):  # of all, a slow drip and a fresh token included
                response, body = await self._asked(url, callers)
        except TimeoutError as late:
            message = f"Spotify gave no whole answer within {self._timeout_s:g} seconds"
            raise ProviderBusy(message, code="provider-timeout") from late
        except httpx.RequestError as broken:
            message = "Spotify could not be reached, or the connection broke"
            raise ProviderBusy(message, code="provider-unreachable") from broken
        if response.status_code == 404:
            return None
        if not response.is_success:
            raise refusal(response, body, callers=callers is not None)
        try:
            return shape.model_validate_json(body)
        except ValidationError:  # its words would quote the answer at length
            raise answer_invalid() from None

    async def _asked(self, url: httpx.URL, callers: SecretStr | None) -> tuple[httpx.Response, bytes]:
        """Our own token may have been revoked: once more with a fresh one."""
        if callers:
            return await self._sent(url, callers)
        ours = await self._tokens.current()
        response, body = await self._sent(url, ours)
        if response.status_code != 401:
            return response, body
        return await self._sent(url, await self._tokens.current(refused=ours))

    async def _sent(self, url: httpx.URL, token: SecretStr) -> tuple[httpx.Response, bytes]:
        headers = {"Authorization": f"Bearer {token.get_secret_value()}"}
        return await exchange(self._client, self._client.build_request("GET", url, headers=headers))


def _callers(token: SecretStr | None) -> SecretStr | None:
    """An empty one is none; one that no header carries was never Spotify's."""
    try:
        stripped = carried("Spotify", token or SecretStr(""))
    except ValueError:
        raise token_expired() from None
    return stripped if stripped.get_secret_value() else None
