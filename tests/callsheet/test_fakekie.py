"""What looks like Kie.ai answers like it, fails as it is told to, and knows what really happened."""

import asyncio
import hashlib
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from callsheet.fakekie.callbacks import signed
from callsheet.fakekie.faults import Call, Failure, Script
from callsheet.fakekie.mixes import Mix
from callsheet.fakekie.sayings import (
    CUT,
    ELSEWHERE,
    GARBAGE,
    HANGS,
    MESSAGE,
    NO_DATA,
    RESETS,
    Saying,
    code,
    drip,
    moved,
    status,
    word,
)
from callsheet.fakekie.state import Kie
from callsheet.fakekie.task import Task
from callsheet.fakekie.wire import listening
from tests.support.kie import looking_alike

IMAGEN = {
    "model": "google/imagen4-fast",
    "input": {"prompt": "A fox", "aspect_ratio": "16:9", "num_images": "4"},
}
SORA = {"model": "sora-2-text-to-video", "input": {"prompt": "A fox", "aspect_ratio": "portrait"}}
VEO = {"prompt": "A fox", "model": "veo3_fast", "aspect_ratio": "16:9", "seeds": 10000}
MJ = {"taskType": "mj_txt2img", "prompt": "A fox", "aspectRatio": "2:3", "stylization": 50}
CREATES = {"jobs": "jobs/createTask", "veo": "veo/generate", "mj": "mj/generate"}
LOOKS = {"jobs": "jobs/recordInfo", "veo": "veo/record-info", "mj": "mj/record-info"}


class Caller:
    """Somebody with a key."""

    def __init__(self, kie: Kie, key: str = "k") -> None:
        self.kie = kie
        headers = {"Authorization": f"Bearer {key}"}
        self.http = httpx.AsyncClient(base_url=kie.url, headers=headers, timeout=10, trust_env=False)

    async def create(self, body: dict[str, Any], family: str = "jobs", **more: Any) -> dict[str, Any]:
        said = await self.http.post(f"/api/v1/{CREATES[family]}", json=body | more)
        answer: dict[str, Any] = said.json()
        return answer

    async def begun(self, body: dict[str, Any], family: str = "jobs", **more: Any) -> Task:
        return self.kie.tasks[(await self.create(body, family, **more))["data"]["taskId"]]

    async def look(self, task: Task) -> dict[str, Any]:
        said = await self.http.get(f"/api/v1/{LOOKS[task.family]}", params={"taskId": task.id})
        answer: dict[str, Any] = said.json()
        return answer


@asynccontextmanager
async def calling(**options: Any) -> AsyncIterator[Caller]:
    async with looking_alike(**{"key": "k", **options}) as kie:
        caller = Caller(kie)
        async with caller.http:
            yield caller


@asynccontextmanager
async def listener() -> AsyncIterator[tuple[str, list[tuple[dict[str, Any], httpx.Headers]]]]:
    """An address, and what was posted there."""
    came: list[tuple[dict[str, Any], httpx.Headers]] = []

    async def take(request: Request) -> Response:
        came.append((await request.json(), httpx.Headers(request.headers.raw)))
        return Response()

    app = Starlette(routes=[Route("/", take, methods=["POST"])])
    async with listening(app, 0, asyncio.Event()) as url:
        yield f"{url}/", came


async def test_a_developer_gets_four_pictures_of_the_examples_prompt() -> None:
    """Real files, no two alike, as wide as they should be, and the truth knows their digests."""
    async with calling() as caller:
        task = await caller.begun(IMAGEN)
        assert (await caller.look(task))["data"]["state"] in ("waiting", "queuing", "generating")
        await task.ended.wait()
        record = (await caller.look(task))["data"]
        assert record["state"] == "success"
        assert json.loads(record["param"]) == IMAGEN
        assert (record["consumeCredits"], record["remainedCredits"]) == (4, 999_996)
        urls = json.loads(record["resultJson"])["resultUrls"]
        files = [(await caller.http.get(url)).content for url in urls]
        assert {Image.open(io.BytesIO(file)).size for file in files} == {(512, 288)}
        truth = (await caller.http.get("/_truth")).json()
        sha256s = [hashlib.sha256(file).hexdigest() for file in files]
        assert [file["sha256"] for file in truth["tasks"][task.id]["files"]] == sha256s
        assert len(set(sha256s)) == 4


@pytest.mark.parametrize(
    ("family", "body", "media_type"),
    [("jobs", SORA, "video/mp4"), ("veo", VEO, "video/mp4"), ("mj", MJ, "image/jpeg")],
)
async def test_each_family_tells_the_same_files_in_its_own_way(
    family: str, body: dict[str, Any], media_type: str
) -> None:
    """By status call and by callback, which is signed."""
    async with calling(secret="s") as caller, listener() as (url, came):
        task = await caller.begun(body, family, callBackUrl=url)
        await caller.kie.called_back(1)
        record = (await caller.look(task))["data"]
        (message, headers), data = came[0], came[0][0]["data"]
        match family:
            case "jobs":
                urls = json.loads(record["resultJson"])["resultUrls"]
                assert json.loads(data["resultJson"])["resultUrls"] == urls
            case "veo":
                urls = record["response"]["resultUrls"]
                assert (record["successFlag"], data["info"]["resultUrls"]) == (1, urls)
            case _:
                urls = [one["resultUrl"] for one in record["resultInfoJson"]["resultUrls"]]
                assert (record["successFlag"], data["resultUrls"]) == (1, urls)
        assert urls == list(task.urls)
        assert (await caller.http.get(urls[0])).headers["content-type"] == media_type
        assert (message["code"], data["taskId"]) == (200, task.id)
        at = headers["X-Webhook-Timestamp"]
        assert headers["X-Webhook-Signature"] == signed(task.id, int(at), "s")


@pytest.mark.parametrize(
    ("family", "body"),
    [
        ("jobs", IMAGEN | {"model": "google/imagen5"}),
        ("jobs", IMAGEN | {"input": {"prompt": "A fox", "num_images": 4}}),
        ("jobs", IMAGEN | {"input": {"prompt": ""}}),
        ("jobs", SORA | {"input": {"prompt": "A fox", "n_frames": 10}}),
        ("jobs", SORA | {"model": "sora-2-image-to-video"}),
        ("veo", {"prompt": "A fox", "modelVariant": "veo3"}),
        ("veo", VEO | {"seeds": 9999}),
        ("veo", VEO | {"generationType": "REFERENCE_2_VIDEO"}),
        ("mj", MJ | {"stylization": 51}),
        ("mj", MJ | {"taskType": "mj_video", "fileUrls": ["https://example.com/a.png"]}),
        ("mj", MJ | {"ow": 1}),
    ],
)
async def test_a_body_that_kie_would_not_take_is_refused(family: str, body: dict[str, Any]) -> None:
    """With HTTP 200, a code and the reason; it costs nothing."""
    async with calling() as caller:
        answer = await caller.create(body, family)
        assert (answer["code"], answer["data"]) == (422, None)
        assert not caller.kie.tasks
        assert caller.kie.account.told()["charged"] == 0


async def test_a_stranger_gets_nothing() -> None:
    """HTTP 200, and 401 in the body."""
    async with calling() as caller:
        stranger = Caller(caller.kie, "other")
        async with stranger.http:
            assert (await stranger.create(IMAGEN))["code"] == 401
        assert not caller.kie.tasks


async def test_who_asks_too_often_or_has_too_little_is_refused() -> None:
    """429 beyond the rate, 402 beyond the balance; the most requests in a second are counted."""
    async with calling(creates=2, balance=5) as caller:
        answers = [(await caller.create(IMAGEN))["code"] for _ in range(3)]
        assert answers == [200, 402, 429]
        assert (await caller.http.get("/api/v1/chat/credit")).json()["data"] == 1
        assert (caller.kie.truth.count("creates"), len(caller.kie.truth.of("refused"))) == (3, 2)
        assert 1 <= caller.kie.truth.most("creates") <= 3


async def test_a_task_that_fails_says_why_and_is_given_back() -> None:
    """Each family has its own fields for that."""
    failure = Failure("501", "no foxes today", 2)
    async with calling() as caller:
        caller.kie.script(*[Script(fails=failure)] * 2)
        tasks = [await caller.begun(IMAGEN), await caller.begun(VEO, "veo")]
        await asyncio.gather(*[task.ended.wait() for task in tasks])
        jobs, veo = [(await caller.look(task))["data"] for task in tasks]
        assert (jobs["state"], jobs["failCode"], jobs["failMsg"]) == ("fail", "501", "no foxes today")
        assert (veo["successFlag"], veo["errorCode"], veo["errorMessage"]) == (2, "501", "no foxes today")
        await caller.kie.truth.until(lambda: len(caller.kie.truth.of("ended")) == 2)
        assert caller.kie.account.balance == 1_000_000


@pytest.mark.parametrize(
    ("saying", "accepts", "heard"),
    [
        (code(429), None, 429),
        (code(500), True, 500),
        (GARBAGE, True, json.JSONDecodeError),
        (NO_DATA, True, KeyError),
        (status(502), False, json.JSONDecodeError),
        (HANGS, False, httpx.ReadTimeout),
        (HANGS, True, httpx.ReadTimeout),
        (RESETS, False, httpx.ReadError),
        (RESETS, True, httpx.ReadError),
    ],
    ids=lambda value: value.name if isinstance(value, Saying) else None,
)
async def test_what_is_said_of_a_create_call_is_not_what_became_of_it(
    saying: Saying, accepts: bool | None, heard: int | type[Exception]
) -> None:
    """Only the truth tells whether it is paid."""
    async with calling() as caller:
        caller.http.timeout = httpx.Timeout(0.5 if saying is HANGS else 10)
        caller.kie.script(Script(create=saying, accepts=accepts), about="A fox")
        if isinstance(heard, int):
            assert (await caller.create(IMAGEN))["code"] == heard
        else:
            with pytest.raises(heard):
                await caller.begun(IMAGEN)
        paid = caller.kie.truth.of("accepted")
        assert [line["said"] for line in paid] == ([saying.name] if accepts else [])
        assert caller.kie.account.told()["charged"] == (4 if accepts else 0)
        assert (await caller.create(IMAGEN))["code"] == 200


async def test_status_calls_fail_for_a_while() -> None:
    """Then they tell the truth; a strange word for it can stay."""
    async with calling() as caller:
        looks = (code(404), status(500), word("weird"), MESSAGE)
        caller.kie.script(Script(looks=looks, end_word="completed", takes_s=0))
        task = await caller.begun(IMAGEN)
        assert (await caller.look(task))["code"] == 404
        with pytest.raises(json.JSONDecodeError):
            await caller.look(task)
        assert (await caller.look(task))["data"]["state"] == "weird"
        assert "msg" not in (worded := await caller.look(task))
        assert (worded["message"], worded["data"]["state"]) == ("success", "completed")
        assert (await caller.look(task))["data"]["state"] == "completed"
        assert caller.kie.truth.count("looks") == 5


async def test_a_task_that_is_held_ends_when_it_is_released() -> None:
    """Tests need no clock."""
    async with calling() as caller:
        caller.kie.script(Script(holds=True, takes_s=0, empty=True))
        task = await caller.begun(IMAGEN)
        assert not task.ended.is_set()
        caller.kie.release(task)
        await task.ended.wait()
        assert json.loads((await caller.look(task))["data"]["resultJson"]) == {"resultUrls": []}


async def test_a_callback_comes_before_the_create_call_is_answered() -> None:
    """The task has ended by then; the other ten come together, after."""
    async with calling() as caller, listener() as (url, came):
        calls = (Call(before_answer=True), *[Call()] * 10)
        caller.kie.script(Script(takes_s=0, callbacks=calls))
        task = await caller.begun(IMAGEN, callBackUrl=url)
        first = came[0][0]["data"]
        assert (first["taskId"], first["state"]) == (task.id, "success")
        told = await caller.kie.called_back(11)
        assert {line["answered"] for line in told} == {200}
        assert len(came) == 11


async def test_callbacks_lie_and_are_forged() -> None:
    """Failed after it succeeded, under another name, signed by another, of no task, or long ago."""
    forged = [Call(forged="signature"), Call(forged="unsigned"), Call(forged="old"), Call(forged="id")]
    calls = [Call(claims="fail", snake=True), *forged]
    async with calling(secret="s") as caller, listener() as (url, came):
        script = Script(callbacks=tuple(call._replace(after_s=20 * n) for n, call in enumerate(calls)))
        caller.kie.script(script)
        task = await caller.begun(IMAGEN, callBackUrl=url)
        await caller.kie.called_back(5)
        lie, other, unsigned, old, stranger = came
        assert (lie[0]["data"]["state"], lie[0]["data"]["task_id"]) == ("fail", task.id)
        good = [
            signed(task.id, int(headers.get("X-Webhook-Timestamp", 0)), "s")
            == headers.get("X-Webhook-Signature")
            for _, headers in (lie, other, unsigned, old)
        ]
        assert good == [True, False, False, True]
        age = int(lie[1]["X-Webhook-Timestamp"]) - int(old[1]["X-Webhook-Timestamp"])
        assert age > 300
        assert stranger[0]["data"]["taskId"] not in caller.kie.tasks


async def test_files_are_not_to_be_had_at_once() -> None:
    """Broken off, elsewhere, slow, gone: each once, and then there."""
    async with calling() as caller:
        told = (CUT, RESETS, status(500), ELSEWHERE, moved("http://127.0.0.1:9/"), drip(0.1))
        caller.kie.script(Script(takes_s=0, files=told, only_file=2))
        task = await caller.begun(IMAGEN)
        url = task.urls[1]
        assert (await caller.http.get(task.urls[0])).status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            await caller.http.get(url)
        with pytest.raises(httpx.ReadError):
            await caller.http.get(url)
        assert (await caller.http.get(url)).status_code == 500
        away = await caller.http.get(url)
        file = (await caller.http.get(away.headers["location"])).content
        assert hashlib.sha256(file).hexdigest() == task.made[1].sha256
        assert (await caller.http.get(url)).headers["location"] == "http://127.0.0.1:9/"
        assert (await caller.http.get(url)).content == file


async def test_a_dead_link_is_renewed() -> None:
    """`download-url` gives another, of ours only."""
    async with calling() as caller:
        caller.kie.script(Script(takes_s=0, expired=403))
        task = await caller.begun(IMAGEN)
        assert (await caller.http.get(task.urls[0])).status_code == 403
        ask = "/api/v1/common/download-url"
        fresh = (await caller.http.post(ask, json={"url": task.urls[0]})).json()["data"]
        assert (await caller.http.get(fresh)).status_code == 200
        other = {"url": "https://example.com/a.png"}
        assert (await caller.http.post(ask, json=other)).json()["code"] == 422


async def test_an_upload_is_there_until_it_expires() -> None:
    """The same name overwrites; a task that needs what is gone is refused. A call can fail for once."""
    async with calling() as caller:
        body = {"uploadPath": "ours", "fileName": "a.png"}
        send = "/api/file-stream-upload"
        caller.kie.outages.begin(code(500), on=send)
        assert (await caller.http.post(send, data=body, files={"file": b"one"})).json()["code"] == 500
        first = (await caller.http.post(send, data=body, files={"file": b"one"})).json()["data"]
        again = body | {"base64Data": "data:image/png;base64,dHdv"}
        second = (await caller.http.post("/api/file-base64-upload", json=again)).json()["data"]
        assert first["downloadUrl"] == second["downloadUrl"]
        assert (await caller.http.get(first["downloadUrl"])).content == b"two"
        copied = {"fileUrl": first["downloadUrl"], "uploadPath": "copies"}
        third = (await caller.http.post("/api/file-url-upload", json=copied)).json()["data"]
        assert (third["fileSize"], third["mimeType"]) == (3, "image/png")
        needs = MJ | {"taskType": "mj_img2img", "fileUrls": [third["downloadUrl"]]}
        assert (await caller.create(needs, "mj"))["code"] == 200
        caller.kie.uploads.expire()
        assert (await caller.create(needs, "mj"))["code"] == 451
        assert (await caller.http.get(third["downloadUrl"])).status_code == 404


def test_the_same_seed_does_the_same() -> None:
    """Prompt by prompt, try by try, in whatever order; another seed does something else."""
    prompts = [f"fox {n}" for n in range(300)] * 2

    def drawn(seed: int, order: list[str]) -> dict[str, list[Script]]:
        mix, found = Mix("all", seed, "http://127.0.0.1:9/"), dict[str, list[Script]]()
        for prompt in order:
            found.setdefault(prompt, []).append(mix.drawn(prompt))
        return found

    assert drawn(1, prompts) == drawn(1, prompts[::-1])
    assert drawn(1, prompts) != drawn(2, prompts)
    assert {Mix("none", 1, None).drawn(prompt) for prompt in prompts} == {Script(accepts=True)}
