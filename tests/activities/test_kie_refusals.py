"""How Kie.ai says no: nothing was accepted for certain, or nobody knows; a question may be asked again."""

import asyncio
import json
import socket
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.generator import LinkDead, NoSuchTask, OutcomeUnknown, Wanted
from activities.providers.kie.generator import Kie, open_kie
from callsheet.fakekie.faults import Script
from callsheet.fakekie.sayings import CUT, GARBAGE, HANGS, NO_DATA, RESETS, Saying, code, status
from callsheet.fakekie.state import Kie as LookAlike
from tests.support.kie import looking_alike
from tests.support.raw_server import Asked, canary, raw_server, says
from workflows.contracts.generation import Family

KEY = "kie-canary-5f1d"
TOKEN = "creation=s3cret"
OURS = f"https://callsheet.example/api/generation/callbacks/kie?{TOKEN}"
PARAMS = {"model": "IMAGEN4", "apiModel": "google/imagen4", "input": {"prompt": "A fox", "num_images": "1"}}
WANTED = Wanted(Family.IMAGEN4, PARAMS, OURS)
JOB = Family.IMAGEN4
CERTAIN = [
    (400, "content-refused"),
    (401, "provider-unauthorized"),
    (402, "provider-credits"),
    (404, "request-refused"),
    (422, "request-refused"),
    (451, "input-unreachable"),
    (501, "generation-failed"),
    (505, "feature-disabled"),
]
PASSING = [(429, "provider-busy"), (455, "provider-maintenance")]
Refusal = ProviderBusy | ProviderRejected | OutcomeUnknown | NoSuchTask | LinkDead


@pytest.fixture
async def there() -> AsyncIterator[LookAlike]:
    async with looking_alike(key=KEY) as there:
        yield there


def opened(url: str, timeout_s: float = 20) -> Kie:
    return open_kie(url, url, SecretStr(KEY), timeout_s)


@pytest.fixture
async def kie(there: LookAlike) -> AsyncIterator[Kie]:
    kie = opened(there.url)
    yield kie
    await kie.close()


async def refused(asking: Awaitable[object]) -> Refusal:
    """Neither the key nor what proves that one may call us is in what is told."""
    with pytest.raises((ProviderBusy, ProviderRejected, OutcomeUnknown, NoSuchTask, LinkDead)) as caught:
        await asking
    told = "".join(traceback.format_exception(caught.value)) + repr(vars(caught.value))
    assert KEY not in told
    assert TOKEN not in told
    assert isinstance(caught.value, Refusal)
    return caught.value


def machine_word(refusal: Refusal) -> str:
    assert isinstance(refusal, ProviderBusy | ProviderRejected)
    return refusal.code


@pytest.mark.parametrize(("number", "word"), CERTAIN)
@pytest.mark.parametrize("said", [code, status])
async def test_what_was_refused_was_not_accepted(
    said: Callable[[int], Saying], number: int, word: str, kie: Kie, there: LookAlike
) -> None:
    """By the code in an answer of 200, or by the status; for ever, and asked once."""
    there.script(Script(create=said(number)))
    refusal = await refused(kie.create(WANTED))
    assert (type(refusal), machine_word(refusal)) == (ProviderRejected, word)
    assert (there.tasks, there.truth.count("creates")) == ({}, 1)


@pytest.mark.parametrize(("number", "word"), PASSING)
@pytest.mark.parametrize("said", [code, status])
async def test_what_passes_was_not_accepted_either(
    said: Callable[[int], Saying], number: int, word: str, kie: Kie, there: LookAlike
) -> None:
    """To be tried again, by somebody else."""
    there.script(Script(create=said(number)))
    refusal = await refused(kie.create(WANTED))
    assert (type(refusal), machine_word(refusal)) == (ProviderBusy, word)
    assert (there.tasks, there.truth.count("creates")) == ({}, 1)


@pytest.mark.parametrize("number", [429, 455])
async def test_a_delay_is_kept_wherever_the_refusal_stands(number: int) -> None:
    """In the body of an answer of 200 or in the status; an hour at most."""
    body = json.dumps({"code": number, "message": "later"}).encode()
    answers = iter([says(200, body, retry_after="7"), says(number, retry_after="99999")])
    async with raw_server(lambda _: next(answers)) as busy:
        kie = opened(busy.url)
        delays = [await refused(kie.create(WANTED)) for _ in range(2)]
        await kie.close()
    assert [one.retry_after for one in delays if isinstance(one, ProviderBusy)] == [7, 3600]


AMBIGUOUS = [
    code(500),
    code(455_000),
    status(500),
    status(502),
    status(503),
    status(403),
    GARBAGE,
    NO_DATA,
    RESETS,
    CUT,
    HANGS,
]


@pytest.mark.parametrize("accepts", [True, False])
@pytest.mark.parametrize("said", AMBIGUOUS, ids=lambda said: said.name)
async def test_what_nobody_can_tell_is_unknown(said: Saying, accepts: bool, there: LookAlike) -> None:
    """Whether it was paid or not, the answer is the same; it is not asked again."""
    kie = opened(there.url, timeout_s=0.5 if said is HANGS else 20)
    there.script(Script(create=said, accepts=accepts))
    refusal = await refused(kie.create(WANTED))
    assert isinstance(refusal, OutcomeUnknown)
    assert "is not known: it is not ordered again by itself" in str(refusal)
    assert (len(there.tasks), there.truth.count("creates")) == (accepts, 1)
    await kie.close()


async def test_whatever_goes_wrong_a_refused_order_was_never_paid() -> None:
    """A seeded mix of every fault: an id is that of a paid task, a refusal of none, the rest is unknown."""
    outcomes: dict[str, str] = {}

    async def ordering(kie: Kie, prompt: str) -> None:
        params = PARAMS | {"input": {"prompt": prompt}}
        try:
            outcomes[prompt] = await kie.create(Wanted(JOB, params, None))
        except (ProviderBusy, ProviderRejected):
            outcomes[prompt] = "refused"
        except OutcomeUnknown:
            outcomes[prompt] = "unknown"

    async with looking_alike(key=KEY, faults="all", creates=1000) as there:
        kie = opened(there.url, timeout_s=3)
        await asyncio.gather(*(ordering(kie, f"Fox {number}") for number in range(200)))
        await kie.close()
        paid = {line["body"]["input"]["prompt"]: line["taskId"] for line in there.truth.of("accepted")}
        assert (there.truth.count("creates") <= 200, len(paid)) == (True, len(there.tasks))
    certain = {prompt: said for prompt, said in outcomes.items() if said != "unknown"}
    assert certain == {prompt: paid.get(prompt, "refused") for prompt in certain}
    unknown = {prompt in paid for prompt, said in outcomes.items() if said == "unknown"}
    assert unknown == {True, False}


def answering(body: Any, status: int = 200, **headers: str) -> Callable[[Asked], AsyncIterator[bytes]]:
    told = body if isinstance(body, bytes) else json.dumps(body).encode()
    return lambda _: says(status, told, **headers)


STRANGE = [
    answering({"code": 200, "data": {"taskId": ""}}),
    answering({"code": 200, "data": {"taskId": ["t"]}}),
    answering({"code": 200, "data": {"taskId": "t" * 1000}}),
    answering({"code": 200, "data": "t"}),
    answering({"code": 200}),
    answering({"code": "ok"}),
    answering({"code": None, "data": {"taskId": "t"}}),
    answering([{"code": 422}]),
    answering({"data": {"taskId": "t"}}),
    answering({"code": 200, "data": {"taskId": "t"}}, 500),
    answering({"code": 200, "data": {"taskId": "t"}}, 400, content_type="text/html"),
    answering({"code": 500, "msg": "boom"}, 400),
    answering({"code": 200, "data": {"taskId": "t"}, "more": "x" * 2_000_000}),
    answering(b"[" * 100_000),
    answering(b""),
    answering(b"", 204),
    answering(b"half", content_length="1000"),
    answering(b"\x1f\x8bno", content_encoding="gzip"),
]


@pytest.mark.parametrize("answer", STRANGE)
async def test_an_answer_that_names_no_task_clearly_is_unknown(answer: Any) -> None:
    """Too much, too little, or two things at once."""
    async with raw_server(answer) as strange:
        kie = opened(strange.url)
        assert isinstance(await refused(kie.create(WANTED)), OutcomeUnknown)
        assert isinstance(await refused(kie.look(JOB, "t")), ProviderBusy)
        assert [asked.method for asked in strange.heard] == ["POST", "GET"]
        await kie.close()


async def test_a_slow_drip_does_not_outlive_the_limit() -> None:
    """It is that of the whole call."""

    async def drip(_: Asked) -> AsyncIterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        while True:
            yield b" "
            await asyncio.sleep(0.01)

    async with raw_server(drip) as slow:
        kie = opened(slow.url, timeout_s=0.3)
        assert "within 0.3 seconds" in str(await refused(kie.create(WANTED)))
        assert machine_word(await refused(kie.credits())) == "provider-no-answer"
        await kie.close()


async def test_an_order_that_never_left_is_not_unknown() -> None:
    """Nobody listens, a queue that is full, or no TLS: nothing was sent."""
    full, fillers = socket.create_server(("127.0.0.1", 0), backlog=0), []
    for _ in range(3):
        filler = socket.socket()
        filler.setblocking(False)
        filler.connect_ex(full.getsockname())
        fillers.append(filler)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        away = f"http://127.0.0.1:{taken.getsockname()[1]}"
        async with raw_server(answering(b"")) as plain:
            secure = plain.url.replace("http:", "https:")
            for url in (away, f"http://127.0.0.1:{full.getsockname()[1]}", secure, "http://nobody.invalid"):
                kie = opened(url, timeout_s=1.5)
                for asking in (kie.create(WANTED), kie.look(JOB, "t"), kie.credits()):
                    refusal = await refused(asking)
                    assert isinstance(refusal, ProviderBusy), url
                    assert refusal.code == "provider-unreachable"
                await kie.close()
    for one in (full, *fillers):
        one.close()


async def test_an_order_has_a_connection_of_its_own() -> None:
    """One that Kie.ai may be closing this moment would make a riddle of it; questions share theirs."""
    body = json.dumps({"code": 200, "data": {"taskId": "t", "state": "waiting"}}).encode()

    async def kept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(1)
        while head := await reader.readuntil(b"\r\n\r\n"):
            length = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")]
            await reader.readexactly(int(length[0].split(b":")[1]) if length else 0)
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(body) + body)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await kept(reader, writer)
        except asyncio.IncompleteReadError:
            writer.close()

    connections: list[int] = []
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        kie = opened(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        for _ in range(3):
            await kie.look(JOB, "t")
        assert len(connections) == 1
        for _ in range(3):
            await kie.create(WANTED)
        assert len(connections) == 4
        await kie.close()


async def test_the_key_goes_nowhere_else() -> None:
    """No redirect is followed, by an order least of all."""
    async with canary() as elsewhere:
        moved = answering(b"", 307, location=f"http://127.0.0.1:{elsewhere.port}/")
        async with raw_server(moved) as there:
            kie = opened(there.url)
            assert isinstance(await refused(kie.create(WANTED)), OutcomeUnknown)
            assert isinstance(await refused(kie.look(JOB, "t")), ProviderBusy)
            await kie.close()
            assert [asked.headers["authorization"] for asked in there.heard] == [f"Bearer {KEY}"] * 2


async def test_what_kie_says_of_a_parameter_is_told_without_secrets(kie: Kie, there: LookAlike) -> None:
    """On one line, and not at length."""
    words = f"num_images: bad\x1b\n(callBackUrl {OURS}, key {KEY}) " + "very " * 100
    there.script(Script(create=code(422, words)))
    refusal = await refused(kie.create(WANTED))
    begin = "Kie.ai refuses a parameter: num_images: bad (callBackUrl (a link) key ***) very very"
    assert str(refusal).startswith(begin)
    assert len(str(refusal)) < 250


LOOKS: list[tuple[Saying, type[Exception], str | None]] = [
    (code(404), NoSuchTask, None),
    (status(404), NoSuchTask, None),
    (code(422, "recordInfo is null"), NoSuchTask, None),
    (code(400, "Task not found"), NoSuchTask, None),
    (code(401), ProviderRejected, "provider-unauthorized"),
    (status(401), ProviderRejected, "provider-unauthorized"),
    (code(422), ProviderBusy, "provider-error"),
    (code(429), ProviderBusy, "provider-busy"),
    (status(429), ProviderBusy, "provider-busy"),
    (code(455), ProviderBusy, "provider-maintenance"),
    (code(500), ProviderBusy, "provider-error"),
    (status(502), ProviderBusy, "provider-error"),
    (NO_DATA, ProviderBusy, "answer-invalid"),
    (GARBAGE, ProviderBusy, "provider-no-answer"),
    (RESETS, ProviderBusy, "provider-no-answer"),
    (CUT, ProviderBusy, "provider-no-answer"),
    (HANGS, ProviderBusy, "provider-no-answer"),
]


@pytest.mark.parametrize(("said", "kind", "word"), LOOKS, ids=lambda one: getattr(one, "name", None))
async def test_fault_25_a_hiccup_of_a_look_is_no_end(
    said: Saying, kind: type[Exception], word: str | None, kie: Kie, there: LookAlike
) -> None:
    """It is looked once, and may be looked again: the next one tells how the task stands."""
    there.script(Script(takes_s=0, looks=(said,)))
    task_id = await kie.create(WANTED)
    hasty = opened(there.url, timeout_s=0.5 if said is HANGS else 20)
    refusal = await refused(hasty.look(JOB, task_id))
    assert (type(refusal), getattr(refusal, "code", None)) == (kind, word)
    assert there.truth.count("looks") == 1
    assert (await kie.look(JOB, task_id)).state == "succeeded"
    await hasty.close()


async def test_a_task_that_nobody_ordered_is_not_there(kie: Kie) -> None:
    """Whatever its id looks like."""
    for external_id in ("nobody", "../../v1/chat/credit", "a&taskId=b", "狐", "x" * 300):
        assert isinstance(await refused(kie.look(JOB, external_id)), NoSuchTask)


async def test_a_failed_task_may_be_told_by_a_code_alone() -> None:
    """501 says that the generation failed."""
    async with raw_server(answering({"code": 501, "msg": "No luck", "data": None})) as there:
        kie = opened(there.url)
        told = await kie.look(Family.VEO3, "t")
        await kie.close()
    message = "Kie.ai could not generate it: No luck"
    assert (told.state, told.code, told.message) == ("failed", "generation-failed", message)


UPLOADS = [
    (answering({"code": 400, "msg": "no"}), ProviderRejected, "content-refused"),
    (answering({"code": 401}), ProviderRejected, "provider-unauthorized"),
    (answering(b"<html>", 413), ProviderRejected, "upload-too-large"),
    (answering({"code": 429}), ProviderBusy, "provider-busy"),
    (answering(b"", 500), ProviderBusy, "provider-error"),
    (answering(b"<html>"), ProviderBusy, "provider-no-answer"),
    (answering({"code": 200, "data": None}), ProviderBusy, "answer-invalid"),
]


@pytest.mark.parametrize(("answer", "kind", "word"), UPLOADS)
async def test_an_upload_may_be_refused_or_tried_again(
    answer: Any, kind: type[Exception], word: str, tmp_path: Path
) -> None:
    """It costs nothing."""
    file = tmp_path / "a.png"
    file.write_bytes(b"a picture")
    async with raw_server(answer) as there:
        kie = opened(there.url)
        refusal = await refused(kie.hand_over(file, "u1.png", "image/png"))
        await kie.close()
    assert (type(refusal), machine_word(refusal)) == (kind, word)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("", KEY),
        ("kie.ai", KEY),
        ("ftp://kie.ai", KEY),
        ("https://", KEY),
        ("https://api.kie.ai:99999", KEY),
        ("https://api.kie.ai/?a=b", KEY),
        ("https://api.kie.ai/#a", KEY),
        ("https://ann:word@api.kie.ai", KEY),
        ("https://api.kie.ai", " "),
        ("https://api.kie.ai", f"{KEY}\r\nX: 1"),
        ("https://api.kie.ai", f"{KEY}ü"),
    ],
)
def test_settings_that_can_never_work_are_refused(url: str, key: str) -> None:
    """At the start, and without the key in what is told."""
    good = "https://kieai.redpandaai.co"
    for urls in ((url, good), (good, url)) if key == KEY else ((url, good),):
        with pytest.raises(ValueError, match=r"Kie\.ai") as told:
            open_kie(*urls, SecretStr(key), 20)
        assert KEY not in "".join(traceback.format_exception(told.value))
