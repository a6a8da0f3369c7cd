"""Generation tasks and prompts in every state, and what a fuzzer must know to ask about them."""

import asyncio
from typing import Any

from callsheet.fakekie.faults import Failure, Script
from callsheet.fakekie.sayings import GARBAGE
from callsheet.fakekie.state import Kie
from tests.support.asking_rows import Known, as_owner
from tests.support.generations import MIDJOURNEY, SORA, SUNSET, VEO, create, imagen
from tests.support.house import House
from tests.support.pictures import picture

TASKS = "/api/generation/tasks"
OWNER = "gus"
OPERATOR: Known = {"headers": {}, "query": {}}


async def tasks(house: House, kie: Kie) -> dict[str, str]:
    """One that is done, two that failed, two that were cancelled, two at work, and two whose paid call was
    never answered; the id of a task at the provider; a prompt, and one that nobody needs."""
    scripts = {
        "failed": Script(fails=Failure("501", "Too dark to see")),
        "again": Script(fails=Failure("501", "Too dark to see")),
        "unknown": Script(create=GARBAGE, accepts=False),
        "named": Script(create=GARBAGE, accepts=True),
        **{name: Script(holds=True) for name in ("held", "stopped", "cancelled", "unwanted")},
    }
    for name, script in scripts.items():
        kie.script(script, about=name)
    made = {name: (await create(house, imagen(name)))["id"] for name in ("done", *scripts)}
    for name in ("cancelled", "unwanted"):
        await house.http.post(f"{TASKS}/{made[name]}/cancel")
    over = ("done", "failed", "again", "cancelled", "unwanted")
    await asyncio.gather(*(house.ended(made[name]) for name in over))
    for name in ("unknown", "named"):
        await house.until(made[name], lambda job: job["waitingFor"] == "outcome-unknown")
    await house.until(made["held"], lambda job: job["stage"] == "wait")
    made |= {f"{name} there": _there(kie, name) for name in ("held", "named")}
    return made | {"prompt": await _prompt(house), "spare": await _prompt(house)}


def _there(kie: Kie, name: str) -> str:
    """Its id at the provider."""
    return next(task.id for task in kie.tasks.values() if name in str(task.body))


async def _prompt(house: House) -> str:
    answer = await house.http.post("/v1/prompts", json={"content": "A sunset"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def over(ids: dict[str, str]) -> list[str]:
    """Tasks that have ended, in every way."""
    return [ids[name] for name in ("done", "failed", "cancelled")]


def starts() -> list[tuple[str, str, dict[str, Any]]]:
    """Owner, kind and input."""
    return [(OWNER, "generation", {"promptId": "p", "providerParams": SUNSET})]


def asked(ids: dict[str, str]) -> dict[str, list[Known]]:
    """By the name of an operation."""
    every = _named(*over(ids), ids["held"], ids["named"])
    prompts, spare = ({"path_parameters": {"prompt_id": ids[name]}} for name in ("prompt", "spare"))
    creates = [{"promptId": "p", "providerParams": params} for params in (SUNSET, VEO, MIDJOURNEY, SORA)]
    lost, known, done = _named(ids["unknown"], ids["named"], ids["done"])
    never, named = {"accepted": False}, {"externalTaskId": ids["named there"]}
    verdicts = ((known, named), (lost, never), (done, never))
    return {
        "api_create_task": [{"body": body, **as_owner(OWNER)} for body in creates],
        "api_tasks": [as_owner("local", promptId=prompt_id) for prompt_id in ("p1", "nobody's")],
        "api_task": every,
        "api_delete_task": _named(ids["unwanted"], ids["held"]),
        "api_cancel_task": _named(ids["stopped"], ids["cancelled"], ids["done"]),
        "api_retry_task": _named(ids["failed"], ids["done"], ids["held"]),
        "api_resolve_task": [{**task, **OPERATOR, "body": verdict} for task, verdict in verdicts],
        "api_kie_callback": [{"body": {"code": 200, "data": {"taskId": ids["held there"]}}, "query": {}}],
        "api_spending": [OPERATOR, {}],
        "api_upload_media": [{"body": {"file": picture()}}],
        "v1_create_prompt": [{"body": {"content": "A sunset", "type": "image"}, **as_owner(OWNER)}],
        "v1_prompt": [prompts],
        "v1_delete_prompt": [spare],
    }


def _named(*ids: str) -> list[Known]:
    return [{"path_parameters": {"task_id": task_id}} for task_id in ids]
