"""Three ways to hand a file over."""

import base64
import binascii
from typing import Any

import httpx
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from callsheet.fakekie.answers import body_of, good, keyed, kie_of, root_of
from callsheet.fakekie.bodies import Refused
from callsheet.fakekie.sayings import OK
from callsheet.fakekie.uploads import told

MOST_FETCHED, MOST_BASE64 = 100 * 2**20, 10 * 2**20
FETCH_TIMEOUT_S = 30


@keyed
async def stream(request: Request) -> Response:
    """multipart/form-data: `file`, `uploadPath`, `fileName`."""
    async with request.form() as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise Refused(400, "file is required")
        body = await file.read()
        fields = {name: form[name] for name in ("uploadPath", "fileName") if name in form}
        return _kept(request, body, fields, file.filename or "", file.content_type)


@keyed
async def base64_data(request: Request) -> Response:
    """JSON: `base64Data`, which may be a data URL, `uploadPath`, `fileName`."""
    fields = await body_of(request)
    head, _, data = str(fields.get("base64Data", "")).rpartition(",")
    try:
        body = base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise Refused(400, "base64Data is not Base64") from error
    if len(body) > MOST_BASE64:
        raise Refused(400, "The file is too large for base64: use the stream upload")
    media_type = head.removeprefix("data:").partition(";")[0] or None
    return _kept(request, body, fields, "", media_type)


@keyed
async def url(request: Request) -> Response:
    """JSON: `fileUrl`, `uploadPath`, `fileName`."""
    fields = await body_of(request)
    where = str(fields.get("fileUrl", ""))
    try:
        async with httpx.AsyncClient(timeout=FETCH_TIMEOUT_S, follow_redirects=True, trust_env=False) as http:
            fetched = (await http.get(where)).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Refused(400, f"Failed to download the file: {type(error).__name__}") from error
    if len(fetched.content) > MOST_FETCHED:
        raise Refused(400, "The file is too large")
    media_type = fetched.headers.get("content-type", "").partition(";")[0] or None
    return _kept(request, fetched.content, fields, fetched.url.path.rpartition("/")[2], media_type)


async def uploaded(request: Request) -> Response:
    """The file itself."""
    upload = kie_of(request).uploads.find(request.path_params["where"])
    return OK.answer(upload.file) if upload else PlainTextResponse("Not Found", 404)


def _kept(
    request: Request, body: bytes, fields: dict[str, Any], original: str, media_type: str | None
) -> Response:
    if not body:
        raise Refused(400, "The file is empty")
    path, name = fields.get("uploadPath"), fields.get("fileName")
    if not path:
        raise Refused(400, "uploadPath is required")
    upload = kie_of(request).uploads.keep(body, str(path), name and str(name), original, media_type)
    data = told(upload, root_of(request))
    return JSONResponse({"success": True, **good(data, "File uploaded successfully")})
