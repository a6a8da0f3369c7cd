"""The console's files over HTTP: small on the wire, asked for once, and never out of date."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request, Response

from api.app import create_app
from api.routes.console import CONSOLE
from api.shelf import Shelf

PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture(scope="module")
async def http() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app())
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


async def test_a_browser_gets_a_script_packed(http: httpx.AsyncClient) -> None:
    """A third of its bytes, told by `Vary`, and the same words."""
    async with http.stream("GET", "/app.js", headers={"Accept-Encoding": "gzip, br"}) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert int(answer.headers["content-length"]) == len(raw)
    assert gzip.decompress(raw) == (CONSOLE / "app.js").read_bytes()


async def test_who_cannot_unpack_gets_it_plain(http: httpx.AsyncClient) -> None:
    answer = await http.get("/app.js", headers=PLAIN)
    assert "content-encoding" not in answer.headers
    assert answer.content == (CONSOLE / "app.js").read_bytes()


async def test_what_is_known_is_not_sent_again(http: httpx.AsyncClient) -> None:
    """The tag is of the bytes: one of the plain file does not stand for the packed one."""
    tags = {}
    for name, headers in (("packed", {}), ("plain", PLAIN)):
        first = await http.get("/", headers=headers)
        tags[name] = first.headers["etag"]
        again = await http.get("/", headers={**headers, "If-None-Match": tags[name]})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tags[name])
        assert again.headers["cache-control"] == "no-cache"
    assert tags["packed"] != tags["plain"]
    assert (await http.get("/", headers={"If-None-Match": tags["plain"]})).status_code == 200


async def test_only_its_files_are_there(http: httpx.AsyncClient) -> None:
    for name in ("/nothing.js", "/..%2fREADME.md", "/console"):
        assert (await http.get(name)).status_code == 404


async def test_a_file_that_is_edited_is_served_as_it_is(tmp_path: Path) -> None:
    app, shelf = FastAPI(), Shelf(tmp_path, frozenset({"a.js"}))

    @app.get("/{name}")
    async def file(name: str, request: Request) -> Response:
        return shelf.answer(name, request)

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as http:
        (tmp_path / "a.js").write_text("first")
        before = await http.get("/a.js")
        (tmp_path / "a.js").write_text("second, and longer")
        after = await http.get("/a.js", headers={"If-None-Match": before.headers["etag"]})
    assert (before.text, after.text) == ("first", "second, and longer")
