"""One HTTP exchange: bounded in bytes, no redirect followed."""

from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from activities.providers.wire.answers import bounded

MOST_BYTES = 1_000_000
KEEP_S = 3.0
"""An idle connection is given up before Spotify does it: else a call meets its end."""


def open_client() -> httpx.AsyncClient:
    """Times are limited around it: a limit on single reads lets a slow drip last for ever."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None, keepalive_expiry=KEEP_S)
    no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))  # callers share the client
    never = httpx.Timeout(None)
    return httpx.AsyncClient(limits=limits, timeout=never, follow_redirects=False, cookies=no_cookies)


async def exchange(
    client: httpx.AsyncClient, request: httpx.Request, auth: httpx.Auth | None = None
) -> tuple[httpx.Response, bytes]:
    request.headers["Accept-Encoding"] = "identity"
    response = await client.send(request, auth=auth, stream=True)
    try:
        return response, await bounded(response, MOST_BYTES)
    finally:
        await response.aclose()
