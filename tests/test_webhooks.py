"""One try at a receiver: what is sent, what is believed, and where it never goes."""

import asyncio
import socket
from pathlib import Path
from typing import Any

import pytest

from reaching import PublicOnly
from receivers import ReceiverRefused, check_email, check_url, is_public, shown
from settings import Settings
from tests.support.places import PRIVATE, certified
from tests.support.receiver import HANGS, receiver
from webhooks import Answer, Webhooks, new_secret, secret_of

SECRET = new_secret()
HERE = ("127.0.0.1",)


@pytest.mark.parametrize("host", PRIVATE)
async def test_an_address_that_is_not_public_is_refused(host: str) -> None:
    """In every form a resolver takes, at acceptance and again on the way, unless the setting names it."""
    url = f"http://{host}:9000/hook"
    with pytest.raises(ReceiverRefused, match="public"):
        check_url(url, ())
    answer = await Webhooks(SECRET, ()).post(url, "m", {})
    assert (answer.status, answer.final) == (None, True)
    assert check_url(url, [host.strip("[]")]).port == 9000


@pytest.mark.parametrize("host", [host for host in PRIVATE if not host.endswith("localhost.")])
async def test_a_connection_to_it_is_refused_whoever_asks_for_it(host: str) -> None:
    """What was taken for a name at acceptance is looked at once more when it is an address."""
    with pytest.raises(ReceiverRefused, match="public"):
        await PublicOnly(()).connect_tcp(host.strip("[]"), 9000)


@pytest.mark.parametrize("host", ["93.184.215.14", "[2606:4700::1111]", "example.org", "bücher.example"])
def test_a_public_address_or_a_name_is_taken(host: str) -> None:
    """What a name leads to is seen when it is connected to."""
    assert check_url(f"https://{host}/hook?key=1", ())


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hook",
        "//example.org",
        "ftp://example.org",
        "file:///etc/passwd",
        "http://",
        "http://:80/",
        "http://ann@example.org",
        "http://ann:word@example.org",
        "http://example.org:99999",
        "http://exa mple.org",
        "http://example.org/\r\nX: 1",
        "http://example.org/\x00",
        "http://[::1",
        "http://0177.0.0.1/",
        "http://example.org:0",
        f"http://example.org/{'x' * 2048}",
    ],
)
def test_what_is_no_webhook_address_is_refused(url: str) -> None:
    """With a sentence, never another kind of error."""
    with pytest.raises(ReceiverRefused):
        check_url(url, ())


async def test_a_name_is_judged_by_every_address_it_leads_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """One private address among public ones is enough, and nothing is connected to; the address that was
    looked at is the one that is used, so a second look-up cannot lead elsewhere."""
    asked: list[str] = []

    def lookup(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        addresses = {"mixed.test": ["93.184.215.14", "10.0.0.1"], "mapped.test": ["::ffff:127.0.0.1"]}
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses[host]]

    with monkeypatch.context() as patched:
        patched.setattr(socket, "getaddrinfo", lookup)
        for host in ("mixed.test", "mapped.test"):
            answer = await Webhooks(SECRET, ()).post(f"http://{host}/", "m", {})
            assert (answer.status, answer.final, "not a public one" in answer.told) == (None, True, True)
    assert asked == ["mixed.test", "mapped.test"]


async def test_a_host_that_may_be_anywhere_is_reached_under_its_own_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The connection goes to the address, the Host header keeps the name; a dead address is passed over."""
    real = socket.getaddrinfo

    def lookup(host: Any, port: Any, *rest: Any, **more: Any) -> list[Any]:
        if host != "hooks.test":
            return list(real(host, port, *rest, **more))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in ("127.0.0.2", "127.0.0.1")]

    async with receiver(SECRET) as there:
        with monkeypatch.context() as patched:
            patched.setattr(socket, "getaddrinfo", lookup)
            url = there.url.replace("127.0.0.1", "hooks.test")
            answer = await Webhooks(SECRET, ["hooks.test"]).post(url, "m", {"a": "ü"})
    (arrival,) = there.arrivals
    assert (answer, arrival.message) == (Answer(204, "204 No Content"), {"a": "ü"})
    assert arrival.headers["host"].startswith("hooks.test:")


async def test_a_certificate_must_be_the_names_whatever_the_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """TLS asks for and checks the receiver's name, though it is an address that is connected to."""
    real = socket.getaddrinfo

    def lookup(host: Any, port: Any, *rest: Any, **more: Any) -> list[Any]:
        return list(real("127.0.0.1" if str(host).endswith(".test") else host, port, *rest, **more))

    certificate, key = certified("hooks.test", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    webhooks = Webhooks(SECRET, ["hooks.test", "other.test"])
    async with receiver(SECRET, ssl_certfile=certificate, ssl_keyfile=key) as there:
        url = there.url.replace("http://127.0.0.1", "https://hooks.test")
        assert (await webhooks.post(url, "m", {})).status == 204
        answer = await webhooks.post(url.replace("hooks.test", "other.test"), "m", {})
        assert (answer.status, "other.test" in answer.told, len(there.arrivals)) == (None, True, 1)


@pytest.mark.parametrize(
    ("says", "final"),
    [
        (301, True),
        (307, True),
        (400, True),
        (404, True),
        (410, True),
        (408, False),
        (409, False),
        (425, False),
        (429, False),
        (500, False),
        (503, False),
    ],
)
async def test_what_a_receiver_answers_is_final_or_passing(says: int, final: bool) -> None:
    """A redirect is not followed, a refusal is a refusal, trouble passes."""
    async with receiver(SECRET) as there:
        there.script = [(says, {"Location": there.url, "Retry-After": "7"})]
        answer = await Webhooks(SECRET, HERE).post(there.url, "m", {})
        assert (answer.status, answer.final, answer.delivered) == (says, final, False)
        assert (answer.retry_after, len(there.arrivals)) == ("7", 1)


async def test_a_receiver_that_hangs_or_is_not_there_is_left() -> None:
    """The whole call has one limit, the connection is closed behind it."""
    async with receiver(SECRET) as there:
        there.script = [HANGS]
        answer = await Webhooks(SECRET, HERE, whole_call_s=0.3).post(there.url, "m", {})
        assert (answer.status, answer.final, answer.told) == (None, False, "No answer within 0.3 seconds")
        async with asyncio.timeout(10):
            while there.hanging:
                await asyncio.sleep(0.01)
    for nobody in (there.url, "http://a..b/", f"http://{'a' * 64}.test/", "http://nobody.invalid/"):
        answer = await Webhooks(SECRET, HERE).post(nobody, "m", {})
        assert (answer.status, answer.told[:9]) in ((None, "No answer"), (None, "This is n")), nobody


async def test_an_endless_answer_is_read_to_its_first_words() -> None:
    """Bounded, and on one line."""

    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 500 X\r\n\r\nno\r\n\x1b[31mway ")
        try:
            while True:
                writer.write(b"x" * 65536)
                await writer.drain()
        except ConnectionError:
            writer.close()

    server = await asyncio.start_server(flood, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        answer = await Webhooks(SECRET, HERE).post(f"http://127.0.0.1:{port}/", "m", {})
    assert answer.told.startswith("500 Internal Server Error: no [31mway xxx")
    assert len(answer.told) < 300


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    """Both processes of a data folder find the same; a setting comes first, if it can sign."""
    settings = Settings(data=tmp_path / "new")
    first = secret_of(settings)
    assert (secret_of(settings), first[:6]) == (first, "whsec_")
    file = tmp_path / "new" / "webhook.key"
    assert (file.stat().st_mode & 0o777, [path.name for path in file.parent.iterdir()]) == (
        0o600,
        ["webhook.key"],
    )
    assert secret_of(Settings(data=tmp_path, webhook_secret=SECRET)) == SECRET
    for bad in ("whsec_c2hvcnQ=", "what=ever", "whsec_*", SECRET.removeprefix("whsec_")):
        with pytest.raises(ValueError, match="webhook_secret") as refused:
            Settings(webhook_secret=bad)
        assert bad not in str(refused.value)


@pytest.mark.parametrize(
    "wanted",
    [
        {"webhook_url": "http://10.0.0.1/"},
        {"notify_email": "ann@example.org"},
        {"notify_email": "ann", "smtp_host": "mail.example.org"},
        {"smtp_from": "Callsheet <a@b>\r\nX: 1"},
    ],
)
def test_settings_that_can_tell_nobody_are_refused_at_the_start(wanted: dict[str, Any]) -> None:
    """Not at the end of the first job."""
    with pytest.raises(ValueError, match="Settings"):
        Settings(**wanted)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ann",
        "ann@",
        "@b.org",
        "a@b@c.org",
        "a@b.org,c@d.org",
        "a b@c.org",
        "a@b.org\nBcc: c@d.org",
        "a@b.org\n",
        "<a@b.org>",
        "a@-b.org",
        "a@[127.0.0.1]",
        "ä@b.org",
        f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 63}.org",
    ],
)
def test_what_is_not_one_address_is_refused(address: str) -> None:
    """Nothing that could name another receiver or begin another header."""
    with pytest.raises(ReceiverRefused):
        check_email(address)
    assert check_email("ann.o'neill+jobs@mail.example.org")


def test_a_url_is_shown_without_what_proves_that_we_may_call() -> None:
    """Query and fragment are for the receiver."""
    assert shown("https://a.org/b?token=1#c") == shown("https://a.org/b#c?d") == "https://a.org/b"


def test_addresses_are_public_or_not() -> None:
    """Wrapped ones are what they wrap, or nothing."""
    assert is_public("::ffff:93.184.215.14")
    assert not any(map(is_public, ["::ffff:7f00:1", "2002:5db8:d70e::1", "2001:0:4136::1", "::5db8:d70e"]))
