"""kill -9 while tasks are ordered, awaited and fetched: none is lost, none is paid twice."""

import asyncio
import hashlib
from pathlib import Path
from typing import Any

import httpx
import pytest

from callsheet.fakekie.faults import Call, Failure, Script
from callsheet.fakekie.sayings import CUT, GARBAGE, HANGS, RESETS, code, moved, status
from callsheet.fakekie.state import Kie
from tests.support.generations import KEY, imagen
from tests.support.kie import looking_alike
from tests.support.processes import Up, free_ports, up
from tests.support.returning import until

TASKS = "/api/generation/tasks"
LOST = "outcome-unknown"
MIDJOURNEY = {"model": "MIDJOURNEY", "taskType": "mj_txt2img"}
VEO = {"model": "VEO3", "modelVariant": "veo3_fast"}
SORA = {"model": "SORA2", "apiModel": "sora-2-text-to-video"}
SCRIPTS = {
    "plain": Script(),
    "twice as plain": Script(callbacks=()),
    "told eleven times": Script(callbacks=(Call(),) * 11),
    "told before": Script(callbacks=(Call(before_answer=True),)),
    "told a lie": Script(callbacks=(Call(claims="fail"), Call(after_s=2))),
    "hung up on": Script(create=HANGS, accepts=True),
    "reset": Script(create=RESETS, accepts=True),
    "half a word": Script(create=GARBAGE, accepts=True, callbacks=()),
    "never arrived": Script(create=HANGS, accepts=False),
    "busy": Script(create=code(429)),
    "cut": Script(files=(CUT, RESETS)),
    "expired": Script(expired=403),
    "bad looks": Script(looks=(code(500), status(502), HANGS), callbacks=()),
    "failed": Script(fails=Failure("501", "Too dark to see")),
}


def params(number: int, words: str) -> dict[str, Any]:
    match number % 4:
        case 0:
            return {"service": "KIE", **MIDJOURNEY, "prompt": words}
        case 1:
            return {"service": "KIE", **VEO, "prompt": words}
        case 2:
            return {"service": "KIE", **SORA, "input": {"prompt": words}}
    return imagen(words, 3)


async def test_tasks_survive_the_death_of_everybody_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Worker, API and Temporal in turn, fifteen tasks with a fault each: every file that was paid is here,
    byte by byte, and the provider has accepted each task once."""
    strays: list[object] = []
    canary = await asyncio.start_server(lambda *wires: strays.append(wires), "127.0.0.1", 0)
    inside = f"http://127.0.0.1:{canary.sockets[0].getsockname()[1]}/canary.png"
    scripts = {**SCRIPTS, "leads inside": Script(files=(moved(inside),) * 9)}
    async with canary, looking_alike(key=KEY, speed=40, creates=100) as kie:
        ports = free_ports(3)
        for name, value in environment(kie, ports[0]).items():
            monkeypatch.setenv(name, value)
        async with up(tmp_path / "data", "--workers", "2", ports=ports) as house:
            for number, (words, script) in enumerate(scripts.items()):
                kie.script(script, about=words)
                body = {"promptId": "p1", "providerParams": params(number, words)}
                assert (await house.http.post(TASKS, json=body)).status_code == 201
            for enough, name in ((2, "worker"), (6, "api"), (10, "temporal")):
                await until(lambda enough=enough: len(kie.tasks) >= enough)  # type: ignore[misc]
                await house.kill(name)
            await house.ready()
            ended = await all_ended(house, kie)
            await check(house, kie, ended)
    assert strays == []


def environment(kie: Kie, port: int) -> dict[str, str]:
    return {
        "CALLSHEET_KIE_API_KEY": KEY,
        "CALLSHEET_KIE_BASE_URL": kie.url,
        "CALLSHEET_KIE_UPLOAD_BASE_URL": kie.url,
        "CALLSHEET_KIE_TIMEOUT_S": "2",
        "CALLSHEET_KIE_POLL_S": "0.5",
        "CALLSHEET_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }


async def all_ended(house: Up, kie: Kie) -> list[dict[str, Any]]:
    """All tasks; of calls whose answers were lost an operator tells what the provider knows."""
    while True:
        tasks = await listed(house)
        if all(task["status"] != "PENDING" for task in tasks):
            return tasks
        for task in tasks:
            if task["status"] == "PENDING" and LOST in (task["waitingFor"] or ""):
                found = [one.id for one in paid(kie, task)]
                told = {"externalTaskId": found[0]} if found else {"accepted": False}
                await house.http.post(f"{TASKS}/{task['id']}/outcome", json=told)
        await asyncio.sleep(0.2)


async def listed(house: Up) -> list[dict[str, Any]]:
    try:
        answer = await house.http.get(TASKS, params={"promptId": "p1"})
    except httpx.TransportError:
        await house.ready()
        return await listed(house)
    tasks: list[dict[str, Any]] = answer.json()
    return tasks


def paid(kie: Kie, task: dict[str, Any]) -> list[Any]:
    asked = task["providerParams"]
    words = asked.get("prompt") or asked["input"]["prompt"]
    return [
        one
        for one in kie.tasks.values()
        if words in (one.body.get("prompt"), one.body.get("input", {}).get("prompt"))
    ]


async def check(house: Up, kie: Kie, tasks: list[dict[str, Any]]) -> None:
    for task in tasks:
        made = paid(kie, task)
        assert len(made) == 1, (task, made)
        words = str(task["providerParams"])
        fine = "FAILED" if "failed" in words or "leads inside" in words else "SUCCESS"
        assert task["status"] == fine, task
        assert task["credits"]["refunded"] == (task["credits"]["charged"] if fine == "FAILED" else 0)
        for asset in task["assets"]:
            content = (await house.http.get(asset["url"])).content
            assert hashlib.sha256(content).hexdigest() == asset["sha256"]
        kept = [asset["sha256"] for asset in task["assets"]]
        assert kept == [file.sha256 for file in made[0].made] * (fine == "SUCCESS"), task
    spent = sum(task["credits"]["charged"] - task["credits"]["refunded"] for task in tasks)
    assert (await house.http.get("/v1/credits")).json()["balance"] == 1000 - spent
    assert kie.account.told()["consumed"] == sum(task.consumed for task in kie.tasks.values())
