"""Uploads for tasks as they should not be: refused in words, and no byte of them is kept."""

import asyncio
import io
import zipfile
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from temporalio.client import Client

from tests.conftest import MakeHouse
from tests.support.films import mp4, webm
from tests.support.forms import END, FORM, part
from tests.support.generations import VEO, create
from tests.support.house import House, open_house
from tests.support.pictures import claiming, file_of, picture
from tests.support.refusals import check, left

TASKS, UPLOADS = "/api/generation/tasks", "/api/generation/uploads"
PNG, JPEG = picture(), picture(kind="JPEG")
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture(scope="module")
async def idle(temporal: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with open_house(temporal, tmp_path_factory.mktemp("idle"), work=False) as house:
        yield house


async def post(house: House, content: bytes, name: str = "a.png", kind: str | None = None) -> Any:
    sent = (name, content, kind) if kind else (name, content)
    return await house.http.post(UPLOADS, files={"file": sent})


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.png", PNG)
    return buffer.getvalue()


GIF = file_of(Image.new("RGB", (9, 9)), "GIF")
FILES: dict[str, tuple[bytes, int, str]] = {
    "nothing": (b"", 422, "file-empty"),
    "one byte": (b"\x89", 415, "not-media"),
    "a text": (b"A beautiful sunset", 415, "not-media"),
    "a drawing that runs scripts": (SVG, 415, "not-media"),
    "a web page": (HTML, 415, "not-media"),
    "a GIF": (GIF, 415, "not-media"),
    "a BMP": (file_of(Image.new("RGB", (9, 9)), "BMP"), 415, "not-media"),
    "a program": (b"\x7fELF" + bytes(999), 415, "not-media"),
    "an archive": (zipped(), 415, "not-media"),
    "a PDF": (b"%PDF-1.7\n" + bytes(999), 415, "not-media"),
    "NULs": (bytes(9999), 415, "not-media"),
    "a head of a PNG": (PNG[:20], 422, "image-broken"),
    "a PNG that was cut": (PNG[: len(PNG) // 2], 422, "image-broken"),
    "a PNG that lacks its last rows": (PNG[:-60], 422, "image-broken"),
    "a JPEG that was cut": (JPEG[: len(JPEG) // 2], 422, "image-broken"),
    "a WEBP that was cut": (picture(kind="WEBP")[:99], 422, "image-broken"),
    "a picture without pixels": (claiming(0, 0), 422, "image-broken"),
    "a bomb": (claiming(50_000, 50_000, zlib.compress(bytes(1_000_000))), 422, "image-too-large"),
    "a picture that is less than it says": (claiming(500, 500, zlib.compress(b"\0")), 422, "image-broken"),
    "an MP4 that was cut": (mp4()[:-9], 422, "media-broken"),
    "an MP4 of its head alone": (mp4()[:28], 422, "media-broken"),
    "a WebM that was cut": (webm()[:-9], 422, "media-broken"),
    "a sound": (b"\0\0\0\x1cftypM4A \0\0\0\0M4A isom" + bytes(99), 415, "not-media"),
    "an MP4 whose sizes lie": (mp4()[:28] + b"\xff\xff\xff\xffmoov" + bytes(99), 422, "media-broken"),
}


@pytest.mark.parametrize("what", FILES)
@pytest.mark.parametrize(("name", "kind"), [("a.png", "image/png"), ("a.mp4", "video/mp4")])
async def test_what_is_no_picture_and_no_video_is_refused(
    idle: House, what: str, name: str, kind: str
) -> None:
    """Whatever its name and its kind say: its bytes are looked at, and not kept."""
    content, status, code = FILES[what]
    before = await left(idle)
    answer = await post(idle, content, name, kind)
    check(answer, status, "/file")
    assert answer.json()["code"] == code
    assert await left(idle) == before


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(PNG, "image/png"), (JPEG, "image/jpeg"), (picture(kind="WEBP"), "image/webp"), (mp4(), "video/mp4")],
    ids=lambda value: repr(value)[-12:],
)
@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/x-sh", "video/mp4", "nonsense"])
async def test_what_it_is_its_bytes_decide(idle: House, content: bytes, media_type: str, kind: str) -> None:
    """Also where it is fetched: nothing that a browser would run."""
    told = (await post(idle, content, "a.html", kind)).json()["data"]
    assert told["mimeType"] == media_type
    fetched = await idle.http.get(told["downloadUrl"])
    assert (fetched.headers["content-type"], fetched.content) == (media_type, content)
    assert fetched.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("form", "pointer"),
    [
        ([("file", ("a.png", PNG)), ("file", ("b.png", PNG))], "/file"),
        ([("file", ("a.png", PNG)), ("file", (None, "a.png"))], "/file"),
        ([("file", (None, "a.png"))], "/file"),
        ([("file", (None, ""))], "/file"),
        ([("picture", ("a.png", PNG))], "/file"),
        ([("uploadPath", (None, "images"))], "/file"),
        ([("file", ("a.png", PNG)), ("colour", (None, "red"))], "/colour"),
        ([("file", ("a.png", PNG)), ("more", ("b.png", PNG))], "/more"),
        ([("file", ("a.png", PNG)), ("ownerId", (None, "ann"))], "/ownerId"),
    ],
    ids=lambda value: repr(value)[-40:],
)
async def test_a_form_has_one_file(idle: House, form: list[Any], pointer: str) -> None:
    before = await left(idle)
    check(await idle.http.post(UPLOADS, files=form), 422, pointer)
    assert await left(idle) == before


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # the framework's, of a form without end
@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("", b"", 422),
        ("", PNG, 415),
        ("image/png", PNG, 415),
        ("application/json", b"{}", 415),
        ("application/x-www-form-urlencoded", b"file=1", 415),
        ("multipart/mixed; boundary=x", part("file", PNG, b"a.png") + END, 415),
        ("multipart/form-data", part("file", PNG, b"a.png") + END, 400),
        (FORM, b"", 422),
        (FORM, PNG, 400),
        (FORM, part("file", PNG, b"a.png")[:-40], 422),
        (FORM, b"--x\r\n\r\nnameless\r\n" + END, 400),
        (FORM, b"".join(part(f"f{at}", b"") for at in range(1_001)) + END, 400),
    ],
    ids=lambda value: repr(value)[-40:],
)
async def test_what_is_no_form_is_no_upload(idle: House, kind: str, body: bytes, status: int) -> None:
    before = await left(idle)
    check(await idle.http.post(UPLOADS, content=body, headers={"Content-Type": kind} if kind else {}), status)
    assert await left(idle) == before


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 9000000",
        b"Content-Length: 10",
        b"Content-Length: ten",
        b"Transfer-Encoding: chunked",
    ],
)
async def test_an_upload_that_is_cut_in_the_middle_was_never_there(idle: House, head: bytes) -> None:
    """Whoever hangs up, or lies about the length, leaves nothing; the server goes on."""
    before = await left(idle)
    sent = part("file", PNG * 100, b"a.png")[:-9]
    body = b"%x\r\n%s\r\n" % (len(sent), sent) if b"chunked" in head else sent
    reader, writer = await asyncio.open_connection("127.0.0.1", int(idle.url.rpartition(":")[2]))
    asked = f"POST {UPLOADS} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FORM}\r\n".encode()
    writer.write(asked + head + b"\r\n\r\n" + body)
    writer.write_eof()
    assert b" 201 " not in await reader.read()
    writer.close()
    assert (await idle.http.get("/healthz")).status_code == 200
    assert await left(idle) == before


async def test_an_upload_beyond_the_limit_is_not_kept(make_house: MakeHouse) -> None:
    """413, with a length or without, by a little and by far; what is just within the limit is taken."""
    house = await make_house(work=False, max_media_bytes=100_000)
    before = await left(house)
    film = mp4(pictures=100_000 - len(mp4(pictures=0)))
    assert len(film) == 100_000

    async def chunks(body: bytes) -> AsyncIterator[bytes]:
        for at in range(0, len(body), 50_000):
            yield body[at : at + 50_000]

    for more in (1, 1_000_000):
        content = mp4(pictures=100_000 - len(mp4(pictures=0)) + more)
        check(await post(house, content), 413)
        body = part("file", content, b"a.mp4") + END
        check(await house.http.post(UPLOADS, content=chunks(body), headers={"Content-Type": FORM}), 413)
    assert await left(house) == before
    assert (await post(house, film)).json()["data"]["fileSize"] == 100_000


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"../../etc/passwd", "passwd"),
        (b"..\\..\\boot.ini", "boot.ini"),
        (b"..", "upload"),
        (b"/", "upload"),
        (b" ", "upload"),
        (b"", "upload"),
        (b"a\0b.png", "ab.png"),
        (b"a\x1b[31m.png", "a[31m.png"),
        (b"x" * 300 + b".png", "x" * 255),
        ("a\u202egnp.exe".encode(), "agnp.exe"),
        ("Größe 東京 \U0001f305.png".encode(), "Größe 東京 \U0001f305.png"),
        (b"\xff\xfe.png", "ÿþ.png"),
        (b"<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png"),
        (b"a\r\nSet-Cookie: a=b.png", '"a'),
    ],
)
async def test_a_name_is_a_name_and_no_path(idle: House, name: bytes, shown: str) -> None:
    """Where the file is kept, and what a browser is told of it, has nothing to do with it."""
    body = part("file", PNG, name) + END
    answer = await idle.http.post(UPLOADS, content=body, headers={"Content-Type": FORM})
    told = answer.json()["data"]
    assert told["fileName"] == shown
    assert Path(idle.settings.data, "artifacts", "media", told["uploadId"]).read_bytes() == PNG
    fetched = await idle.http.get(told["downloadUrl"])
    assert (fetched.status_code, fetched.content) == (200, PNG)
    assert "set-cookie" not in fetched.headers


async def test_uploads_at_once_are_uploads_of_their_own(idle: House) -> None:
    """The same file twice is two links: who deletes one has the other."""
    answers = await asyncio.gather(*(post(idle, PNG) for _ in range(8)))
    assert len({answer.json()["data"]["uploadId"] for answer in answers}) == 8


async def test_a_task_works_from_pictures_that_are_here(idle: House) -> None:
    """Not from a video, and from no file that is not there, however its address is written."""
    film = (await post(idle, mp4(), "a.mp4")).json()["data"]["downloadUrl"]
    photo = (await post(idle, PNG)).json()["data"]["downloadUrl"]
    unknown = photo[:-32] + "0" * 32
    odd = (f"{photo}/", f"{photo}0", photo.upper(), f"{photo[:-32]}../{photo[-32:]}", photo[:-32])
    before = await left(idle)
    for url, code in ((film, "not-an-image"), (unknown, "upload-missing"), *((url, None) for url in odd)):
        params = {**VEO, "imageUrls": [photo, url]}
        answer = await idle.http.post(TASKS, json={"promptId": "p", "providerParams": params})
        check(answer, 422, "/providerParams/imageUrls/1")
        assert code in (None, answer.json()["code"]), url
    assert await left(idle) == before
    for url in (photo, photo.replace("127.0.0.1", "localhost"), f"{photo}?download=1"):
        assert await create(idle, {**VEO, "imageUrls": [url]})
