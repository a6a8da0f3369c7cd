"""The token of our own app: one for all calls of this process, fetched by one of them at a time."""

import asyncio
import time
from typing import Annotated

import httpx
from pydantic import BaseModel, SecretStr, StringConstraints, ValidationError

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.spotify.refusals import answer_invalid, other_refusal
from activities.providers.spotify.sending import exchange

MARGIN_S = 60
"""A token is given up that long before it ends: it must live through the call."""
MISSING = "No access token came with the job, and there is no Spotify client id: send an access token"


class Given(BaseModel):
    access_token: Annotated[str, StringConstraints(pattern=r"^[!-~]+$")]
    expires_in: float


class Tokens:
    """`url` is Spotify's accounts service; an empty client id means that there is no app."""

    def __init__(self, client: httpx.AsyncClient, url: str, client_id: str, secret: SecretStr) -> None:
        self._client, self._url, self._client_id, self._secret = client, url, client_id, secret
        self._one_at_a_time = asyncio.Lock()
        self._token: SecretStr | None = None
        self._until = 0.0

    async def current(self, refused: SecretStr | None = None) -> SecretStr:
        """Another than `refused`, which may have been replaced meanwhile."""
        if not self._client_id:
            raise ProviderRejected("token-missing", MISSING)
        async with self._one_at_a_time:
            if self._token is None or self._token is refused or time.monotonic() >= self._until:
                given = await self._fetch()
                self._token = SecretStr(given.access_token)
                self._until = time.monotonic() + given.expires_in - MARGIN_S
            return self._token

    async def _fetch(self) -> Given:
        request = self._client.build_request(
            "POST", f"{self._url}/api/token", data={"grant_type": "client_credentials"}
        )
        basic = httpx.BasicAuth(self._client_id, self._secret.get_secret_value())
        response, body = await exchange(self._client, request, basic)
        if not response.is_success:
            raise _refusal(response, body)
        try:
            return Given.model_validate_json(body)
        except ValidationError:  # its words would quote the token
            raise answer_invalid() from None


def _refusal(response: httpx.Response, body: bytes) -> ProviderRejected | ProviderBusy:
    if response.status_code in (400, 401, 403):
        message = "Spotify does not accept the client id and secret"
        return ProviderRejected("provider-unauthorized", message)
    return other_refusal(response, body)
