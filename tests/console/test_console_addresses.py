"""The console speaks only the public API: what it asks for is in the API's document."""

import re
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app

API = Path(__file__).parents[2] / "web" / "console" / "api.js"
CALL = re.compile(r"(?:request|order|listed)\((?:\"(GET|POST|PUT|DELETE)\", )?[\"`](/[^\"`]+)[\"`]")
LINK = re.compile(r"=> `(/[^`]+)`")


def template(address: str) -> str:
    """`/v1/jobs/${path(id)}/items?x` as `/v1/jobs/{}/items`."""
    return re.sub(r"\$\{.+?\}", "{}", address).split("?")[0]


def calls() -> set[tuple[str, str]]:
    script = API.read_text()
    named = {
        (method or ("POST" if found.startswith("order") else "GET"), template(address))
        for match in CALL.finditer(script)
        for found, method, address in [(match[0], match[1], match[2])]
    }
    return named | {("GET", template(address)) for address in LINK.findall(script)}


@pytest.fixture(scope="module")
def paths() -> dict[str, Any]:
    described: dict[str, Any] = create_app().openapi()["paths"]
    return described


@pytest.mark.parametrize(("method", "address"), sorted(calls()))
def test_every_call_is_in_the_document(method: str, address: str, paths: dict[str, Any]) -> None:
    """A link such as `results.{format}` stands for each of its formats."""
    pattern = re.compile(re.escape(address).replace(r"\{\}", "[^/]+") + "$")
    offered = {verb.upper() for path, verbs in paths.items() if pattern.match(path) for verb in verbs}
    assert method in offered


def test_the_calls_are_found() -> None:
    """The patterns above see the calls at all."""
    assert {("POST", "/v1/jobs"), ("GET", "/v1/jobs"), ("GET", "/v1/jobs/{}/items")} <= calls()
    assert ("DELETE", "/api/playlists/{}") in calls()
