"""The files that tasks made, and better links to them."""

import secrets

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from callsheet.fakekie import files
from callsheet.fakekie.answers import body_of, good, keyed, kie_of, root_of
from callsheet.fakekie.bodies import Refused
from callsheet.fakekie.sayings import OK, File
from callsheet.fakekie.task import Task


async def result(request: Request) -> Response:
    """A file, or what its script has instead."""
    found = _found(request)
    if not found:
        return PlainTextResponse("Not Found", 404)
    task, number = found
    script = task.script
    if script.expired and not request.url.path.startswith("/fresh/"):
        return PlainTextResponse("This link has expired", script.expired)
    fetched = task.fetches[number]
    task.fetches[number] += 1
    told = script.files if script.only_file in (None, number) else ()
    saying = told[fetched] if fetched < len(told) else OK
    return saying.answer(_file(task, number, request.url.path))


async def elsewhere(request: Request) -> Response:
    """Where a redirect leads: always the file."""
    found = _found(request)
    if not found:
        return PlainTextResponse("Not Found", 404)
    return OK.answer(_file(*found, request.url.path))


@keyed
async def download_url(request: Request) -> Response:
    """Another link for one of ours; each is a new one."""
    kie, url = kie_of(request), str((await body_of(request)).get("url", ""))
    prefix = f"{root_of(request)}/results/"
    if not url.startswith(prefix):
        raise Refused(422, "Invalid URL: external file URLs are not supported")
    kie.truth.note("renewed", url=url)
    fresh = url.replace(prefix, f"{root_of(request)}/fresh/{secrets.token_hex(8)}/")
    return JSONResponse(good(fresh))


def _found(request: Request) -> tuple[Task, int] | None:
    task = kie_of(request).tasks.get(request.path_params["task"])
    number = request.path_params["name"].partition(".")[0]
    if task is None or not number.isdecimal() or not 1 <= int(number) <= len(task.made):
        return None
    return task, int(number)


def _file(task: Task, number: int, path: str) -> File:
    order = task.order
    return File(files.made(task.id, number, order.media_type, order.shape), order.media_type, path)
