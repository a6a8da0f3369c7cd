"""The console at `/` and the client core at `/core/`: files, and nothing else at any other path."""

from pathlib import Path

from fastapi import APIRouter, Request, Response

from api.errors import Problem
from api.shelf import Shelf

WEB = Path(__file__).parent.parent.parent / "web"
CONSOLE, CORE = WEB / "console", WEB / "core"
SHELVES = {
    folder: Shelf(folder, frozenset(path.name for path in folder.iterdir() if path.is_file()))
    for folder in (CONSOLE, CORE)
}

router = APIRouter(include_in_schema=False)


@router.head("/core/{name}")
@router.get("/core/{name}")
async def core(request: Request, name: str) -> Response:
    return _file(CORE, name, request)


@router.head("/{name}")
@router.get("/{name}")
@router.head("/")
@router.get("/")
async def console(request: Request, name: str = "index.html") -> Response:
    return _file(CONSOLE, name, request)


def _file(folder: Path, name: str, request: Request) -> Response:
    if name not in SHELVES[folder]:
        raise Problem(404, "not-found", "There is nothing at this address.")
    return SHELVES[folder].answer(name, request)
