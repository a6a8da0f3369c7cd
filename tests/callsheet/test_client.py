"""The client's plain calls: what it sends, what it makes of the answers."""

from pathlib import Path

import pytest

from callsheet import AsyncCallsheet, NotCallsheet, Refused, Unreachable
from tests.callsheet.scripted import Answer, Clock, Scripted, job, problem, unused_port

IMAGE = {
    "imageId": "i1",
    "name": "me.jpg",
    "width": 3,
    "height": 2,
    "format": "jpeg",
    "bytes": 5,
    "url": "/api/images/i1/content",
}


async def test_an_owner_is_named_to_the_server_but_not_with_links(server: Scripted, tmp_path: Path) -> None:
    """Links work without headers, and may lead elsewhere."""
    server.answers["GET /v1/credits"] = [Answer(200, {"owner": "ann", "balance": 7})]
    server.answers["GET /v1/artifacts/abc"] = [Answer(200, b"bytes")]
    async with AsyncCallsheet(server.url, owner="ann") as callsheet:
        assert (await callsheet.credits()).balance == 7
        path = await callsheet.download("abc", tmp_path / "bytes")
        assert await path.read_bytes() == b"bytes"
    assert [one.headers.get("x-callsheet-owner") for one in server.asked] == ["ann", None]


async def test_url_and_owner_come_from_the_environment(
    server: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CALLSHEET_URL and CALLSHEET_OWNER; a scheme may be left out."""
    monkeypatch.setenv("CALLSHEET_URL", server.url.removeprefix("http://"))
    monkeypatch.setenv("CALLSHEET_OWNER", "bob")
    server.answers["GET /v1/jobs/j1"] = [Answer(200, job())]
    async with AsyncCallsheet() as callsheet:
        assert (await callsheet.job("j1")).status == "running"
    assert server.asked[0].headers["x-callsheet-owner"] == "bob"


async def test_a_photo_goes_up_under_its_own_name(server: Scripted, tmp_path: Path) -> None:
    """From a path or from bytes."""
    photo = tmp_path / "me.jpg"
    photo.write_bytes(b"pixels")
    server.answers["POST /api/images"] = [Answer(201, IMAGE)]
    async with AsyncCallsheet(server.url) as callsheet:
        assert (await callsheet.upload(photo)).image_id == "i1"
        await callsheet.upload(b"pixels", "other.png")
    bodies = [one.body for one in server.asked]
    assert [b'filename="me.jpg"' in bodies[0], b'filename="other.png"' in bodies[1]] == [True, True]
    assert all(b"pixels" in body for body in bodies)


async def test_a_file_appears_whole_or_not_at_all(server: Scripted, tmp_path: Path) -> None:
    """A transfer that breaks is tried again, and leaves the older file alone and no pieces."""
    broken = Answer(200, b"new but br", breaks=True)
    missing = Answer(404, problem(404, "There is no such file (any more)."))
    server.answers["GET /v1/artifacts/abc"] = [*[broken] * 4, missing, broken, Answer(200, b"new")]
    target = tmp_path / "out" / "me.jpg"
    target.parent.mkdir()
    target.write_bytes(b"old")
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        with pytest.raises(Unreachable):
            await callsheet.download("/v1/artifacts/abc", target)
        with pytest.raises(Refused, match="no such file"):
            await callsheet.download("/v1/artifacts/abc", target)
        assert target.read_bytes() == b"old"
        await callsheet.download(f"{server.url}/v1/artifacts/abc", target)
    assert target.read_bytes() == b"new"
    assert [path.name for path in target.parent.iterdir()] == ["me.jpg"]


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ({"content-disposition": "inline; filename*=UTF-8''a%2Fb%20v1.2.mp3"}, "story.mp3"),
        ({"content-disposition": 'attachment; filename="a.WAV"', "content-type": "audio/mpeg"}, "story.WAV"),
        ({"content-type": "image/png; charset=binary"}, "story.png"),
        ({"content-disposition": "inline; filename*=UTF-8''a.b%2F..", "content-type": "no/such"}, "story"),
        ({"content-type": "text/html"}, "story.html"),
    ],
)
async def test_a_file_gets_the_suffix_that_the_server_gives_it(
    server: Scripted, tmp_path: Path, headers: dict[str, str], name: str
) -> None:
    """Of its name there, else of its media type; nothing else of that name."""
    told = tuple((key.encode(), value.encode()) for key, value in headers.items())
    server.answers["GET /v1/artifacts/abc"] = [Answer(200, b"bytes", told)]
    async with AsyncCallsheet(server.url) as callsheet:
        path = await callsheet.download("abc", tmp_path / "story", suffixed=True)
    assert (path.name, [one.name for one in tmp_path.iterdir()]) == (name, [name])


async def test_jobs_are_listed_page_by_page(server: Scripted) -> None:
    """The next page is asked for when it is needed, not before."""
    pages = [{"data": [job("a"), job("b")], "nextCursor": "7"}, {"data": [job("c")], "nextCursor": None}]
    server.answers["GET /v1/jobs"] = [Answer(200, page) for page in pages]
    async with AsyncCallsheet(server.url) as callsheet:
        assert [one.id async for one in callsheet.jobs(status="running")] == ["a", "b", "c"]
    assert [one.query.get("cursor") for one in server.asked] == [None, ["7"]]
    assert server.asked[0].query["status"] == ["running"]


async def test_ids_cannot_leave_their_place_in_the_address(server: Scripted) -> None:
    """Whatever a caller passes as an id is one path segment."""
    async with AsyncCallsheet(server.url) as callsheet:
        with pytest.raises(Refused):
            await callsheet.delete("../credits?x=1")
    assert server.asked[0].query == {}
    assert server.asked[0].method == "DELETE"


async def test_a_stranger_on_the_port_is_recognised(server: Scripted) -> None:
    """Some other program's web page is no answer."""
    server.answers["GET /v1/jobs/j1"] = [Answer(200, b"<html>Welcome</html>")]
    async with AsyncCallsheet(server.url) as callsheet:
        with pytest.raises(NotCallsheet, match="is not Callsheet"):
            await callsheet.job("j1")


async def test_a_refusal_carries_all_that_the_server_said(server: Scripted) -> None:
    """Status, code, detail, the fields in question, and when to come back."""
    told = problem(429, "Slow down.", "too-many") | {
        "errors": [{"pointer": "/x", "code": "c", "detail": "d"}]
    }
    server.answers["POST /v1/jobs/j1/retry"] = [Answer(429, told, ((b"retry-after", b"7"),))]
    async with AsyncCallsheet(server.url) as callsheet:
        with pytest.raises(Refused) as error:
            await callsheet.retry("j1")
    refused = error.value
    assert (refused.status, refused.code, refused.detail) == (429, "too-many", "Slow down.")
    assert (refused.errors[0]["pointer"], refused.retry_after_s, refused.passing) == ("/x", 7, True)


async def test_a_start_in_doubt_is_sent_again_under_the_same_key(server: Scripted) -> None:
    """The connection breaks before the answer is whole: the same key, until it is answered."""
    broken = Answer(202, {"group": "g1", "jobs": []}, breaks=True)
    server.answers["POST /v1/jobs"] = [broken, broken, Answer(202, {"group": "g1", "jobs": [job("a")]})]
    server.answers["POST /v1/jobs/a/retry"] = [broken, Answer(202, job("b"))]
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        assert [one.id for one in await callsheet.start("enhancement", {})] == ["a"]
        assert (await callsheet.retry("a", idempotency_key="mine")).id == "b"
        await callsheet.start("enhancement", {})
    keys = [one.headers["idempotency-key"] for one in server.asked]
    assert (len(set(keys[:3])), keys[3:5]) == (1, ["mine", "mine"])
    assert keys[5] not in keys[:5]


async def test_a_start_that_cannot_have_arrived_is_not_waited_for() -> None:
    """Nobody listens there: that is said at once."""
    clock = Clock()
    async with AsyncCallsheet(f"http://127.0.0.1:{unused_port()}", pace=clock.pace) as callsheet:
        with pytest.raises(Unreachable, match="callsheet up"):
            await callsheet.start("enhancement", {})
    assert clock.slept == []
