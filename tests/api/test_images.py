"""Uploads: what is taken, and what is refused without harm."""

import hashlib
import struct
import zlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import update

from storage.tables import images
from tests.conftest import MakeHouse
from tests.support.house import House
from tests.support.pictures import picture

ASKING: dict[str, dict[str, str]] = {"local": {}, "ann": {"X-Callsheet-Owner": "ann"}}


@pytest.fixture
async def idle(make_house: MakeHouse) -> House:
    """An API alone is enough for uploads."""
    return await make_house(work=False)


def bomb() -> bytes:
    """A PNG that claims 65,535 x 65,535 pixels in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 65535, 65535, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("kind", "word"), [("PNG", "png"), ("JPEG", "jpeg"), ("WEBP", "webp")])
async def test_an_image_is_what_its_bytes_are(idle: House, kind: str, word: str) -> None:
    """Format and size come from the content, whatever the name says; the same bytes come back."""
    content = picture(40, 30, kind)
    answer = await idle.http.post("/api/images", files={"file": ("../../etc/photo.gif", content)})
    assert answer.status_code == 201
    told = answer.json()
    assert (told["width"], told["height"], told["format"], told["bytes"]) == (40, 30, word, len(content))
    assert told["name"] == "photo.gif"
    assert (await idle.http.get(f"/api/images/{told['imageId']}")).json() == told
    back = await idle.http.get(told["url"])
    assert (back.content, back.headers["content-type"]) == (content, f"image/{word}")


async def test_a_photo_taken_sideways_counts_upright(idle: House) -> None:
    """EXIF orientation swaps width and height."""
    exif = Image.Exif()
    exif[0x0112] = 6
    answer = await idle.http.post(
        "/api/images", files={"file": ("a.jpg", picture(40, 30, "JPEG", exif=exif))}
    )
    assert (answer.json()["width"], answer.json()["height"]) == (30, 40)


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"hello, I am a text", 415, "not-an-image"),
        (b"", 415, "not-an-image"),
        (b"GIF89a" + bytes(40), 415, "not-an-image"),
        (picture(300, 200)[:900], 422, "image-broken"),
        (picture(300, 200, "JPEG")[:1500], 422, "image-broken"),
        (bomb(), 422, "image-too-large"),
    ],
)
async def test_a_hostile_file_is_refused_with_a_reason(
    idle: House, content: bytes, status: int, code: str
) -> None:
    """Nothing is kept, the reason is a problem with a pointer, and the server goes on."""
    answer = await idle.http.post("/api/images", files={"file": ("photo.png", content)})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"][0]["pointer"] == "/file"
    assert answer.json()["error"] == answer.json()["detail"]
    assert (await idle.http.get("/api/images")).json() == {"images": []}


async def test_too_many_bytes_are_refused_early(make_house: MakeHouse) -> None:
    """By the announced length, and by counting where there is none."""
    house = await make_house(work=False, max_upload_bytes=5000)
    files = {"file": ("a.png", bytes(6000))}
    assert (await house.http.post("/api/images", files=files)).status_code == 413
    assert (await house.http.post("/api/images", files={"file": ("a.png", bytes(90_000))})).status_code == 413

    async def endless() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        for _ in range(200):
            yield bytes(1000)

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = await house.http.post("/api/images", content=endless(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


async def test_an_upload_without_a_file_says_which_field_is_missing(idle: House) -> None:
    """422 with a pointer to /file."""
    answer = await idle.http.post("/api/images", files={"photo": ("a.png", picture())})
    assert answer.status_code == 422
    assert "/file" in [error["pointer"] for error in answer.json()["errors"]]


async def test_another_owners_image_is_not_there(idle: House) -> None:
    """404, the same as for an id that never was; the operator sees it."""
    image_id = await idle.upload(picture(), headers={"X-Callsheet-Owner": "ann"})
    ben = await idle.http.get(f"/api/images/{image_id}", headers={"X-Callsheet-Owner": "ben"})
    never = await idle.http.get("/api/images/nope", headers={"X-Callsheet-Owner": "ben"})
    assert (ben.status_code, never.status_code) == (404, 404)
    assert ben.json()["detail"] == never.json()["detail"]
    assert (await idle.http.get(f"/api/images/{image_id}")).status_code == 200


async def test_an_image_is_found_again_by_its_bytes(idle: House) -> None:
    """The newest first, and no other bytes; each tells its digest, as far back as digests were noted."""
    content, other = picture(40, 30), picture(30, 40)
    digest = hashlib.sha256(content).hexdigest()
    first, second = await idle.upload(content, "a.png"), await idle.upload(content, "b.png")
    await idle.upload(other)
    assert await alike(idle, content) == [second, first]
    assert (await idle.http.get("/api/images", params={"sha256": digest, "limit": 1})).json()["images"] == [
        (await idle.http.get(f"/api/images/{second}")).json()
    ]
    assert (await idle.http.get(f"/api/images/{first}")).json()["sha256"] == digest
    async with idle.database.writing() as connection:
        await connection.execute(update(images).values(sha256=None).where(images.c.id == second))
    assert await alike(idle, content) == [first]
    assert (await idle.http.get(f"/api/images/{second}")).json()["sha256"] is None


async def test_nobody_learns_whether_another_owner_has_the_same_bytes(idle: House) -> None:
    """Each finds what they would upload again; for the operator that is what belongs to `local`."""
    content = picture(40, 30)
    own = {name: await idle.upload(content, headers=asks) for name, asks in ASKING.items()}
    for name, asks in ASKING.items():
        assert await alike(idle, content, headers=asks) == [own[name]]
    assert await alike(idle, content, headers={"X-Callsheet-Owner": "ben"}) == []


@pytest.mark.parametrize("digest", ["", "0" * 63, "0" * 65, "G" * 64, "A" * 64, "0" * 64 + "\n"])
async def test_what_is_no_digest_is_refused(idle: House, digest: str) -> None:
    """64 hex digits in small letters, or 422 with a pointer."""
    answer = await idle.http.get("/api/images", params={"sha256": digest})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "?sha256")


async def alike(house: House, content: bytes, **more: Any) -> list[str]:
    """Ids of the images with these bytes."""
    params = {"sha256": hashlib.sha256(content).hexdigest()}
    answer = await house.http.get("/api/images", params=params, **more)
    assert answer.status_code == 200, answer.text
    return [image["imageId"] for image in answer.json()["images"]]
