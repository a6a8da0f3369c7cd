"""The client core as a browser gets it: its files at `/core/`, guarded as the console's are."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from settings import Settings

CORE = Path(__file__).parents[2] / "web" / "core"
FILES = sorted(CORE.iterdir())
LONGEST = 300


def named(path: Path) -> str:
    return path.name


@pytest.fixture(scope="module")
async def http() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(Settings()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


@pytest.mark.parametrize("path", FILES, ids=named)
async def test_a_page_loads_the_core_from_its_own_server(path: Path, http: httpx.AsyncClient) -> None:
    """As a script, looked at anew each time, under the console's policy."""
    answer = await http.get(f"/core/{path.name}")
    assert answer.status_code == 200
    assert answer.content == path.read_bytes()
    assert answer.headers["content-type"].split(";")[0] == "text/javascript"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'self';")


@pytest.mark.parametrize(
    "name", ["nothing.js", "", "../console/app.js", "..%2Fconsole%2Fapp.js", "app.js", "%2e%2e/README.md"]
)
async def test_nothing_else_is_there(name: str, http: httpx.AsyncClient) -> None:
    assert (await http.get(f"http://localhost/core/{name}")).status_code == 404


async def test_the_files_cannot_be_written_to(http: httpx.AsyncClient) -> None:
    assert (await http.post("/core/index.js")).status_code == 405


@pytest.mark.parametrize("path", FILES, ids=named)
def test_the_core_needs_nothing_but_itself(path: Path) -> None:
    """No other origin, no package, no markup; short files that begin with their idea."""
    text = path.read_text()
    assert path.suffix == ".js"
    assert text.startswith("// ")
    assert text.splitlines()[0].endswith(".")
    assert len(text.splitlines()) <= LONGEST
    assert not re.search(r"https?://|innerHTML|\beval\(|new Function", text)
    for module in re.findall(r"(?:from|import\()\s*\"(.+?)\"", text):
        assert module.startswith("./")
        assert (CORE / module).is_file()
