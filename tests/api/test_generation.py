"""Pictures and video from words: ordered once, looked at, brought home byte by byte."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from api.reading import PATIENCE
from callsheet.fakekie.faults import Call, Failure, Script
from callsheet.fakekie.sayings import GARBAGE, HANGS, RESETS, code, status
from callsheet.fakekie.state import Kie
from tests.conftest import MakeHouse
from tests.support.generations import KEY, SUNSET, at, create, ended, found, imagen, task_of
from tests.support.house import House
from tests.support.kie import looking_alike
from tests.support.processes import free_ports
from tests.support.returning import until
from tests.support.watching import all_frames

LOST = {
    "hung up on after it was paid": Script(create=HANGS, accepts=True),
    "reset after it was paid": Script(create=RESETS, accepts=True),
    "answered with half a sentence": Script(create=GARBAGE, accepts=True),
    "answered 500 though it was paid": Script(create=code(500), accepts=True),
    "answered by a gateway": Script(create=status(502), accepts=True),
}


@pytest.fixture
async def kie() -> AsyncIterator[Kie]:
    async with looking_alike(key=KEY) as kie:
        yield kie


@pytest.fixture
async def called_back(make_house: MakeHouse, kie: Kie) -> House:
    """A house that its provider can call, and that looks by itself so rarely that it never comes to it."""
    (port,) = free_ports(1)
    return await make_house(**at(kie, public_url=f"http://127.0.0.1:{port}", kie_poll_s=60))


async def unknown(house: House, task_id: str) -> dict[str, Any]:
    await house.until(task_id, lambda job: job["waitingFor"] == "outcome-unknown")
    return await task_of(house, task_id)


async def test_the_example_becomes_four_pictures(make_house: MakeHouse, kie: Kie) -> None:
    """Byte by byte what the provider made, with a small one of each."""
    house = await make_house(**at(kie))
    task = await create(house, SUNSET)
    assert (task["status"], task["credits"]["charged"]) == ("PENDING", 8)
    done = await ended(house, task["id"])
    assert (done["status"], done["completedBy"], done["isPreview"]) == ("SUCCESS", "poll", False)
    (made,) = kie.tasks.values()
    assert done["externalTaskId"] == made.id
    assert [asset["sha256"] for asset in done["assets"]] == [file.sha256 for file in made.made]
    assert done["resultJson"] == {"resultUrls": [asset["url"] for asset in done["assets"]]}
    for asset in done["assets"]:
        content = (await house.http.get(asset["url"])).content
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (asset["sha256"], asset["bytes"])
        assert (await house.http.get(asset["thumbnailUrl"])).headers["content-type"] == "image/jpeg"
    listed = await house.http.get("/api/generation/tasks", params={"promptId": "p1"})
    assert listed.json() == [done]


async def test_a_callback_is_enough(called_back: House, kie: Kie) -> None:
    """It wakes the task; what it says is looked up."""
    done = await ended(called_back, (await create(called_back, imagen()))["id"])
    assert (done["status"], done["completedBy"]) == ("SUCCESS", "callback")
    assert kie.truth.count("looks") <= 2


@pytest.mark.parametrize("lost", LOST)
async def test_an_answer_that_was_lost_comes_back_with_the_callback(
    called_back: House, kie: Kie, lost: str
) -> None:
    """The call is not made again: the provider's word about the task tells its id."""
    kie.script(LOST[lost])
    done = await ended(called_back, (await create(called_back, imagen()))["id"])
    assert (done["status"], done["completedBy"]) == ("SUCCESS", "callback"), done
    assert len(kie.truth.of("accepted")) == 1


async def test_an_unknown_outcome_waits_for_an_operator_who_names_the_task(
    make_house: MakeHouse, kie: Kie
) -> None:
    house = await make_house(**at(kie))
    kie.script(Script(create=GARBAGE, accepts=True))
    task = await create(house, imagen())
    assert (await unknown(house, task["id"]))["status"] == "PENDING"
    (made,) = await kie.accepted(1)
    told = await house.http.post(
        f"/api/generation/tasks/{task['id']}/outcome", json={"externalTaskId": made.id}
    )
    assert told.status_code == 200, told.text
    assert (await ended(house, task["id"]))["status"] == "SUCCESS"
    assert len(kie.truth.of("accepted")) == 1


async def test_a_task_that_was_found_is_looked_at_like_all_others(make_house: MakeHouse, kie: Kie) -> None:
    """It is still made when an operator names it; nobody says when it is done."""
    house = await make_house(**at(kie))
    kie.script(Script(create=GARBAGE, accepts=True, holds=True))
    task = await create(house, imagen())
    await unknown(house, task["id"])
    (made,) = await kie.accepted(1)
    await house.http.post(f"/api/generation/tasks/{task['id']}/outcome", json={"externalTaskId": made.id})
    await found(house, task["id"], made.id)
    await until(lambda: made.looks >= 4)
    kie.release(made)
    assert (await ended(house, task["id"]))["externalTaskId"] == made.id


async def test_an_unknown_outcome_is_told_by_the_same_word_where_nobody_works(
    make_house: MakeHouse, kie: Kie
) -> None:
    """Clients compare it; that there is no worker is not put beside it."""
    house = await make_house(**at(kie), work=False)
    kie.script(Script(create=GARBAGE, accepts=True))
    async with house.working():
        task = await create(house, imagen())
        await unknown(house, task["id"])
    await house.temporal.get_workflow_handle(task["id"]).signal("callback")
    while not (since := (await house.rooms.gateway.look(task["id"])).untaken_since) or (
        datetime.now(UTC) - since < PATIENCE
    ):
        await asyncio.sleep(0.05)
    assert (await house.job(task["id"]))["waitingFor"] == "outcome-unknown"
    assert (await task_of(house, task["id"]))["waitingFor"] == "outcome-unknown"


async def test_what_an_operator_names_is_looked_up_before_it_counts(make_house: MakeHouse, kie: Kie) -> None:
    house = await make_house(**at(kie))
    kie.script(Script(create=HANGS, accepts=False))
    task = await create(house, imagen())
    await unknown(house, task["id"])
    address = f"/api/generation/tasks/{task['id']}/outcome"
    assert (await house.http.post(address, json={"externalTaskId": "nobody's"})).status_code == 200
    assert (await unknown(house, task["id"]))["status"] == "PENDING"
    assert (await house.http.post(address, json={"accepted": False})).status_code == 200
    assert (await ended(house, task["id"]))["status"] == "SUCCESS"
    assert len(kie.truth.of("accepted")) == 1
    known = await house.http.post(address, json={"accepted": False})
    assert (known.status_code, known.json()["code"]) == (409, "outcome-known")


async def test_the_verdict_of_an_operator_can_come_by_temporal(make_house: MakeHouse, kie: Kie) -> None:
    house = await make_house(**at(kie))
    kie.script(Script(create=GARBAGE, accepts=True))
    task = await create(house, imagen())
    await unknown(house, task["id"])
    (made,) = await kie.accepted(1)
    handle = house.temporal.get_workflow_handle(task["id"])
    await handle.signal("resolve", {"external_task_id": made.id})
    assert (await ended(house, task["id"]))["status"] == "SUCCESS"


async def test_an_outcome_that_stays_unknown_is_refunded_and_never_paid_again(
    make_house: MakeHouse, kie: Kie
) -> None:
    """A retry goes on waiting for that one call; late news of it are for the retry."""
    house = await make_house(**at(kie, generation_deadlines_s={"IMAGEN4": 4}))
    kie.script(Script(create=GARBAGE, accepts=True))
    task = await create(house, imagen())
    failed = await ended(house, task["id"])
    assert (failed["status"], failed["failCode"]) == ("FAILED", "outcome-unknown")
    assert failed["credits"] == {"charged": 2, "refunded": 2}
    (made,) = await kie.accepted(1)
    again = (await house.http.post(f"/api/generation/tasks/{task['id']}/retry")).json()
    await unknown(house, again["id"])
    handle = house.temporal.get_workflow_handle(again["id"])
    await handle.signal("resolve", {"external_task_id": made.id})
    done = await ended(house, again["id"])
    assert (done["status"], done["externalTaskId"]) == ("SUCCESS", made.id)
    assert len(kie.truth.of("accepted")) == 1


async def test_a_task_that_the_provider_failed_at_is_refunded_and_ordered_again_by_a_retry(
    make_house: MakeHouse, kie: Kie
) -> None:
    house = await make_house(**at(kie))
    kie.script(Script(fails=Failure("501", "Too dark to see")))
    failed = await ended(house, (await create(house, imagen()))["id"])
    assert (failed["failCode"], failed["failMsg"]) == ("501", "Too dark to see")
    assert failed["credits"] == {"charged": 2, "refunded": 2}
    assert (failed["completedBy"], failed["providerCredits"]) == ("poll", 0)
    again = (await house.http.post(f"/api/generation/tasks/{failed['id']}/retry")).json()
    assert (await ended(house, again["id"]))["status"] == "SUCCESS"
    assert len(kie.truth.of("accepted")) == 2


async def test_whoever_looks_at_an_ended_task_is_told_so_once(make_house: MakeHouse, kie: Kie) -> None:
    """One frame, with the id to come back with; who comes back with it has nothing to wait for."""
    house = await make_house(**at(kie))
    done = await ended(house, (await create(house, imagen()))["id"])
    path = f"/api/jobs/{done['id']}/stream"
    (frame,) = await all_frames(house.http, path)
    assert frame.data == {"type": "task", **done}
    again = await house.http.get(path, headers={"Last-Event-ID": str(frame.id)})
    assert again.status_code == 204


async def test_a_cancelled_task_is_taken_up_again_and_not_paid_again(make_house: MakeHouse, kie: Kie) -> None:
    house = await make_house(**at(kie))
    kie.script(Script(holds=True))
    task = await create(house, imagen())
    (made,) = await kie.accepted(1)
    cancelled = (await house.http.post(f"/api/generation/tasks/{task['id']}/cancel")).json()
    assert (cancelled["status"], cancelled["failCode"]) == ("FAILED", "CANCELLED")
    assert cancelled["creditsRefunded"] == 2
    again = (await house.http.post(f"/api/generation/tasks/{task['id']}/retry")).json()
    kie.release(made)
    assert (await ended(house, again["id"]))["externalTaskId"] == made.id
    assert len(kie.truth.of("accepted")) == 1


@pytest.mark.parametrize("busy", [code(429), code(455), status(429)], ids=["429", "455", "http-429"])
async def test_a_provider_that_takes_nothing_now_is_asked_again(
    make_house: MakeHouse, kie: Kie, busy: Any
) -> None:
    house = await make_house(**at(kie))
    kie.script(Script(create=busy))
    assert (await ended(house, (await create(house, imagen()))["id"]))["status"] == "SUCCESS"
    assert len(kie.truth.of("accepted")) == 1


@pytest.mark.parametrize("number", [400, 401, 402, 422, 501, 505])
async def test_a_refusal_ends_the_task_with_its_refund(make_house: MakeHouse, kie: Kie, number: int) -> None:
    house = await make_house(**at(kie))
    kie.script(Script(create=code(number)))
    failed = await ended(house, (await create(house, imagen()))["id"])
    assert (failed["status"], failed["credits"]) == ("FAILED", {"charged": 2, "refunded": 2})
    assert kie.truth.count("creates") == 1


async def test_whoever_says_the_same_eleven_times_is_heard_once(
    make_house: MakeHouse, called_back: House, kie: Kie
) -> None:
    """On two API processes at once; a failure that is told after the success changes nothing."""
    calls = (Call(before_answer=True), *[Call()] * 5, *[Call(claims="fail")] * 5)
    kie.script(Script(callbacks=calls))
    other = await make_house(**{**called_back.settings.model_dump(), "public_url": ""}, work=False)
    task = await create(called_back, imagen())
    (made,) = await kie.accepted(1)
    said = {"code": 501, "msg": "no", "data": {"taskId": made.id, "state": "fail"}}
    address = "/api/generation/callbacks/kie"
    async with asyncio.TaskGroup() as group:
        posts = [group.create_task(house.http.post(address, json=said)) for house in [called_back, other] * 6]
    assert {post.result().status_code for post in posts} <= {200, 404}  # 404: its id is not known yet
    done = await ended(called_back, task["id"])
    assert (done["status"], done["completedBy"]) == ("SUCCESS", "callback")
    await kie.called_back(11)
    assert await task_of(called_back, task["id"]) == done


async def test_without_a_key_the_task_is_drawn_here_and_says_so(make_house: MakeHouse) -> None:
    """Real pictures of the right shape; the same task again makes the same ones."""
    house = await make_house()
    first, second = [await ended(house, (await create(house, SUNSET))["id"]) for _ in range(2)]
    assert (first["status"], first["provider"], first["isPreview"]) == ("SUCCESS", "procedural", True)
    assert (first["externalTaskId"], first["completedBy"]) == (None, None)
    assert [(asset["width"], asset["height"]) for asset in first["assets"]] == [(1024, 576)] * 4
    assert len({asset["sha256"] for asset in first["assets"]}) == 4
    assert [one["sha256"] for one in first["assets"]] == [one["sha256"] for one in second["assets"]]


async def test_an_operator_cannot_give_a_task_what_somebody_else_ordered(
    make_house: MakeHouse, kie: Kie
) -> None:
    """A slip of the hand: the id is one of the provider's, for another prompt."""
    house = await make_house(**at(kie))
    kie.script(Script(create=HANGS, accepts=False), about="a fox")
    others = await ended(house, (await create(house, imagen("a heron")))["id"])
    task = await create(house, imagen("a fox"))
    await unknown(house, task["id"])
    looks = kie.truth.count("looks")
    address = f"/api/generation/tasks/{task['id']}/outcome"
    told = await house.http.post(address, json={"externalTaskId": others["externalTaskId"]})
    assert told.status_code == 200, told.text
    await house.until(task["id"], lambda _: kie.truth.count("looks") > looks)
    assert (await house.http.post(address, json={"accepted": False})).status_code == 200  # still unknown
    assert (await ended(house, task["id"]))["externalTaskId"] != others["externalTaskId"]


async def test_the_jobs_of_a_prompt_are_listed_by_it(make_house: MakeHouse) -> None:
    """As the canonical face tells them, newest first; none for a prompt of nobody's."""
    house = await make_house(work=False)
    tasks = [await create(house, imagen(), prompt_id=prompt) for prompt in ("a", "b", "a")]

    async def listed(prompt: str) -> list[str]:
        asked = {"kind": "generation", "promptId": prompt}
        return [job["id"] for job in (await house.http.get("/v1/jobs", params=asked)).json()["data"]]

    assert await listed("a") == [tasks[2]["id"], tasks[0]["id"]]
    assert await listed("c") == []
