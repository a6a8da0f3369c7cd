"""Callbacks are hints: signed, about a task that somebody asked for, and believed in nothing."""

import base64
import hashlib
import hmac
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from callsheet.fakekie.faults import Call, Script
from callsheet.fakekie.sayings import GARBAGE, OK, RESETS, Saying, code
from callsheet.fakekie.state import Kie
from tests.conftest import MakeHouse
from tests.support.generations import KEY, at, ended, imagen
from tests.support.generations import create as create_task
from tests.support.house import House
from tests.support.kie import looking_alike
from tests.support.processes import free_ports

SECRET = "webhook-key-of-the-tests"
ADDRESS = "/api/generation/callbacks/kie"


@pytest.fixture
async def kie() -> AsyncIterator[Kie]:
    async with looking_alike(key=KEY, secret=SECRET) as kie:
        yield kie


@pytest.fixture
async def signed(make_house: MakeHouse, kie: Kie) -> House:
    (port,) = free_ports(1)
    public = f"http://127.0.0.1:{port}"
    return await make_house(**at(kie, public_url=public, kie_poll_s=60, kie_webhook_secret=SECRET))


def signature(task_id: str, at: int, key: str = SECRET) -> dict[str, str]:
    digest = hmac.digest(key.encode(), f"{task_id}.{at}".encode(), hashlib.sha256)
    return {"X-Webhook-Timestamp": str(at), "X-Webhook-Signature": base64.b64encode(digest).decode()}


async def test_signed_callbacks_are_heard(signed: House, kie: Kie) -> None:
    done = await ended(signed, (await create_task(signed, imagen()))["id"])
    assert (done["status"], done["completedBy"]) == ("SUCCESS", "callback")


@pytest.mark.parametrize("forged", ["signature", "unsigned", "old", "id"])
async def test_a_forged_one_changes_nothing(signed: House, kie: Kie, forged: Any) -> None:
    """It is refused, and the real one that comes later is heard."""
    kie.script(Script(callbacks=(Call(forged=forged), Call(after_s=5))))
    done = await ended(signed, (await create_task(signed, imagen()))["id"])
    assert done["status"] == "SUCCESS"
    first, second = await kie.called_back(2)
    answered = {line["forged"]: line["answered"] for line in (first, second)}
    assert answered == {forged: 200 if forged == "id" else 401, None: 200}


@pytest.mark.parametrize(
    ("headers", "expected"),
    {
        "unsigned": ({}, "signature-wrong"),
        "signed with another key": (signature("t", int(time.time()), "another"), "signature-wrong"),
        "signed for another task": (signature("u", int(time.time())), "signature-wrong"),
        "signed ten minutes ago": (signature("t", int(time.time()) - 600), "signature-old"),
        "signed for tomorrow": (signature("t", int(time.time()) + 86_400), "signature-old"),
        "no timestamp": ({**signature("t", 0), "X-Webhook-Timestamp": "soon"}, "signature-wrong"),
    }.values(),
    ids=["unsigned", "another-key", "another-task", "ten-minutes-ago", "tomorrow", "no-timestamp"],
)
async def test_who_cannot_sign_is_refused(signed: House, headers: dict[str, str], expected: str) -> None:
    answer = await signed.http.post(ADDRESS, json={"data": {"taskId": "t"}}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, expected)


async def test_a_callback_about_a_task_of_nobody_is_refused(signed: House) -> None:
    headers = signature("t", int(time.time()))
    for params in ({}, {"creation": "no-such-creation"}):
        answer = await signed.http.post(
            ADDRESS, json={"data": {"task_id": "t"}}, headers=headers, params=params
        )
        assert (answer.status_code, answer.json()["code"]) == (404, "task-not-found")


@pytest.mark.parametrize(
    ("body", "expected"),
    [(b"{", "json-invalid"), (b"[]", "task-id-missing"), (b'{"data": {"taskId": 7}}', "task-id-missing")],
)
async def test_a_callback_that_names_no_task_is_refused(signed: House, body: bytes, expected: str) -> None:
    answer = await signed.http.post(ADDRESS, content=body)
    assert (answer.status_code, answer.json()["code"]) == (400, expected)


@pytest.mark.parametrize("create", [OK, RESETS, GARBAGE], ids=["answered", "reset", "half-answered"])
async def test_news_that_come_before_the_answer_are_heard(signed: House, kie: Kie, create: Saying) -> None:
    """The task has ended before anybody here knows its id; whether the answer comes then or not."""
    early = Call(before_answer=True)
    kie.script(Script(create=create, accepts=True, takes_s=0, callbacks=(early, early)))
    done = await ended(signed, (await create_task(signed, imagen()))["id"])
    (made,) = kie.tasks.values()
    assert (done["status"], done["completedBy"], done["externalTaskId"]) == ("SUCCESS", "callback", made.id)


async def test_a_task_whose_callback_never_comes_is_looked_at(make_house: MakeHouse, kie: Kie) -> None:
    """Rarer than without callbacks, but it is."""
    house = await make_house(**at(kie, public_url="https://example.org", kie_webhook_secret=SECRET))
    kie.script(Script(callbacks=()))
    done = await ended(house, (await create_task(house, imagen()))["id"])
    assert (done["status"], done["completedBy"], len(kie.tasks)) == ("SUCCESS", "poll", 1)


async def test_a_provider_that_refuses_the_look_is_asked_again(signed: House, kie: Kie) -> None:
    """What is paid for is not given up because a key was refused for a moment, just when there were news."""
    kie.script(Script(looks=(code(401), code(455)), callbacks=(Call(),)))
    done = await ended(signed, (await create_task(signed, imagen()))["id"])
    assert (done["status"], done["completedBy"]) == ("SUCCESS", "callback")


async def test_a_replayed_callback_is_answered_and_changes_nothing(signed: House, kie: Kie) -> None:
    task = await create_task(signed, imagen())
    done = await ended(signed, task["id"])
    (made,) = kie.tasks.values()
    looks = kie.truth.count("looks")
    said = {"code": 501, "msg": "failed", "data": {"taskId": made.id, "state": "fail"}}
    headers = signature(made.id, int(time.time()))
    for _ in range(3):
        answer = await signed.http.post(ADDRESS, json=said, headers=headers)
        assert (answer.status_code, answer.json()) == (200, {"success": True})
    assert await ended(signed, task["id"]) == done
    assert kie.truth.count("looks") == looks


async def test_a_flood_of_callbacks_costs_little(make_house: MakeHouse, kie: Kie) -> None:
    """Somebody says again and again that there is news, and there is none: it is looked at a few times."""
    house = await make_house(**at(kie, kie_poll_s=60))
    kie.script(Script(holds=True, callbacks=()))
    task = await create_task(house, imagen())
    (made,) = await kie.accepted(1)
    job = await house.until(task["id"], lambda job: job["stage"] == "wait")
    handle = house.temporal.get_workflow_handle(job["id"])
    for _ in range(300):
        said = await house.http.post(ADDRESS, json={"data": {"taskId": made.id}})
        assert said.status_code == 200
    assert kie.truth.count("looks") < 20
    assert (await handle.describe()).history_length < 250
    kie.release(made)
