"""`callsheet generate`, `tasks` and `prompts`, as somebody at a prompt or a script meets them."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from callsheet.commands.generating import Generating, Wishes
from callsheet.commands.parameters import Asked, more, parameters
from callsheet.generation_models import Task
from tests.callsheet.generated import (
    API,
    ASSETS,
    CREATE,
    ID,
    OTHER,
    PICTURES,
    TASK,
    TASKS,
    UPLOAD,
    UPLOADED,
    created,
    failed,
    keeps_pictures,
    task,
    tasks,
    told_by_feed,
)
from tests.callsheet.scripted import END, Answer, Scripted, Stream, frame, problem
from tests.callsheet.test_cli import command, hear_ctrl_c

JOB = f"GET /v1/jobs/{ID}"
MOVING = frame("update", told_by_feed(version=3, stage="wait", stageLabel="Generating"), "r-3")
UNKNOWN = frame("update", told_by_feed(version=4, waitingFor="outcome-unknown"), "r-4")
MADE = {"isPreview": True, "provider": "procedural", "assets": ASSETS}


def plays(server: Scripted, end: dict[str, Any], status: str = "completed", **more: Any) -> None:
    """Whoever creates the task or watches it sees it move, and this end."""
    ended = told_by_feed(status, 9, result=MADE, **more)
    server.answers |= {CREATE: [created()], TASK: [Answer(200, end)], JOB: [Answer(200, ended)]}
    server.streams = [Stream([MOVING, frame(status, ended, "r-9"), END])]
    keeps_pictures(server)


def sent(server: Scripted) -> dict[str, Any]:
    (asked,) = server.heard(CREATE)
    told: dict[str, Any] = json.loads(asked.body)
    return told


@pytest.fixture
def house(server: Scripted) -> Scripted:
    """A server on which the pictures come out well."""
    plays(server, task("SUCCESS"))
    return server


@pytest.fixture
def owl(tmp_path: Path) -> Path:
    path = tmp_path / "owl.png"
    path.write_bytes(b"an owl's ")
    return path


async def test_words_become_pictures_in_a_folder(house: Scripted, tmp_path: Path) -> None:
    """Plain lines where there is no terminal; then each path with its size, and what it cost."""
    out = tmp_path / "out"
    asked = ("--num", "2", "--ratio", "16:9", "--seed", "7", "--negative", "people", "--variant", "ultra")
    result = await command(house.url, "generate", "A beautiful sunset", *asked, "--out", out)
    assert result.exit_code == 0, result.output
    words = {"prompt": "A beautiful sunset", "aspect_ratio": "16:9", "num_images": "2", "seed": 7}
    assert sent(house) == {
        "promptId": "a-beautiful-sunset-436d3e82",
        "providerParams": {"service": "KIE", "model": "IMAGEN4", "apiModel": "google/imagen4-ultra"}
        | {"input": words | {"negative_prompt": "people"}},
    }
    assert result.stdout.splitlines() == [
        f"{ID}  A beautiful sunset",
        f"{ID}   30 %  Generating",
        f"{ID}  100 %  2 images, a preview",
        f"{out}/a-beautiful-sunset-1.png  1024 x 576, 0 kB",
        f"{out}/a-beautiful-sunset-2.png  1024 x 576, 0 kB",
        "4 credits charged, 8 of the provider's",
        f"console  {house.url}/#/generation/{ID}",
    ]
    assert [path.read_bytes() for path in sorted(out.iterdir())] == PICTURES


async def test_a_preview_says_that_it_is_one(house: Scripted, tmp_path: Path) -> None:
    """And what would make it a real one."""
    plays(house, task("SUCCESS", isPreview=True, provider="procedural", providerCredits=None))
    result = await command(house.url, "generate", "x", "--out", tmp_path)
    told = "A preview: drawn offline without a model; set CALLSHEET_KIE_API_KEY for a real one.\n"
    assert told in result.stdout
    assert "\n4 credits charged\n" in result.stdout


async def test_json_is_one_document_with_the_task_and_its_files(house: Scripted, tmp_path: Path) -> None:
    """Nothing else on stdout."""
    warned = Answer(201, {"success": True, "data": task(), "warnings": ["It may expire."]})
    house.answers[CREATE] = [warned]
    result = await command(house.url, "generate", "x", "--prompt-id", "mine", "--json", "--out", tmp_path)
    told = json.loads(result.stdout)
    assert told["task"]["resultJson"]["resultUrls"] == [one["url"] for one in ASSETS]
    assert told["files"] == [f"{tmp_path}/a-beautiful-sunset-{number}.png" for number in (1, 2)]
    assert told["console"] == f"{house.url}/#/generation/{ID}"
    assert (told["warnings"], told["connectionLost"], told["timedOut"]) == (["It may expire."], False, False)
    assert sent(house)["promptId"] == "mine"


async def test_pictures_are_sent_first_and_links_are_links(house: Scripted, owl: Path) -> None:
    house.answers[UPLOAD] = [Answer(201, {"success": True, "data": UPLOADED})]
    args = ("--model", "veo3", "--image", owl, "--image", "https://example.org/b.png", "--no-wait")
    result = await command(house.url, "generate", "An owl", *args, "--ratio", "9:16")
    assert result.exit_code == 0, result.output
    assert "uploading owl.png  100 %" in result.stdout
    assert sent(house)["providerParams"]["imageUrls"] == [
        UPLOADED["downloadUrl"],
        "https://example.org/b.png",
    ]
    assert [one.line for one in house.asked] == [UPLOAD, CREATE]


async def test_who_does_not_wait_comes_back_with_watch(house: Scripted, tmp_path: Path) -> None:
    out = tmp_path / "my folder"
    result = await command(house.url, "generate", "x", "--no-wait", "--out", out)
    assert (result.exit_code, len(house.streams)) == (0, 1)
    assert result.stdout == (
        f"The task goes on. Come back with: callsheet generate --watch {ID} --out '{out}'\n"
    )
    result = await command(house.url, "generate", "--watch", ID, "--out", out)
    assert (result.exit_code, len(list(out.iterdir())), len(house.heard(CREATE))) == (0, 2, 1)


async def test_a_task_that_fails_says_why_and_keeps_what_could_be_had(
    house: Scripted, tmp_path: Path
) -> None:
    """Exit code 1, how to carry on, what came back."""
    error = {"code": "assets-incomplete", "message": "1 of 2 files could not be had"}
    plays(house, failed(*error.values(), assets=ASSETS[:1]), "failed", error=error)
    result = await command(house.url, "generate", "x", "--out", tmp_path)
    assert result.exit_code == 1
    assert (tmp_path / "a-beautiful-sunset-1.png").read_bytes() == PICTURES[0]
    assert "4 credits charged, 4 returned" in result.stdout
    again = f"callsheet generate --retry {ID} --out {tmp_path}"
    assert result.stderr == f"callsheet: {ID}: 1 of 2 files could not be had. Carry on: {again}\n"


async def test_a_retry_is_a_new_task_that_is_followed_as_well(house: Scripted, tmp_path: Path) -> None:
    """By the client's own call: the old one is asked what it is, and carried on."""
    house.answers[f"GET /v1/jobs/{OTHER}"] = [Answer(200, told_by_feed("failed", job_id=OTHER))]
    house.answers[f"POST {API}/tasks/{OTHER}/retry"] = [Answer(202, task(retryOf=OTHER))]
    result = await command(house.url, "generate", "--retry", OTHER, "--out", tmp_path)
    assert (result.exit_code, len(list(tmp_path.iterdir()))) == (0, 2), result.output


async def test_a_lost_answer_is_said_to_be_one_and_how_it_is_resolved(
    house: Scripted, tmp_path: Path
) -> None:
    """While it is waited for, and when it never came."""
    error = {"code": "outcome-unknown", "message": "Nobody knows whether it was accepted"}
    plays(house, failed(*error.values()), "failed", error=error)
    ended = told_by_feed("failed", 9, error=error)
    house.streams = [Stream([UNKNOWN, frame("failed", ended, "r-9"), END])]
    result = await command(house.url, "generate", "x", "--out", tmp_path)
    assert f"{ID}   40 %  waiting: the provider's answer was lost\n" in result.stdout
    assert result.stderr.endswith(
        f"Or say what became of it, as the operator: callsheet tasks resolve {ID}\n"
    )


async def test_who_waits_no_longer_than_so_long_is_told_how_to_come_back(
    house: Scripted, tmp_path: Path
) -> None:
    """Exit code 1; the task goes on."""
    house.streams = [Stream([MOVING], "hang")]
    result = await command(house.url, "generate", "x", "--timeout", "0.5", "--out", tmp_path)
    again = f"The task goes on. Come back with: callsheet generate --watch {ID} --out {tmp_path}"
    assert (result.exit_code, result.stderr) == (1, f"callsheet: Not ready after 0.5 s. {again}\n")


async def test_what_cannot_be_saved_is_told_after_the_rest(house: Scripted, tmp_path: Path) -> None:
    house.answers["GET /v1/artifacts/a2"] = [Answer(410, problem(410, "This file has expired."))]
    result = await command(house.url, "generate", "x", "--out", tmp_path)
    again = f"callsheet generate --watch {ID} --out {tmp_path}"
    assert (result.exit_code, "4 credits charged" in result.stdout) == (1, True)
    assert result.stderr == (
        f"callsheet: Not everything was saved: This file has expired. Try again: {again}\n"
    )


async def test_what_the_server_refuses_is_one_line(house: Scripted) -> None:
    """With what would be taken instead."""
    house.answers[CREATE] = [Answer(422, problem(422, "/providerParams/input/seed: Must be at least 0."))]
    result = await command(house.url, "generate", "x", "--param", "seed=-4")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "callsheet: /providerParams/input/seed: Must be at least 0.\n"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "give a prompt"),
        (["x", "--watch", ID], "give a prompt"),
        (["--watch", ID, "--num", "2"], "described already"),
        (["--retry", ID, "--param", "a=1"], "described already"),
        (["x", "--no-wait", "--timeout", "3"], "does not wait"),
        (["x", "--num", "5"], "less than or equal to 4"),
        (["x", "--model", "sora2", "--seed", "4"], "--seed is not for sora2, but for imagen4, veo3"),
        (["x", "--image", "https://a.org/b"], "--image is not for imagen4, but for veo3, midjourney"),
        (["x", "--ratio", "7:1"], "imagen4 knows no ratio 7:1; it has 1:1, 16:9, 9:16, 3:4, 4:3"),
        (["x", "--model", "midjourney", "--num", "2"], "midjourney makes 4 pictures"),
        (["x", "--model", "veo3", "--image", "nowhere.png"], "there is no file nowhere.png"),
        (["x", "--param", "alone"], 'say --param "name=value"'),
    ],
)
async def test_a_wrong_call_is_exit_code_2(args: list[str], says: str) -> None:
    """It says what would be right, and asks nothing of any server."""
    result = await command("http://127.0.0.1:1", "generate", *args)
    told = " ".join(result.stderr.replace("│", " ").split())
    assert (result.exit_code, says in told) == (2, True), told


def test_options_mean_to_each_family_what_it_calls_them() -> None:
    """What has no option goes where the family wants it; what looks like a number may be a text."""
    added = more(["version=7", "stylization=250", "enableTranslation=true", "waterMark=007"])
    brass = parameters(Asked("midjourney", "Brass", 4, "3:4", images=("a",), more=added), ["http://a"])
    assert brass == {"service": "KIE", "model": "MIDJOURNEY", "taskType": "mj_img2img", "prompt": "Brass"} | {
        "fileUrls": ["http://a"],
        "aspectRatio": "3:4",
        "version": "7",
        "stylization": 250,
        "enableTranslation": True,
        "waterMark": "007",
    }
    film = parameters(Asked("midjourney", "x", 2, variant="video", images=("a",)), ["http://a"])
    assert (film["taskType"], film["videoBatchSize"], film["motion"]) == ("mj_video", 2, "low")
    boat = parameters(
        Asked("sora2", "x", ratio="9:16", more=more(["n_frames=15", "callBackUrl=http://b"])), []
    )
    assert boat["input"] == {"prompt": "x", "aspect_ratio": "portrait", "n_frames": 15}
    assert boat["callBackUrl"] == "http://b"
    for variant in ("standard", "imagen4", "google/imagen4"):
        assert parameters(Asked("imagen4", "x", variant=variant), [])["apiModel"] == "google/imagen4"
    assert parameters(Asked("veo3", "x", seed=11_111), [])["seeds"] == 11_111


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({}, "Stopped before anything was started."),
        ({"begun": True}, "Whether the task has begun is not known here. Look: callsheet tasks"),
        ({"task": Task.model_validate(task())}, f"callsheet generate --watch {ID} --out 'my folder'"),
    ],
)
def test_who_leaves_is_told_what_is_known(known: dict[str, Any], says: str) -> None:
    """Before the start, while its answer is out, and after it."""
    errand = Generating(Wishes(Asked("imagen4", "x"), Path("my folder")), **known)
    assert errand.parting().endswith(says)


async def test_ctrl_c_leaves_what_is_paid_for_running(house: Scripted, tmp_path: Path) -> None:
    """Exit code 130, how to come back, and the server is asked nothing."""
    house.streams = [Stream([MOVING], "hang")]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "callsheet.cli", "generate", "x", "--out", str(tmp_path)),
        env={**os.environ, "CALLSHEET_URL": house.url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        preexec_fn=hear_ctrl_c,
    )
    assert process.stdout
    while b"30 %" not in await process.stdout.readline():
        pass
    before = len(house.asked)
    process.send_signal(signal.SIGINT)
    _, stderr = await process.communicate()
    assert (process.returncode, len(house.asked)) == (130, before)
    says = f"The task goes on. Come back with: callsheet generate --watch {ID} --out {tmp_path}"
    assert stderr.decode().strip() == says


async def test_tasks_are_a_table_of_a_prompt_or_of_all(house: Scripted) -> None:
    """What is waited for, what came of it, why not; JSON for programs."""
    several = [task("SUCCESS"), failed(id=OTHER), task(id="gen_3", waitingFor="outcome-unknown")]
    house.answers[TASKS] = [tasks(*several, task(id="gen_4", detail="1 of 2"))]
    table = (await command(house.url, "tasks", "--prompt", "p1")).stdout
    shown = [" ".join(line.split()) for line in table.splitlines()]
    assert [line.rpartition("4 ")[2] for line in (shown[1], shown[4])] == ["2 images", "Generating: 1 of 2"]
    assert shown[2].endswith("0 Too dark to see")
    assert "The provider's answer was lost" in table
    told = json.loads((await command(house.url, "tasks", "--prompt", "p1", "--json")).stdout)
    assert [one["id"] for one in told["data"]] == [ID, OTHER, "gen_3", "gen_4"]
    house.answers["GET /v1/jobs"] = [Answer(200, {"data": [told_by_feed()], "nextCursor": None})]
    assert ID in (await command(house.url, "tasks")).stdout
    assert house.heard("GET /v1/jobs")[0].query["kind"] == ["generation"]


async def test_an_operator_says_what_became_of_a_call(house: Scripted) -> None:
    """One thing or the other."""
    outcome = f"POST {API}/tasks/{ID}/outcome"
    house.answers[outcome] = [Answer(200, task())]
    for args in ([], ["--external-id", "kie-7", "--not-accepted"]):
        result = await command(house.url, "tasks", "resolve", ID, *args)
        assert (result.exit_code, house.asked) == (2, [])
    result = await command(house.url, "tasks", "resolve", ID, "--external-id", "kie-7")
    assert result.stdout == f"{ID} goes on. Follow it: callsheet generate --watch {ID}\n"
    result = await command(house.url, "tasks", "resolve", ID, "--not-accepted", "--json")
    assert json.loads(result.stdout)["status"] == "PENDING"
    bodies = [json.loads(one.body) for one in house.heard(outcome)]
    assert bodies == [{"externalTaskId": "kie-7"}, {"accepted": False}]


async def test_what_all_tasks_cost_is_a_line(house: Scripted) -> None:
    """And a second one, if there are calls to look after."""
    spent = {"provider": "kie", "tasks": 1200, "accepted": 1100, "unknown": 2, "credits": 1234.5}
    house.answers[f"GET {API}/spending"] = [Answer(200, spent)]
    assert (await command(house.url, "tasks", "spending")).stdout == (
        "kie: 1,100 of 1,200 tasks taken, 1,234.5 credits\n"
        "2 calls were never answered; see which: callsheet tasks\n"
    )


async def test_tasks_and_prompts_are_deleted_when_somebody_says_yes(house: Scripted) -> None:
    house.answers |= {f"DELETE {API}/tasks/{ID}": [Answer(204)], "DELETE /v1/prompts/p1": [Answer(204)]}
    for noun, one in (("tasks", ID), ("prompts", "p1")):
        assert (await command(house.url, noun, "delete", one)).exit_code == 1
        assert (await command(house.url, noun, "delete", one, "--yes")).stdout == f"{one} is deleted\n"
    assert [one.method for one in house.asked] == ["DELETE", "DELETE"]


async def test_prompts_are_kept_and_listed(house: Scripted) -> None:
    prompt = {"id": "p1", "type": "image", "content": "A sunset", "owner": "local"}
    prompt["createdAt"] = "2026-01-02T03:04:05Z"
    listed = [Answer(200, {"data": []}), Answer(200, {"data": [prompt]})]
    house.answers |= {"POST /v1/prompts": [Answer(201, prompt)], "GET /v1/prompts": listed}
    assert "No prompts. Keep one" in (await command(house.url, "prompts")).stdout
    assert (await command(house.url, "prompts", "add", "A sunset", "--id", "p1")).stdout == "p1\n"
    assert "A sunset" in (await command(house.url, "prompts")).stdout
    assert json.loads((await command(house.url, "prompts", "--json")).stdout)["data"][0]["id"] == "p1"


async def test_show_and_watch_tell_a_task_by_its_files(house: Scripted) -> None:
    """The link is that of the first."""
    house.answers[f"{JOB}/timeline"] = [Answer(200, {"data": [], "nextCursor": None})]
    shown = " ".join((await command(house.url, "show", ID)).stdout.split())
    assert "now 2 images, a preview" in shown
    assert f"link {house.url}/v1/artifacts/a1" in shown
    watched = (await command(house.url, "watch", ID)).stdout
    assert watched.endswith(f"{ID}  completed  {house.url}/v1/artifacts/a1\n")
