"""Requests about generation tasks as they should not be, and tasks of whoever may not have them."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from temporalio.client import Client

from callsheet.fakekie.faults import Failure, Script
from callsheet.fakekie.sayings import GARBAGE
from callsheet.fakekie.state import Kie
from tests.conftest import MakeHouse
from tests.support.generations import KEY, SUNSET, at, create, ended, imagen, task_of
from tests.support.house import House, open_house
from tests.support.kie import looking_alike
from tests.support.refusals import check, left

TASKS, CALLBACK, PROMPTS = "/api/generation/tasks", "/api/generation/callbacks/kie", "/v1/prompts"
ANN, BEN = {"X-Callsheet-Owner": "ann"}, {"X-Callsheet-Owner": "ben"}
JSON = {"Content-Type": "application/json"}
BODY = {"promptId": "p", "providerParams": SUNSET}
GOOD = json.dumps(BODY)


@pytest.fixture(scope="module")
async def idle(temporal: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with open_house(temporal, tmp_path_factory.mktemp("idle"), work=False) as house:
        yield house


@pytest.fixture
async def kie() -> AsyncIterator[Kie]:
    async with looking_alike(key=KEY) as kie:
        yield kie


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("", 422, "invalid"),
        ("{", 400, "json-invalid"),
        (GOOD[:-1], 400, "json-invalid"),
        (GOOD + "x", 400, "json-invalid"),
        (GOOD.replace('"4"', "NaN"), 422, "invalid"),
        (GOOD.replace('"4"', "1" * 5000), 400, None),
        (GOOD.replace('"4"', "1e999"), 422, "invalid"),
        (GOOD.replace('"4"', "[" * 100_000), 400, None),
        ("[]", 422, "invalid"),
        ("null", 422, "invalid"),
        ('"task"', 422, "invalid"),
        (b"\xff" + GOOD.encode(), 400, None),
        (" " * 1_000_001, 413, "too-large"),
    ],
    ids=lambda value: repr(value)[:40],
)
async def test_what_is_no_request_starts_nothing(
    idle: House, body: str | bytes, status: int, code: str | None
) -> None:
    before = await left(idle)
    answer = await idle.http.post(TASKS, content=body, headers=JSON)
    check(answer, status)
    assert code in (None, answer.json()["code"])
    assert await left(idle) == before


async def test_only_json_is_read(idle: House) -> None:
    before = await left(idle)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        answer = await idle.http.post(TASKS, content=GOOD, headers={"Content-Type": kind} if kind else {})
        check(answer, 415)
        assert answer.json()["code"] == "not-json"
    assert await left(idle) == before


async def test_of_a_key_that_is_there_twice_the_last_counts(idle: House) -> None:
    """As JSON is read everywhere here; nothing of the first is kept."""
    twice = GOOD.replace('"num_images"', '"num_images": "9", "num_images"')
    answer = await idle.http.post(TASKS, content=twice, headers=JSON)
    assert answer.status_code == 201
    assert answer.json()["data"]["providerParams"] == SUNSET
    wrong = GOOD.replace('"num_images": "4"', '"num_images": "4", "num_images": "9"')
    check(await idle.http.post(TASKS, content=wrong, headers=JSON), 422, "/providerParams/input/num_images")


async def test_a_list_is_of_a_prompt(idle: House) -> None:
    """400 without one, in the words that are known; a list too long to be asked for is refused."""
    for path in (TASKS, f"{TASKS}?promptId="):
        answer = await idle.http.get(path)
        check(answer, 400, "?promptId")
        assert answer.json()["error"] == "Missing required parameter: promptId"
    for query, pointer in (
        (f"promptId={'x' * 256}", "?promptId"),
        ("promptId=p&limit=0", "?limit"),
        ("promptId=p&limit=501", "?limit"),
        ("promptId=p&limit=many", "?limit"),
        ("promptId=p&cursor=-1", "?cursor"),
        ("promptId=%00", "?promptId"),
    ):
        check(await idle.http.get(f"{TASKS}?{query}"), 422, pointer)
    for odd in ("%F0%9F%8C%85", "%FF", "'%20OR%201=1--", "a%2Fb"):
        answer = await idle.http.get(f"{TASKS}?promptId={odd}")
        assert (answer.status_code, answer.json()) == (200, [])


async def test_an_odd_prompt_is_listed_by_its_own_word(idle: House) -> None:
    """What looks like a path, a query or a picture is a word like any other."""
    for odd in ("../../etc", "a?b=c&d", "\U0001f305" * 255, "%41", "' OR 1=1--", "<script>", "\u202e", " "):
        task = await create(idle, SUNSET, odd)
        told = (await idle.http.get(TASKS, params={"promptId": odd})).json()
        assert [(one["id"], one["promptId"]) for one in told] == [(task["id"], odd)]


async def test_who_has_too_few_credits_is_told_how_many_are_missing(make_house: MakeHouse, kie: Kie) -> None:
    """402, and nothing is kept or ordered; what can be paid to the last credit is taken."""
    house = await make_house(**at(kie, initial_credits=9))
    await create(house, SUNSET, headers=ANN)
    before = await left(house)
    body = {"promptId": "p", "providerParams": imagen()}
    for path, sent in ((TASKS, body), ("/v1/jobs", {"kind": "generation", "input": body})):
        answer = await house.http.post(path, json=sent, headers={**ANN, "Idempotency-Key": "poor"})
        check(answer, 402)
        told = answer.json()
        assert (told["code"], told["required"], told["balance"]) == ("not-enough-credits", 2, 1)
    film = {"model": "VEO3", "prompt": "A lighthouse", "modelVariant": "veo3"}
    poor = await house.http.post(TASKS, json={"promptId": "p", "providerParams": film}, headers=BEN)
    assert (poor.status_code, poor.json()["required"], poor.json()["balance"]) == (402, 10, 9)
    now = await left(house)
    assert {name: now[name] for name in ("jobs", "starts", "answers")} == {
        name: before[name] for name in ("jobs", "starts", "answers")
    }
    balance = (await house.http.get("/v1/credits", headers=ANN)).json()["balance"]
    assert balance == 1
    answer = await house.http.get(TASKS, params={"promptId": "p"}, headers=ANN)
    assert answer.json() == []


async def test_a_key_is_for_one_request(idle: House) -> None:
    """The same body again is the same task and one charge; another body under the key is refused."""
    key = {"Idempotency-Key": "once", "X-Callsheet-Owner": "cid"}
    first = await idle.http.post(TASKS, json=BODY, headers=key)
    again = await idle.http.post(TASKS, json=BODY, headers=key)
    assert again.json() == first.json()
    assert again.headers["idempotent-replayed"] == "true"
    same = {**BODY, "providerParams": {**SUNSET, "input": {**SUNSET["input"], "num_images": 4}}}
    assert (await idle.http.post(TASKS, json=same, headers=key)).json() == first.json()
    for other in ({**BODY, "promptId": "q"}, {**BODY, "providerParams": imagen()}):
        answer = await idle.http.post(TASKS, json=other, headers=key)
        check(answer, 422, "?Idempotency-Key")
        assert answer.json()["code"] == "idempotency-key-reused"
    assert (await idle.http.get("/v1/credits", headers=key)).json()["balance"] == 1000 - 8
    wrong = {**key, "Idempotency-Key": "x" * 256}
    check(await idle.http.post(TASKS, json=BODY, headers=wrong), 422, "?Idempotency-Key")


async def test_a_refusal_uses_up_no_key(idle: House) -> None:
    key = {"Idempotency-Key": "mended", "X-Callsheet-Owner": "cid"}
    check(await idle.http.post(TASKS, json={"promptId": "p"}, headers=key), 422, "/providerParams")
    assert (await idle.http.post(TASKS, json=BODY, headers=key)).status_code == 201


async def test_who_is_not_the_owner_finds_nothing(make_house: MakeHouse, kie: Kie) -> None:
    """404 for what is another's, on every route, and the owner's own list; it stays as it was."""
    house = await make_house(**at(kie))
    kie.script(Script(fails=Failure()))
    failed = (await ended(house, (await create(house, imagen(), headers=ANN))["id"]))["id"]
    task = await ended(house, (await create(house, imagen(), headers=ANN))["id"])
    asked = [
        (method, f"{face}/{task_id}{verb}")
        for task_id in (task["id"], failed)
        for face in (TASKS, "/v1/jobs", "/api/jobs")
        for method, verb in (("GET", ""), ("DELETE", ""), ("POST", "/cancel"), ("POST", "/retry"))
    ]
    for method, path in asked:
        check(await house.http.request(method, path, headers=BEN), 404)
    assert (await house.http.get(TASKS, params={"promptId": "p1"}, headers=BEN)).json() == []
    mine = await house.http.get(TASKS, params={"promptId": "p1"}, headers=ANN)
    assert [one["id"] for one in mine.json()] == [task["id"], failed]
    for stream in (f"/api/jobs/{failed}/stream", f"/v1/jobs/{failed}/events", f"/v1/jobs/{failed}/timeline"):
        check(await house.http.get(stream, headers=BEN), 404)
    check(await house.http.post(TASKS, json={**BODY, "ownerId": "ann"}, headers=BEN), 403, "/ownerId")
    assert await task_of(house, task["id"]) == task


async def test_another_kind_of_job_is_no_task(idle: House) -> None:
    """And what is no id at all is not found either."""
    body = {"kind": "annotation", "input": {"imageIds": ["x"]}}
    job = (await idle.http.post("/v1/jobs", json=body)).json()["jobs"][0]["id"]
    for task_id in (job, "nobody's", "%00", "%F0%9F", "a" * 2000, "..%2F..%2Fetc"):
        for method, verb in (("GET", ""), ("DELETE", ""), ("POST", "/cancel"), ("POST", "/retry")):
            check(await idle.http.request(method, f"{TASKS}/{task_id}{verb}"), 404)
        check(await idle.http.post(f"{TASKS}/{task_id}/outcome", json={"accepted": False}), 404)


async def test_what_a_tasks_state_does_not_allow(make_house: MakeHouse, kie: Kie) -> None:
    """409, and the task stays as it is: cancelled when done, tried again when nothing failed, deleted while
    it runs, told an outcome that is known."""
    house = await make_house(**at(kie))
    done = await ended(house, (await create(house, imagen()))["id"])
    kie.script(Script(holds=True))
    open_ = await create(house, imagen())
    await kie.accepted(2)
    here, there = f"{TASKS}/{done['id']}", f"{TASKS}/{open_['id']}"
    asked = [
        ("POST", f"{here}/cancel", "job-terminal"),
        ("POST", f"{here}/retry", "nothing-to-retry"),
        ("POST", f"{there}/retry", "nothing-to-retry"),
        ("DELETE", there, "job-open"),
    ]
    for method, path, code in asked:
        answer = await house.http.request(method, path)
        check(answer, 409)
        assert answer.json()["code"] == code
    for path in (here, there):
        answer = await house.http.post(f"{path}/outcome", json={"accepted": False})
        check(answer, 409)
        assert answer.json()["code"] == "outcome-known"
    assert await task_of(house, done["id"]) == done
    assert (await task_of(house, open_["id"]))["status"] == "PENDING"
    assert len(kie.tasks) == 2


VERDICTS: list[tuple[Any, str]] = [
    ({}, "/"),
    ({"accepted": True}, "/"),
    ({"accepted": None}, "/"),
    ({"accepted": False, "externalTaskId": "x"}, "/"),
    ({"accepted": "false"}, "/accepted"),
    ({"accepted": 0}, "/accepted"),
    ({"externalTaskId": ""}, "/externalTaskId"),
    ({"externalTaskId": "x" * 129}, "/externalTaskId"),
    ({"externalTaskId": "a\0b"}, "/externalTaskId"),
    ({"externalTaskId": 7}, "/externalTaskId"),
    ({"outcome": "fine"}, "/outcome"),
    ([], "/"),
]


async def test_only_the_operator_says_what_became_of_a_call(make_house: MakeHouse, kie: Kie) -> None:
    """And says one thing; else nothing is believed."""
    house = await make_house(**at(kie))
    kie.script(Script(create=GARBAGE, accepts=True))
    task = await create(house, imagen(), headers=ANN)
    await house.until(task["id"], lambda job: job["waitingFor"] == "outcome-unknown")
    path = f"{TASKS}/{task['id']}/outcome"
    for headers in (ANN, BEN):
        answer = await house.http.post(path, json={"accepted": False}, headers=headers)
        check(answer, 403)
        assert answer.json()["code"] == "operator-only"
        check(await house.http.get("/api/generation/spending", headers=headers), 403)
    for body, pointer in VERDICTS:
        check(await house.http.post(path, json=body), 422, pointer)
    assert (await task_of(house, task["id"]))["waitingFor"] == "outcome-unknown"
    assert len(kie.tasks) == 1


PROMPT_ROWS: list[tuple[Any, str]] = [
    ({}, "/content"),
    ({"content": ""}, "/content"),
    ({"content": "x" * 20_001}, "/content"),
    ({"content": "a\0b"}, "/content"),
    ({"content": "\ud800"}, "/content"),
    ({"content": None}, "/content"),
    ({"content": ["x"]}, "/content"),
    ({"content": "x", "type": ""}, "/type"),
    ({"content": "x", "type": "x" * 33}, "/type"),
    ({"content": "x", "type": None}, "/type"),
    ({"content": "x", "type": "\0"}, "/type"),
    ({"content": "x", "id": ""}, "/id"),
    ({"content": "x", "id": "x" * 256}, "/id"),
    ({"content": "x", "id": "a\0"}, "/id"),
    ({"content": "x", "id": 7}, "/id"),
    ({"content": "x", "ownerId": "a b"}, "/ownerId"),
    ({"content": "x", "colour": "red"}, "/colour"),
]


@pytest.mark.parametrize(("body", "pointer"), PROMPT_ROWS, ids=lambda value: repr(value)[:40])
async def test_a_prompt_that_cannot_be_kept_is_refused(idle: House, body: Any, pointer: str) -> None:
    before = await left(idle)
    check(await idle.http.post(PROMPTS, content=json.dumps(body), headers=JSON), 422, pointer)
    assert await left(idle) == before


async def test_a_prompt_is_its_owners(idle: House) -> None:
    """Another finds neither it nor a place for a task under its id, and cannot take its id."""
    kept = await idle.http.post(PROMPTS, json={"content": "Hers", "id": "hers"}, headers=ANN)
    assert kept.status_code == 201
    before = await left(idle)
    for method in ("GET", "DELETE"):
        check(await idle.http.request(method, f"{PROMPTS}/hers", headers=BEN), 404)
    body = {**BODY, "promptId": "hers"}
    for path, sent in ((TASKS, body), ("/v1/jobs", {"kind": "generation", "input": body})):
        answer = await idle.http.post(path, json=sent, headers=BEN)
        check(answer, 404)
        assert answer.json()["code"] == "prompt-not-found"
    for owner, content in ((BEN, "Hers"), (ANN, "Another")):
        answer = await idle.http.post(PROMPTS, json={"content": content, "id": "hers"}, headers=owner)
        check(answer, 409)
    assert (await idle.http.get(PROMPTS, headers=BEN)).json() == {"data": []}
    assert await left(idle) == before
    again = await idle.http.post(PROMPTS, json={"content": "Hers", "id": "hers"}, headers=ANN)
    assert (again.status_code, again.json()) == (201, kept.json())


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"null", 400),
        (b'{"data": null}', 400),
        (b'{"data": {"taskId": ""}}', 400),
        (b'{"data": {"taskId": "\\ud800"}}', 400),
        (b'{"data": {"taskId": "\\u0000"}}', 400),
        (b'{"data": {"taskId": "' + b"x" * 129 + b'"}}', 400),
        (b'{"data": ' + b"[" * 100_000, 400),
        (b'{"data": {"taskId": "unknown"}, "n": ' + b"1" * 9_999 + b"}", 400),
        (b"\xff\xfe\x00", 400),
        (b'{"data": {"taskId": "unknown"}}', 404),
        (b'{"data": {"taskId": "unknown", "resultUrls": ["' + b"x" * 1_000_000 + b'"]}}', 413),
    ],
    ids=lambda value: repr(value)[:40],
)
async def test_a_callback_that_says_nothing_of_use(idle: House, body: bytes, status: int) -> None:
    check(await idle.http.post(CALLBACK, content=body), status)


async def test_a_callback_for_a_creation_that_is_none(idle: House) -> None:
    said = {"data": {"taskId": "unknown"}}
    for creation, status in (("%00", 404), ("x" * 65, 422), ("%F0%9F", 404), ("' OR 1=1--", 404), ("", 404)):
        check(await idle.http.post(f"{CALLBACK}?creation={creation}", json=said), status)
