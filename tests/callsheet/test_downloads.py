"""Files on their way here, over connections that break."""

import asyncio
import hashlib
from pathlib import Path

import pytest

from callsheet import AsyncCallsheet, Damaged, Refused, Transfer, Unreachable
from tests.callsheet.moved import OUT, exported
from tests.callsheet.scripted import Answer, Clock, Scripted, problem

FILE = "GET /v1/artifacts/abc"
CONTENT = b"id,name\r\n1,Ann\r\n"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
EXPORT = Transfer.model_validate(exported(CONTENT, SHA256))
ETAG = ((b"etag", b'"v1"'),)


def part(start: int, end: int | None = None) -> Answer:
    """What a range is answered with; with an end before the file's, the connection breaks there."""
    said = f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}".encode()
    headers = (*ETAG, (b"content-range", said))
    return Answer(206, CONTENT[start:end], headers, breaks=end is not None)


async def test_an_export_comes_whole_and_as_promised(server: Scripted, tmp_path: Path) -> None:
    """Its link needs no name; how far it has come is told."""
    server.answers[FILE] = [Answer(200, CONTENT)]
    heard: list[tuple[int, int]] = []
    async with AsyncCallsheet(server.url, "ann") as callsheet:
        path = await callsheet.download(
            EXPORT, tmp_path / "new" / "people.csv", on_bytes=lambda *told: heard.append(told)
        )
    assert await path.read_bytes() == CONTENT
    assert heard[-1] == (len(CONTENT), len(CONTENT))
    (asked,) = server.asked
    assert (asked.headers.get("x-callsheet-owner"), asked.headers.get("range")) == (None, None)
    assert asked.headers["accept-encoding"] == "identity"
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["people.csv"]


async def test_a_download_that_breaks_goes_on_where_it_was(server: Scripted, tmp_path: Path) -> None:
    """As often as it takes, as long as something comes each time; only of the very same file."""
    server.answers[FILE] = [Answer(200, CONTENT[:3], ETAG, breaks=True), part(3, 6), part(6)]
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        path = await callsheet.download("/v1/artifacts/abc", tmp_path / "people.csv")
    assert await path.read_bytes() == CONTENT
    asked = [(one.headers.get("range"), one.headers.get("if-range")) for one in server.asked]
    assert asked == [(None, None), ("bytes=3-", '"v1"'), ("bytes=6-", '"v1"')]


async def test_a_file_that_has_changed_meanwhile_begins_again(server: Scripted, tmp_path: Path) -> None:
    """The server then sends all of it."""
    server.answers[FILE] = [Answer(200, b"other bytes", ETAG, breaks=True), Answer(200, CONTENT)]
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        path = await callsheet.download("abc", tmp_path / "people.csv")
    assert await path.read_bytes() == CONTENT


async def test_what_nobody_can_tell_apart_begins_again(server: Scripted, tmp_path: Path) -> None:
    """Without an ETag, and with a weak one, no part is asked for."""
    weak = ((b"etag", b'W/"v1"'),)
    broken = [Answer(200, CONTENT[:4], breaks=True), Answer(200, CONTENT[:4], weak, breaks=True)]
    server.answers[FILE] = [*broken, Answer(200, CONTENT)]
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        path = await callsheet.download("abc", tmp_path / "people.csv")
    assert await path.read_bytes() == CONTENT
    assert [one.headers.get("range") for one in server.asked] == [None] * 3


async def test_a_later_call_goes_on_with_an_export(server: Scripted, tmp_path: Path) -> None:
    """The digest says that it is the same; until then the file that was there is left alone."""
    target = tmp_path / "people.csv"
    target.write_bytes(b"old")
    server.answers[FILE] = [Answer(200, CONTENT[:5], breaks=True), *[Answer(503, problem(503, "Away."))] * 2]
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        with pytest.raises(Refused, match="Away"):
            await callsheet.download(EXPORT, target)
        server.answers[FILE] = [Answer(200, CONTENT[:5], breaks=True), *[part(5, 5)] * 4]
        with pytest.raises(Unreachable):
            await callsheet.download(EXPORT, target)
        assert target.read_bytes() == b"old"
        server.answers[FILE] = [part(5)]
        await callsheet.download(EXPORT, target)
    assert target.read_bytes() == CONTENT
    assert server.asked[-1].headers["range"] == "bytes=5-"
    assert [one.name for one in tmp_path.iterdir()] == ["people.csv"]


async def test_a_part_that_is_all_of_it_is_enough(server: Scripted, tmp_path: Path) -> None:
    """The connection broke behind the last byte."""
    full = Answer(416, problem(416, "The file has 16 bytes."))
    server.answers[FILE] = [Answer(200, CONTENT, breaks=True), full]
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        path = await callsheet.download(EXPORT, tmp_path / "people.csv")
    assert await path.read_bytes() == CONTENT


async def test_other_bytes_than_promised_are_not_kept(server: Scripted, tmp_path: Path) -> None:
    """What was begun earlier gets a second chance from its first byte; what came in one piece does not."""
    target = tmp_path / "people.csv"
    server.answers[FILE] = [Answer(200, b"id,name\r\n1,Eve\r\n")]
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        with pytest.raises(Damaged, match="not what the server said"):
            await callsheet.download(EXPORT, target)
        assert list(tmp_path.iterdir()) == []
        server.answers[FILE] = [Answer(200, b"wrong", breaks=True), part(5), Answer(200, CONTENT)]
        await callsheet.download("abc", target, sha256=SHA256.upper())
    assert target.read_bytes() == CONTENT
    assert [one.headers.get("range") for one in server.asked] == [None, None, "bytes=5-", None]


@pytest.mark.parametrize(("wanted", "left"), [(EXPORT, [CONTENT[:5]]), ("abc", [])])
async def test_who_stops_a_download_may_go_on_with_it(
    server: Scripted, tmp_path: Path, wanted: Transfer | str, left: list[bytes]
) -> None:
    """Of an export the part stays; of what nobody could check, nothing does."""
    server.answers[FILE] = [Answer(200, CONTENT[:5], breaks=True)]

    def stop(*_: int) -> None:
        task.cancel()

    async with AsyncCallsheet(server.url) as callsheet:
        task = asyncio.create_task(callsheet.download(wanted, tmp_path / "people.csv", on_bytes=stop))
        await asyncio.wait([task])
    assert task.cancelled()
    assert [one.read_bytes() for one in tmp_path.iterdir()] == left


async def test_an_export_is_named_by_its_id_too(server: Scripted, tmp_path: Path) -> None:
    """Then the server has to know who asks."""
    server.answers[f"GET /api/import-export/jobs/{OUT}/download"] = [Answer(200, CONTENT)]
    async with AsyncCallsheet(server.url, "ann") as callsheet:
        path = await callsheet.download(OUT, tmp_path / "people.csv")
    assert (await path.read_bytes(), server.asked[0].headers["x-callsheet-owner"]) == (CONTENT, "ann")


async def test_an_export_without_a_file_has_no_link(tmp_path: Path) -> None:
    """Nothing is asked of any server."""
    running = Transfer.model_validate(exported(CONTENT, SHA256, "PROCESSING"))
    async with AsyncCallsheet("http://127.0.0.1:1") as callsheet:
        with pytest.raises(ValueError, match="no link"):
            await callsheet.download(running, tmp_path / "people.csv")
