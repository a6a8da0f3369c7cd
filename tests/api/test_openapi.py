"""The OpenAPI document is true: every route stands in it and answers as it says, whatever it is asked."""

import asyncio
import importlib
import json
import re
from collections.abc import AsyncIterator
from pkgutil import iter_modules
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, Response
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from temporalio.client import Client

import api.routes
from api.app import create_app
from api.document import NOT_ALWAYS
from api.routes.generation import CreateTask
from tests.conftest import MakeHouse
from tests.support.asking import furnished, known
from tests.support.batches import annotate
from tests.support.generations import create, imagen
from tests.support.house import House
from tests.support.transfers import JOBS, send, table
from tests.support.watching import Frame, all_frames, watching

DOCUMENT = create_app().openapi()
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
PATHS: dict[str, dict[str, Any]] = DOCUMENT["paths"]
NAMES: list[str] = [operation["operationId"] for methods in PATHS.values() for operation in methods.values()]
DELETES = ["api_delete", "v1_delete", "v1_delete_dataset"]
FRAMING = {"content-length", "transfer-encoding", "host", "connection", "upgrade", "expect"}
HEADERS = ("X-Callsheet-Owner", "Idempotency-Key", "Last-Event-ID", "Range", "If-None-Match", "Origin")
STRANGE = [b"", b"*", b"\xff", b"a" * 5000, b"bytes=9-1,2-", b"%00", b"0-0"]
TRUE = {"1", "true", "t", "yes", "y", "on"}

Furnished = tuple[House, dict[str, Any]]


def points_at_what_is_wrong(context: Any, response: Response, case: Case[Any]) -> None:
    """422 always names a field or a parameter."""
    if response.status_code == 422:
        assert response.json()["errors"], response.text


CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    points_at_what_is_wrong,
]


@pytest.fixture(scope="module")
async def furnished_house(
    temporal: Client, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Furnished]:
    async with furnished(temporal, tmp_path_factory.mktemp("house")) as house_and_ids:
        yield house_and_ids


def test_every_route_stands_in_the_document() -> None:
    """All but HEAD and the console's files."""
    modules = [importlib.import_module(f"api.routes.{m.name}") for m in iter_modules(api.routes.__path__)]
    routers = [module.router for module in modules if hasattr(module, "router")]
    routes = [route for router in routers for route in router.routes if isinstance(route, APIRoute)]
    served = {(method, r.path) for r in routes if r.include_in_schema for method in r.methods or ()}
    hidden = {route.path for route in routes if not route.include_in_schema and route.methods != {"HEAD"}}
    assert hidden == {"/", "/{name}", "/core/{name}"}
    assert served == {(m.upper(), path) for path, methods in PATHS.items() for m in methods}


def test_every_reference_leads_somewhere() -> None:
    """To a schema, or a header, that is there."""
    led = set(re.findall(r'"#/components/(\w+)/(\w+)"', json.dumps(DOCUMENT)))
    assert led <= {(part, name) for part, named in DOCUMENT["components"].items() for name in named}


def test_a_form_is_described_as_one() -> None:
    """The file is bytes; a field is there or it is not, but never null."""
    for path in ("/api/import-export/import", "/v1/datasets/infer", "/api/generation/uploads"):
        ((kind, told),) = PATHS[path]["post"]["requestBody"]["content"].items()
        form = DOCUMENT["components"]["schemas"][told["schema"]["$ref"].rpartition("/")[2]]["properties"]
        assert kind == "multipart/form-data"
        assert form["file"]["contentMediaType"] == "application/octet-stream"
        assert {field["type"] for field in form.values()} <= {"string", "number"}


def test_every_model_has_its_own_parameters_and_an_example() -> None:
    """`model` tells which; the example is one that is taken, and each has its words."""
    schemas = DOCUMENT["components"]["schemas"]
    union = schemas["CreateTask"]["properties"]["providerParams"]
    told = union["discriminator"]
    assert (told["propertyName"], {*told["mapping"]}) == ("model", {"IMAGEN4", "VEO3", "MIDJOURNEY", "SORA2"})
    assert {*told["mapping"].values()} == {one["$ref"] for one in union["oneOf"]}
    for model, reference in told["mapping"].items():
        schema = schemas[reference.rpartition("/")[2]]
        (example,) = schema["examples"]
        assert (example["model"], len(schema["description"]) > 20) == (model, True)
        jsonschema_rs.validate({**schema, "components": DOCUMENT["components"]}, example)
        assert CreateTask.model_validate({"promptId": "p", "providerParams": example})


def test_operations_have_short_names_of_their_own() -> None:
    """They become the names of functions in generated clients."""
    assert len(set(NAMES)) == len(NAMES)
    assert [name for name in NAMES if not re.fullmatch(r"(api|v1)_[a-z_]+|healthz|readyz", name)] == []


@pytest.mark.parametrize("name", [n for n in NAMES if n not in DELETES] + DELETES)
async def test_a_route_answers_as_documented(name: str, furnished_house: Furnished) -> None:
    """Asked about what is there and what is not, in the right form and in the wrong one: never a 5xx, and
    status, media type, headers and body are those of the document; at least once it succeeds."""
    house, ids = furnished_house
    operation = SCHEMA.find_operation_by_id(name)
    seen: set[int] = set()
    for part in known(name, ids):
        seen |= await explore(operation.as_strategy(feedback=FeedbackSources(), **part), 2, house)
    assert any(status < 300 for status in seen), seen
    fields = operation.query or operation.body  # else there is nothing whose form could be wrong
    for mode in GenerationMode if fields else [GenerationMode.POSITIVE]:
        cases = operation.as_strategy(mode, feedback=FeedbackSources())
        await explore(cases.filter(can_be_asked), 5, house)


async def explore(cases: SearchStrategy[Case[Any]], examples: int, house: House) -> set[int]:
    """Ask, compare every answer with the document; the statuses that were answered."""
    seen: set[int] = set()

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def ask(case: Case[Any]) -> None:
        answer = case.call(base_url=house.url, timeout=10)
        case.validate_response(answer, checks=CHECKS)
        seen.add(answer.status_code)

    await asyncio.to_thread(ask)
    return seen


def can_be_asked(case: Case[Any]) -> bool:
    """Not what only its reader ends (`?mine=1`), nor what breaks HTTP itself and never reaches the app."""
    mine = case.query.get("mine")
    stays_open = any(str(word).lower() in TRUE for word in (mine if isinstance(mine, list) else [mine]))
    return not stays_open and not any(name.lower() in FRAMING for name in case.headers)


async def test_another_method_is_refused_with_all_that_there_are(furnished_house: Furnished) -> None:
    """405 as a problem, whose Allow names every method of the path, not those of one route."""
    house, _ = furnished_house
    for path in PATHS:
        asked = re.sub(r"{\w+}", "x", path)
        answer = await house.http.patch(asked)
        assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
        same = [other for other in PATHS if re.fullmatch(re.sub(r"{\w+}", "[^/]+", other), asked)]
        allowed = {method.lower() for method in answer.headers["allow"].split(", ")}
        assert allowed - {"head"} == {method for other in same for method in PATHS[other]}, path
    assert (await house.http.get("/v1/jobs/")).status_code == 404  # no redirect to what was not asked for


async def test_what_is_no_form_is_no_upload(furnished_house: Furnished) -> None:
    """415 says how to send a file; a field's name in a pointer is escaped as RFC 6901 wants it."""
    house, _ = furnished_house
    for path in ("/api/images", "/api/import-export/import", "/v1/datasets/infer", "/api/generation/uploads"):
        answer = await house.http.post(path, json={"file": "x"})
        assert (answer.status_code, answer.json()["code"]) == (415, "not-a-form")
    answer = await house.http.post("/v1/credits/grants", json={"owner": "ann", "amount": 1, "a/b~c": 1})
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/a~1b~0c"]


@pytest.mark.parametrize("value", STRANGE, ids=repr)
async def test_strange_headers_harm_nothing(value: bytes, furnished_house: Furnished) -> None:
    """Never a 5xx; what is refused is a problem."""
    house, ids = furnished_house
    start = {"imageId": ids["images"]["cid"], "tiers": ["TIER_1K"]}
    asked: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", f"/v1/artifacts/{ids['artifact']}", {}),
        ("GET", f"/v1/jobs/{ids['completed']}", {}),
        ("GET", f"/v1/jobs/{ids['completed']}/events", {}),
        ("GET", f"/api/jobs/{ids['completed']}/stream", {}),
        ("GET", "/v1/events?job=unknown", {}),
        ("GET", f"{JOBS}/{ids['transfers']['export']}/download", {}),
        ("GET", f"{JOBS}/ws?jobId={ids['transfers']['ended']}", {}),
        ("POST", "/api/images/parallel-enhance?owner=cid", {"json": start}),
        ("POST", "/v1/jobs?owner=cid", {"json": {"kind": "enhancement", "input": start}}),
        ("POST", "/api/generation/callbacks/kie", {"json": {"data": {"taskId": "nobody's"}}}),
    ]
    for name in HEADERS:
        for method, path, more in asked:
            answer = await house.http.request(method, path, headers=[(name.encode(), value)], **more)
            assert answer.status_code < 500, (name, path, answer.text)
            if answer.status_code >= 400:
                assert answer.headers["content-type"] == "application/problem+json", (name, path)


async def test_answers_that_need_a_history_are_as_documented(furnished_house: Furnished) -> None:
    """Known versions, parts, ended streams, repeated keys, empty purses, too many jobs, too much at once."""
    house, ids = furnished_house
    ended, artifact = f"/v1/jobs/{ids['completed']}", f"/v1/artifacts/{ids['artifact']}"
    etag, file = [(await house.http.get(path)).headers["etag"] for path in (ended, artifact)]
    last = (await all_frames(house.http, f"{ended}/events"))[-1].id or ""
    start = "/api/images/parallel-enhance"
    key = {"Idempotency-Key": "once"}
    await house.http.post(start, json=wanted(ids, "TIER_1K"), headers=key)
    while (many := await house.http.post(start, json=wanted(ids, "TIER_1K"))).status_code == 200:
        pass  # two credits each: the limit of open jobs comes first
    while (poor := await house.http.post(start, json=wanted(ids, "TIER_4K", "eve"))).status_code == 200:
        pass  # ten credits each: the purse is empty first
    answers = [
        ("v1_job", 304, await house.http.get(ended, headers={"If-None-Match": etag})),
        ("v1_artifact", 304, await house.http.get(artifact, headers={"If-None-Match": file})),
        ("v1_artifact", 206, await house.http.get(artifact, headers={"Range": "bytes=0-9"})),
        ("v1_artifact", 416, await house.http.get(artifact, headers={"Range": "bytes=999999999-"})),
        ("v1_events", 204, await house.http.get(f"{ended}/events", headers={"Last-Event-ID": last})),
        ("v1_watch", 204, await house.http.get("/v1/events", headers={"Last-Event-ID": "end"})),
        ("api_parallel_enhance", 200, await house.http.post(start, json=wanted(ids, "TIER_1K"), headers=key)),
        ("api_parallel_enhance", 429, many),
        ("api_parallel_enhance", 402, poor),
        ("v1_grant", 413, await house.http.post("/v1/credits/grants", content=b" " * 1_000_001)),
        ("healthz", 403, await house.http.get("/healthz", headers={"Host": "elsewhere"})),
    ]
    for name, status, answer in answers:
        assert answer.status_code == status, (name, answer.text)
        operation = SCHEMA.find_operation_by_id(name)
        declared = operation.definition.raw["responses"][str(status)]
        assert all(header in answer.headers for header in declared["headers"].keys() - NOT_ALWAYS), name
        operation.validate_response(answer)
    assert answers[6][2].headers["idempotent-replayed"] == "true"


async def test_a_house_that_is_not_ready_says_so_as_documented(make_house: MakeHouse) -> None:
    """503 with what is missing, and when to ask again."""
    house = await make_house(work=False)
    answer = await house.http.get("/readyz")
    assert (answer.status_code, answer.json()["missing"], answer.headers["retry-after"]) == (
        503,
        ["worker"],
        "1",
    )
    SCHEMA.find_operation_by_id("readyz").validate_response(answer)


def wanted(ids: dict[str, Any], tier: str, owner: str = "dora") -> dict[str, Any]:
    return {"imageId": ids["images"][owner], "tiers": [tier], "ownerId": owner}


async def test_frames_of_a_job_that_runs_are_as_documented(furnished_house: Furnished) -> None:
    """On the stream of everything and on the job's own, from the first to the last."""
    house, ids = furnished_house
    everything, own = "/v1/events", "/api/jobs/{job_id}/stream"
    (job_id,) = await house.enhance(ids["image"], "1k")
    async with (
        asyncio.timeout(30),
        watching(house.http, f"{everything}?mine=1") as all_jobs,
        watching(house.http, own.format(job_id=job_id)) as one,
    ):
        await house.until(job_id, lambda job: job["stage"] == "generate")
        await house.http.post(f"/v1/jobs/{job_id}/cancel")
        async for frame in one:
            compare(own, frame)
        async for frame in all_jobs:
            compare(everything, frame)
            if (frame.event, frame.data["id"]) == ("cancelled", job_id):
                break


async def test_frames_of_a_batch_are_as_documented(furnished_house: Furnished) -> None:
    """From the first connection, and from the very beginning again, milestones and all."""
    house, _ = furnished_house
    job_id = await annotate(house, ["one", "nobody's"])
    for own in ("/api/jobs/{job_id}/stream", "/v1/jobs/{job_id}/events"):
        path = own.format(job_id=job_id)
        frames = await all_frames(house.http, path)
        again = await all_frames(house.http, path, headers={"Last-Event-ID": "000000000000-0"})
        for frame in (*frames, *again):
            compare(own, frame)
        assert [frame.data["milestone"] for frame in again if frame.data["milestone"]] == [25, 50, 75, 100]


async def test_frames_of_an_import_are_as_documented(furnished_house: Furnished) -> None:
    """On its own stream and on the shared ones: of one that is at work, and to the end."""
    house, ids = furnished_house
    streams = f"{JOBS}/ws", "/api/jobs/{job_id}/stream", "/v1/jobs/{job_id}/events"
    for own in streams:
        job_id = ids["transfers"]["running"]
        async with watching(house.http, f"{own}?jobId={job_id}".format(job_id=job_id)) as frames:
            async for frame in frames:
                compare(own, frame)
                if frame.data.get("stage") == "load":
                    break
    job_id = await send(house, table(["id", "age"], [7, 30], [8, "old"]), ids["transfers"]["dataset"])
    for own in streams:
        for frame in await all_frames(house.http, f"{own}?jobId={job_id}".format(job_id=job_id)):
            compare(own, frame)
    for frame in await all_frames(house.http, f"{JOBS}/ws?jobId=unknown"):
        compare(f"{JOBS}/ws", frame)


async def test_frames_of_a_task_are_as_documented(furnished_house: Furnished) -> None:
    """On the shared streams, from the first to the last."""
    house, _ = furnished_house
    task = await create(house, imagen())
    for own in ("/api/jobs/{job_id}/stream", "/v1/jobs/{job_id}/events"):
        frames = await all_frames(house.http, own.format(job_id=task["id"]))
        for frame in frames:
            compare(own, frame)
        assert frames[-1].data["status"] in ("SUCCESS", "completed")


def compare(path: str, frame: Frame) -> None:
    """A frame with what the document says of this path's events."""
    content = PATHS[path]["get"]["responses"]["200"]["content"]["text/event-stream"]
    event = content["itemSchema"]["properties"]
    assert (frame.event or "message") in event["event"]["enum"]
    schema = {**event["data"]["contentSchema"], "components": DOCUMENT["components"]}
    jsonschema_rs.validate(schema, frame.data)
