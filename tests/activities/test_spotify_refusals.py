"""How Spotify says no: for ever or for now, asked once, and never with a token in what is told."""

import asyncio
import logging
import socket
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from pydantic import SecretStr

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.spotify.catalogue import Spotify, open_spotify
from tests.support.spotify_catalogue import spotify_id
from tests.support.spotify_replies import (
    broken,
    changed,
    expired,
    forbidden,
    quota_exceeded,
    rate_limited,
    redirecting,
    refusing,
)
from tests.support.spotify_server import SpotifyServer, spotify_server
from tests.support.vision_replies import Reply, answering, cut, drip, flood, never
from workflows.contracts.music import Artist

CANARY = "BQD-canary-4e7d"
TOKEN = SecretStr(CANARY)
DEFTONES = Artist(id=spotify_id("Deftones"), name="Deftones", uri="spotify:artist:1")


@pytest.fixture(scope="module")
async def running() -> AsyncIterator[SpotifyServer]:
    async with spotify_server() as server:
        yield server


@pytest.fixture
def server(running: SpotifyServer) -> SpotifyServer:
    running.forget()
    return running


def opened(server: SpotifyServer, timeout_s: float = 20) -> Spotify:
    secret = SecretStr(server.client_secret)
    return open_spotify(server.url, server.accounts_url, server.client_id, secret, timeout_s)


@pytest.fixture
async def spotify(server: SpotifyServer) -> AsyncIterator[Spotify]:
    spotify = opened(server)
    yield spotify
    await spotify.close()


async def refused(spotify: Spotify, token: SecretStr | None = TOKEN) -> ProviderBusy | ProviderRejected:
    with pytest.raises((ProviderBusy, ProviderRejected)) as caught:
        await spotify.find_artist("Deftones", "US", token)
    assert isinstance(caught.value, (ProviderBusy, ProviderRejected))
    return caught.value


FOR_EVER = [
    (expired(), "token-expired"),
    (refusing(400, "Only valid bearer authentication supported"), "token-expired"),
    (forbidden(), "provider-forbidden"),
    (quota_exceeded(), "quota-exceeded"),
    (refusing(400, "Invalid limit"), "request-refused"),
    (redirecting("/v1/search"), "request-refused"),
]


@pytest.mark.parametrize(("reply", "code"), FOR_EVER, ids=[code for _, code in FOR_EVER])
async def test_what_will_never_work_is_not_tried_again(
    reply: Reply, code: str, spotify: Spotify, server: SpotifyServer
) -> None:
    """Rejected at the first word; no redirect is followed, no fresh token stands in for the caller's."""
    server.fail(reply)
    refusal = await refused(spotify)
    assert isinstance(refusal, ProviderRejected)
    assert refusal.code == code
    assert [call.path for call in server.arrivals] == ["/v1/search"]


FOR_NOW = [
    (rate_limited("7"), "provider-busy", 7, 4),
    (rate_limited("99999999"), "provider-busy", 3600, 4),
    (rate_limited("soon"), "provider-busy", None, 4),
    (rate_limited("Sat, 01 Jan 2000 00:00:00 GMT"), "provider-busy", 0, 4),
    (rate_limited("Fri, 31 Dec 99999999999999999999 23:59:59 GMT"), "provider-busy", None, 4),
    (rate_limited("9" * 500), "provider-busy", None, 4),
    (broken(503), "provider-busy", None, 4),
    (broken(), "provider-error", None, 4),
    (broken(502), "provider-error", None, 4),
    (cut(), "provider-unreachable", None, 4),
    (answering("<html>"), "answer-invalid", None, 2),
    (answering("[" * 100_000), "answer-invalid", None, 2),
    (answering('{"artists": null}'), "answer-invalid", None, 2),
    (answering("", 204), "answer-invalid", None, 2),
    (flood(), "answer-invalid", None, 2),
]


@pytest.mark.parametrize(("reply", "code", "delay", "tries"), FOR_NOW)
async def test_what_passes_is_left_to_whoever_retries(
    reply: Reply, code: str, delay: float | None, tries: int, spotify: Spotify, server: SpotifyServer
) -> None:
    """Busy, asked once, with the delay that Spotify wants, an hour at most; an endless answer is left."""
    server.fail(reply)
    refusal = await refused(spotify)
    assert isinstance(refusal, ProviderBusy)
    assert (refusal.code, refusal.retry_after, refusal.tries) == (code, delay, tries)
    assert len(server.arrivals) == 1
    assert (await spotify.find_artist("Deftones", "US", TOKEN)).name == "Deftones"


@pytest.mark.parametrize(("where", "silence"), [("/search", drip()), ("/api/token", never())])
async def test_an_answer_that_does_not_come_to_an_end_is_left(
    where: str, silence: Reply, server: SpotifyServer
) -> None:
    """The limit is that of the whole question, its token included: a slow drip does not outlive it."""
    spotify = opened(server, timeout_s=1)
    server.fail(silence, where)
    assert (await refused(spotify, token=None)).code == "provider-timeout"
    await server.of(where)[0].left.wait()
    await spotify.close()


async def test_a_spotify_that_is_away_may_come_back() -> None:
    """Nobody listens at its address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        spotify = open_spotify(url, url, "", SecretStr(""), 20)
        assert (await refused(spotify)).code == "provider-unreachable"
        await spotify.close()


async def test_one_token_of_our_own_serves_all_calls(spotify: Spotify, server: SpotifyServer) -> None:
    """Fetched once with the client's id and secret, however many ask at the same time."""
    await asyncio.gather(*(spotify.find_artist("Deftones", "US", None) for _ in range(20)))
    (fetch,) = server.of("/api/token")
    assert (fetch.method, fetch.body) == ("POST", {"grant_type": "client_credentials"})
    assert server.issued == ["app-token-1"]
    assert {call.token for call in server.of("/search")} == {"app-token-1"}


async def test_a_token_that_ends_soon_is_not_used_again(spotify: Spotify, server: SpotifyServer) -> None:
    """It would end during a call."""
    server.expires_in = 59
    for _ in range(2):
        await spotify.find_artist("Deftones", "US", None)
    assert [call.token for call in server.of("/search")] == ["app-token-1", "app-token-2"]


async def test_a_revoked_token_of_our_own_is_replaced_once(spotify: Spotify, server: SpotifyServer) -> None:
    """By one fetch for all who meet it; each repeats its call once."""
    await spotify.find_artist("Deftones", "US", None)
    server.revoked.add("app-token-1")
    await asyncio.gather(*(spotify.find_artist("Deftones", "US", None) for _ in range(10)))
    assert server.issued == ["app-token-1", "app-token-2"]
    server.fail(expired(), "/search", times=None)
    server.arrivals.clear()
    refusal = await refused(spotify, token=None)
    assert isinstance(refusal, ProviderRejected)
    assert refusal.code == "provider-unauthorized"
    assert [call.path for call in server.arrivals] == ["/v1/search", "/accounts/api/token", "/v1/search"]


async def test_a_callers_token_is_used_where_there_is_one(spotify: Spotify, server: SpotifyServer) -> None:
    """And ours is neither fetched nor put in its place; one that is empty is none."""
    await spotify.find_artist("Deftones", "US", TOKEN)
    server.revoked.add(CANARY)
    refusal = await refused(spotify)
    assert str(refusal) == "Spotify does not accept the access token any more: send a new one with a retry"
    assert server.issued == []
    await spotify.find_artist("Deftones", "US", SecretStr(" "))
    assert server.arrivals[-1].token == "app-token-1"


async def test_without_any_token_nobody_is_asked(server: SpotifyServer) -> None:
    """The message says what is missing."""
    spotify = open_spotify(server.url, server.accounts_url, "", SecretStr(""), 20)
    refusal = await refused(spotify, token=None)
    assert (refusal.code, server.arrivals) == ("token-missing", [])
    await spotify.close()


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (answering('{"error": "invalid_client"}', 400), "provider-unauthorized"),
        (answering('{"error": "invalid_client"}', 401), "provider-unauthorized"),
        (rate_limited("9"), "provider-busy"),
        (broken(), "provider-error"),
        (redirecting("/accounts/api/token"), "request-refused"),
        (answering("<html>"), "answer-invalid"),
        (changed(lambda good: good | {"access_token": "a\nb"}), "answer-invalid"),
        (changed(lambda good: good | {"expires_in": None}), "answer-invalid"),
    ],
)
async def test_a_token_that_cannot_be_had_is_told_apart(
    reply: Reply, code: str, spotify: Spotify, server: SpotifyServer
) -> None:
    """Asked for once; the next call asks again."""
    server.fail(reply, "/api/token")
    assert (await refused(spotify, token=None)).code == code
    assert len(server.arrivals) == 1
    await spotify.find_artist("Deftones", "US", None)


@pytest.mark.parametrize(
    ("missing", "asked"),
    [
        (lambda spotify: spotify.find_track("Bored", DEFTONES, "US", TOKEN), None),
        (lambda spotify: spotify.more_tracks(DEFTONES, "US", TOKEN, 50), ()),
    ],
)
async def test_what_spotify_does_not_know_is_nothing(
    missing: Callable[[Spotify], Awaitable[Any]], asked: Any, spotify: Spotify, server: SpotifyServer
) -> None:
    """404 is an answer."""
    server.fail(refusing(404, "Resource not found"))
    assert await missing(spotify) == asked


async def test_a_cancel_stops_the_call_at_once(spotify: Spotify, server: SpotifyServer) -> None:
    """Spotify sees its caller hang up, and who waited for the same token fetches it."""
    server.fail(never(), "/api/token")
    first, second = (asyncio.create_task(spotify.find_artist("Deftones", "US", None)) for _ in range(2))
    await server.arrived(1)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    await server.arrivals[0].left.wait()
    assert (await second).name == "Deftones"


async def test_no_cookie_of_one_call_comes_with_another(spotify: Spotify, server: SpotifyServer) -> None:
    """Callers share the connections, and nothing else."""
    server.fail(answering("{}", 200, {"Set-Cookie": "sp_t=1; Path=/"}))
    await refused(spotify)
    await spotify.find_artist("Deftones", "US", SecretStr("another"))
    assert "cookie" not in server.arrivals[-1].headers


LEAKY = [
    *(answering(CANARY, status) for status in (200, 400, 401, 403, 404, 418, 429, 500)),
    *(refusing(status, f"your token {CANARY}") for status in (400, 401, 403, 429, 500)),
    answering(CANARY, 307, {"Location": "/"}),
    answering(f'{{"artists": {{"items": "{CANARY}"}}, "access_token": "{CANARY}"}}'),
    cut(),
    drip(chunk=CANARY.encode()),
]


@pytest.mark.parametrize("callers", [True, False])
@pytest.mark.parametrize("leaky", LEAKY)
async def test_nobody_reads_a_token(
    leaky: Reply, callers: bool, server: SpotifyServer, caplog: pytest.LogCaptureFixture
) -> None:
    """In no message, cause, traceback, log of any level or address, even where Spotify repeats it."""
    caplog.set_level(logging.DEBUG)
    spotify = opened(server, timeout_s=1 if leaky is LEAKY[-1] else 20)
    if not callers:
        server.fail(changed(lambda good: good | {"access_token": CANARY}), "/api/token", times=None)
    server.fail(leaky, "/search", times=None)
    refusal = await refused(spotify, TOKEN if callers else None)
    await spotify.close()
    assert server.arrivals[-1].token == CANARY
    told = ["".join(traceback.format_exception(refusal)), repr(refusal), repr(vars(refusal)), repr(spotify)]
    told += [caplog.text, *(repr(vars(record)) for record in caplog.records)]
    told += [call.path + repr(call.query) for call in server.arrivals]
    for secret in (CANARY, server.client_secret):
        assert secret not in "\n".join(told)


@pytest.mark.parametrize("token", [f"{CANARY}\nX-Other: 1", f"{CANARY}\u2026", f"{CANARY} {CANARY}"])
async def test_a_token_that_no_header_can_carry_is_refused_without_being_quoted(
    token: str, spotify: Spotify, server: SpotifyServer
) -> None:
    """Spotify never gave it; nobody is asked."""
    refusal = await refused(spotify, SecretStr(token))
    assert (refusal.code, server.arrivals) == ("token-expired", [])
    assert CANARY not in "".join(traceback.format_exception(refusal))


@pytest.mark.parametrize(
    ("url", "accounts", "client_id"),
    [
        ("api.spotify.com/v1", "http://a", ""),
        ("http://a/v1", "http:///", ""),
        ("http://a:b/v1", "http://a", ""),
        ("http://a/v1", "http://a", "id-without-secret"),
    ],
)
def test_settings_that_can_never_work_are_refused_at_the_start(
    url: str, accounts: str, client_id: str
) -> None:
    """Not by the first documentary."""
    with pytest.raises(ValueError, match="Spotify"):
        open_spotify(url, accounts, client_id, SecretStr(""), 20)
