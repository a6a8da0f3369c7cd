"""A file behind somebody's link: whole and bounded or not at all, and never from inside."""

import asyncio
import gzip
import hashlib
import socket
import ssl
import traceback
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.generator import LinkDead
from activities.providers.wire.fetching import MOST_REDIRECTS, MOST_RESUMES, Fetcher
from tests.support.names import Names
from tests.support.places import PRIVATE, certified
from tests.support.raw_server import CUT, Asked, RawServer, canary, raw_server, says, whole

MOST = 1_000_000
FILE = hashlib.sha256(b"a picture").digest() * 5_000
OTHER_SCHEMES = ["ftp://127.0.0.1/", "file:///etc/passwd", "//", "gopher://127.0.0.1", "javascript:1", ""]


async def fetched(url: str, *origins: str, most: int = MOST, **limits: float) -> bytes:
    pieces: list[bytes] = []

    async def sink(piece: bytes) -> None:
        pieces.append(piece)

    await Fetcher(origins, **limits).fetch(url, sink, most)
    return b"".join(pieces)


async def refused(url: str, *origins: str, **limits: Any) -> ProviderBusy | ProviderRejected | LinkDead:
    with pytest.raises((ProviderBusy, ProviderRejected, LinkDead)) as caught:
        await fetched(url, *origins, **limits)
    assert isinstance(caught.value, ProviderBusy | ProviderRejected | LinkDead)
    return caught.value


async def rejected(url: str, *origins: str, **limits: Any) -> tuple[str, str]:
    refusal = await refused(url, *origins, **limits)
    assert isinstance(refusal, ProviderRejected)
    return refusal.code, str(refusal)


async def busy(url: str, *origins: str, **limits: Any) -> tuple[str, float | None]:
    refusal = await refused(url, *origins, **limits)
    assert isinstance(refusal, ProviderBusy)
    return refusal.code, refusal.retry_after


def leading(location: str, status: int = 302) -> Any:
    return lambda _: says(status, location=location)


async def test_a_file_arrives_whole_and_as_it_is() -> None:
    """Nobody is asked to pack it, and no more is asked for than the file."""
    async with raw_server(lambda _: whole(FILE)) as there:
        assert await fetched(f"{there.url}/a.png?token=1", there.url) == FILE
    (asked,) = there.heard
    assert (asked.path, asked.headers["accept-encoding"]) == ("/a.png?token=1", "identity")
    assert not {"range", "authorization", "cookie"} & set(asked.headers)


@pytest.mark.parametrize(
    "host", [*PRIVATE, "127.0.0.1.", "metadata.google.internal", "metadata", "LOCALHOST"]
)
async def test_a_link_that_leads_inside_is_not_followed(host: str) -> None:
    """In every spelling that a resolver takes, and nobody inside sees a connection."""
    async with canary() as there:
        code, words = await rejected(f"http://{host}:{there.port}/latest/meta-data?token=secret")
        assert code == "link-refused"
        assert "secret" not in words


@pytest.mark.parametrize("host", [*PRIVATE, "127.0.0.1.", "metadata.google.internal"])
@pytest.mark.parametrize("status", [301, 307])
async def test_a_redirect_that_leads_inside_is_not_followed(host: str, status: int) -> None:
    """Not even from an origin that may be anywhere: that is for itself alone."""
    async with canary() as inside, raw_server(leading(f"http://{host}:{inside.port}/", status)) as there:
        assert (await rejected(there.url, there.url))[0] == "link-refused"
        assert len(there.heard) == 1


@pytest.mark.parametrize("link", [*OTHER_SCHEMES, "http://ann:word@127.0.0.1/", f"http://a/{'x' * 9_000}"])
async def test_what_is_no_link_to_a_file_is_not_followed(link: str) -> None:
    """Neither at first nor as a redirect."""
    assert (await rejected(link))[0] == "link-refused"
    if link not in ("", "//") and len(link) < 9_000:
        async with raw_server(leading(link)) as there:
            assert (await rejected(there.url, there.url))[0] == "link-refused"


async def test_an_origin_is_scheme_host_and_port() -> None:
    """Another port of that host, another name for it or another scheme is somebody else."""
    async with canary() as inside, raw_server(lambda _: whole(FILE)) as there:
        for other in (
            f"http://127.0.0.1:{inside.port}/",
            f"http://localhost:{there.port}/",
            f"http://127.1:{there.port}/",
            f"https://127.0.0.1:{there.port}/",
            f"http://[::ffff:127.0.0.1]:{there.port}/",
        ):
            assert (await rejected(other, f"{there.url}/api/v1"))[0] == "link-refused", other
        assert there.connections == 0
        assert await fetched(f"HTTP://127.0.0.1:{there.port}/elsewhere", f"{there.url}/api/v1") == FILE


async def test_redirects_are_followed_a_few_times() -> None:
    """Relative ones too; a circle is left."""

    def answer(asked: Asked) -> AsyncIterator[bytes]:
        steps = int(asked.path.rpartition("/")[2])
        return says(302, location=f"{steps - 1}") if steps else whole(FILE)

    async with raw_server(answer) as there:
        assert await fetched(f"{there.url}/a/{MOST_REDIRECTS}", there.url) == FILE
        assert there.heard[-1].path == "/a/0"
        code, words = await rejected(f"{there.url}/a/{MOST_REDIRECTS + 1}", there.url)
        assert (code, "more than 5" in words) == ("link-refused", True)
    async with raw_server(leading("/")) as circle:
        assert (await rejected(circle.url, circle.url))[0] == "link-refused"
        assert len(circle.heard) == MOST_REDIRECTS + 1
    async with raw_server(lambda _: says(302)) as nowhere:
        assert (await rejected(nowhere.url, nowhere.url))[0] == "link-refused"


async def test_a_name_that_changes_its_mind_leads_nowhere_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is where it leads when it is connected to; one address inside is enough to refuse."""
    public = "93.184.215.14"
    names = Names(
        monkeypatch, mixed=[[public, "127.0.0.1"]], late=[["127.0.0.1"]], wrapped=[["::ffff:7f00:1"]]
    )
    async with canary() as inside:
        for name in ("mixed", "late", "wrapped"):
            link = f"http://{name}.test:{inside.port}/"
            async with raw_server(leading(link)) as there:
                code, words = await rejected(there.url, there.url)
            assert (code, "is not a public one" in words) == ("link-refused", True)
    assert names.asked == ["mixed", "late", "wrapped"]


async def test_a_name_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address that was judged is the one that is connected to, under the name."""
    names = Names(monkeypatch, files=[["127.0.0.1"], ["127.0.0.66"]])
    async with raw_server(lambda _: whole(FILE)) as there:
        origin = f"http://files.test:{there.port}"
        assert await fetched(f"{origin}/a", origin) == FILE
        assert names.asked == ["files"]
        assert there.heard[0].headers["host"] == f"files.test:{there.port}"


async def test_a_name_that_leads_nowhere_may_lead_somewhere_later() -> None:
    """Also one that no name server takes, and an address where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        away = f"http://127.0.0.1:{taken.getsockname()[1]}"
        for nobody in (away, "http://nobody.invalid/", "http://a..b/", f"http://{'a' * 64}.test/"):
            assert await busy(nobody, away) == ("link-broken", None), nobody


async def test_a_certificate_must_be_vouched_for(tmp_path: Path) -> None:
    """By somebody whom this machine trusts: else nothing is fetched."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certified("files.test", tmp_path))
    server = await asyncio.start_server(RawServer(lambda _: whole(FILE)), "127.0.0.1", 0, ssl=context)
    async with server:
        url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        assert await busy(url, url) == ("link-broken", None)


ANSWERS = [
    (403, {}, LinkDead, None),
    (404, {}, LinkDead, None),
    (410, {}, LinkDead, None),
    (408, {}, ProviderBusy, None),
    (429, {"retry_after": "7"}, ProviderBusy, 7),
    (500, {}, ProviderBusy, None),
    (503, {"retry_after": "99999999"}, ProviderBusy, 3600),
    (400, {}, ProviderRejected, None),
    (401, {}, ProviderRejected, None),
    (418, {}, ProviderRejected, None),
    (204, {}, ProviderRejected, None),
    (206, {"content_range": "bytes 0-8/9"}, ProviderRejected, None),
    (304, {}, ProviderRejected, None),
]


@pytest.mark.parametrize(("status", "headers", "kind", "delay"), ANSWERS)
async def test_what_a_link_answers(
    status: int, headers: dict[str, str], kind: type[Exception], delay: float | None
) -> None:
    """Dead, busy or refused; asked once, and the link is told to nobody."""
    async with raw_server(lambda _: says(status, b"", **headers)) as there:
        refusal = await refused(f"{there.url}/?signature=s3cret", there.url)
    assert (type(refusal), len(there.heard)) == (kind, 1)
    assert getattr(refusal, "retry_after", None) == delay
    assert "s3cret" not in "".join(traceback.format_exception(refusal))


async def test_a_file_that_is_too_large_is_left() -> None:
    """Before its first byte where it says so; else after as many as are allowed."""
    async with raw_server(lambda _: whole(FILE)) as there:
        assert await fetched(there.url, there.url, most=len(FILE)) == FILE
        assert (await rejected(there.url, there.url, most=len(FILE) - 1))[0] == "result-too-large"

    async def flood(_: Asked) -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
        while True:
            yield b"10000\r\n" + b"x" * 65_536 + b"\r\n"

    came = 0

    async def sink(piece: bytes) -> None:
        nonlocal came
        came += len(piece)

    async with raw_server(flood) as there:
        with pytest.raises(ProviderRejected, match="larger than 1000000 bytes"):
            await Fetcher([there.url]).fetch(there.url, sink, MOST)
    assert came <= MOST


async def test_a_file_that_comes_packed_is_not_unpacked() -> None:
    """What was asked for are the bytes as they are; a few can be very many."""
    packed = gzip.compress(bytes(10_000_000))
    async with raw_server(lambda _: says(200, packed, content_encoding="gzip")) as there:
        assert (await rejected(there.url, there.url))[0] == "result-packed"


@pytest.mark.parametrize("tag", ["", 'W/"1"'])
async def test_a_file_that_is_cut_is_no_file(tag: str) -> None:
    """Shorter than was said, in the middle of a chunk, or before a word: it may come later."""
    async with raw_server(lambda _: says(200, FILE, content_length="200000", etag=tag)) as there:
        assert await busy(there.url, there.url) == ("link-broken", None)

    async def half(_: Asked) -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\nhalf"

    async def nothing(_: Asked) -> AsyncIterator[bytes]:
        yield CUT

    async def nonsense(_: Asked) -> AsyncIterator[bytes]:
        yield b"220 mail.example.org ESMTP\r\n\r\n"

    for answer in (half, nothing, nonsense):
        async with raw_server(answer) as there:
            assert await busy(there.url, there.url) == ("link-broken", None)
            assert len(there.heard) == 1


def cutting(every: int, tags: list[str] | None = None) -> Any:
    """Serves ranges as they are asked for, `every` bytes at a time."""

    async def answer(asked: Asked) -> AsyncIterator[bytes]:
        start = int(asked.headers.get("range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
        tag = tags.pop(0) if tags else '"1"'
        same = asked.headers.get("if-range", tag) == tag
        start = start if same else 0
        told = {"etag": tag, "content_length": str(len(FILE) - start)}
        if start:
            told["content_range"] = f"bytes {start}-{len(FILE) - 1}/{len(FILE)}"
        async for piece in says(206 if start else 200, FILE[start : start + every], **told):
            yield piece

    return answer


async def test_a_file_that_is_cut_goes_on_where_it_was() -> None:
    """If its server tells by a tag that it is still the same one; a few times."""
    async with raw_server(cutting(len(FILE) // 3 + 1)) as there:
        assert await fetched(there.url, there.url) == FILE
        assert [asked.headers.get("range") for asked in there.heard] == [
            None,
            "bytes=53334-",
            "bytes=106668-",
        ]
    async with raw_server(cutting(len(FILE) // 10)) as there:
        assert await busy(there.url, there.url) == ("link-broken", None)
        assert len(there.heard) == MOST_RESUMES + 1
    async with raw_server(cutting(len(FILE) // 3 + 1, ['"1"', '"2"'])) as there:
        assert await busy(there.url, there.url) == ("link-busy", None)


async def test_the_rest_of_a_cut_file_is_the_rest() -> None:
    """Another place to go on at would spoil it, more than is allowed would be too much."""
    answers = iter([{"content_range": "bytes 7-159999/160000"}, {"content_length": "900000"}])

    def answer(asked: Asked) -> AsyncIterator[bytes]:
        if "range" not in asked.headers:
            return says(200, FILE, etag='"1"', content_length="200000")
        return says(206, FILE, **{"content_range": f"bytes {len(FILE)}-9/9", "etag": '"1"'} | next(answers))

    async with raw_server(answer) as there:
        assert await busy(there.url, there.url) == ("link-broken", None)
        assert (await rejected(there.url, there.url))[0] == "result-too-large"


async def test_a_file_that_does_not_come_to_an_end_is_left() -> None:
    """Silence is one limit, a slow drip does not outlive the other; the connection is closed behind it."""
    left = asyncio.Event()

    async def silent(_: Asked) -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n1"
        await left.wait()

    async def drip(_: Asked) -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\ncontent-length: 900000\r\n\r\n"
        while True:
            yield b"x"
            await asyncio.sleep(0.01)

    async with raw_server(silent) as there:
        assert await busy(there.url, there.url, silence_s=0.2) == ("link-broken", None)
        assert await busy(there.url, there.url, whole_s=0.2) == ("link-timeout", None)
        left.set()
    async with raw_server(drip) as there:
        assert await busy(there.url, there.url, whole_s=0.3) == ("link-timeout", None)


@pytest.mark.parametrize("error", [OSError(28, "No space left"), TimeoutError("the disk is slow")])
async def test_a_sink_that_is_full_is_no_broken_link(error: OSError) -> None:
    """Its own error is told, once."""

    async def sink(_: bytes) -> None:
        raise error

    async with raw_server(lambda _: says(200, FILE, etag='"1"')) as there:
        with pytest.raises(type(error)) as caught:
            await Fetcher([there.url]).fetch(there.url, sink, MOST)
        assert (caught.value, len(there.heard)) == (error, 1)
