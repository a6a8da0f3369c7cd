"""The console at `/` and the client core at `/core/`: files, and nothing else at any other path."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

from api.errors import Problem

WEB = Path(__file__).parent.parent.parent / "web"
FILES = {room: frozenset(path.name for path in (WEB / room).iterdir()) for room in ("console", "core")}

router = APIRouter(include_in_schema=False)


@router.head("/core/{name}")
@router.get("/core/{name}")
def core(name: str) -> FileResponse:
    return _file("core", name)


@router.head("/{name}")
@router.get("/{name}")
@router.head("/")
@router.get("/")
def console(name: str = "index.html") -> FileResponse:
    return _file("console", name)


def _file(room: str, name: str) -> FileResponse:
    if name not in FILES[room]:
        raise Problem(404, "not-found", "There is nothing at this address.")
    return FileResponse(WEB / room / name, headers={"Cache-Control": "no-cache"})
