"""The client's calls about generation tasks: what it sends, what it makes of the answers."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from callsheet import (
    AsyncCallsheet,
    Callsheet,
    Damaged,
    Refused,
    Task,
    Upload,
    imagen4,
    midjourney,
    sora2,
    veo3,
)
from tests.callsheet.generated import (
    API,
    ASSETS,
    CREATE,
    ID,
    OTHER,
    PICTURES,
    SUNSET,
    TASK,
    TASKS,
    UPLOADED,
    asset,
    created,
    failed,
    keeps_pictures,
    task,
    tasks,
)
from tests.callsheet.scripted import Answer, Clock, Scripted, problem

OWL = Upload.model_validate(UPLOADED)
PROMPT: dict[str, Any] = {"id": "p1", "type": "image", "content": "A beautiful sunset", "owner": "local"}
PROMPT |= {"createdAt": "2026-01-02T03:04:05Z"}
DONE = Task.model_validate(task("SUCCESS"))


@pytest.fixture
async def callsheet(server: Scripted) -> AsyncIterator[AsyncCallsheet]:
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        yield callsheet


async def test_a_task_is_created_with_what_was_asked_for(server: Scripted, callsheet: AsyncCallsheet) -> None:
    """Under the key that was given; what the server warns of comes with it."""
    warned = {"success": True, "data": task(), "warnings": ["It can be used until tomorrow."]}
    server.answers[CREATE] = [Answer(201, warned)]
    notify = {"webhookUrl": "https://example.org/hook"}
    one = await callsheet.create_generation_task(
        "p1", SUNSET, notify=notify, owner="ann", idempotency_key="mine"
    )
    assert (one.id, one.is_pending, one.warnings) == (ID, True, ("It can be used until tomorrow.",))
    assert (one.text, one.credits.charged, one.completed_at) == ("A beautiful sunset", 4, None)
    (sent,) = server.asked
    body = {"promptId": "p1", "providerParams": SUNSET, "notify": notify, "ownerId": "ann"}
    assert (json.loads(sent.body), sent.headers["idempotency-key"]) == (body, "mine")


async def test_a_task_is_steered_by_itself_or_its_id(server: Scripted, callsheet: AsyncCallsheet) -> None:
    place = f"{API}/tasks/{ID}"
    server.answers |= {TASK: [Answer(200, task("SUCCESS"))], f"DELETE {place}": [Answer(204)]}
    server.answers[f"POST {place}/cancel"] = [Answer(200, failed("CANCELLED", "The task was cancelled"))]
    server.answers[f"POST {place}/retry"] = [Answer(202, task(task_id=OTHER, retryOf=ID))]
    done = await callsheet.generation_task(ID)
    assert (done.completed_by, done.provider_credits, len(done.assets)) == ("poll", 8.0, 2)
    assert (done.assets[0].width, done.assets[0].media_type) == (1024, "image/png")
    assert (await callsheet.cancel_generation_task(done)).fail_code == "CANCELLED"
    assert (await callsheet.retry_generation_task(done)).retry_of == ID
    await callsheet.delete_generation_task(ID)
    assert [one.method for one in server.asked] == ["GET", "POST", "POST", "DELETE"]


async def test_an_outcome_is_one_thing_or_the_other(server: Scripted, callsheet: AsyncCallsheet) -> None:
    """Said so before anything is sent."""
    outcome = f"POST {API}/tasks/{ID}/outcome"
    server.answers[outcome] = [Answer(200, task())]
    for nothing, accepted in ((None, None), ("x", False), (None, True)):
        with pytest.raises(ValueError, match="either external_task_id, or accepted=False"):
            await callsheet.resolve_outcome(ID, nothing, accepted=accepted)
    await callsheet.resolve_outcome(ID, "kie-7")
    await callsheet.resolve_outcome(DONE, accepted=False)
    sent = [json.loads(one.body) for one in server.heard(outcome)]
    assert sent == [{"externalTaskId": "kie-7"}, {"accepted": False}]


async def test_prompts_are_kept_listed_and_removed(server: Scripted, callsheet: AsyncCallsheet) -> None:
    server.answers |= {"POST /v1/prompts": [Answer(201, PROMPT)]}
    server.answers |= {"GET /v1/prompts": [Answer(200, {"data": [PROMPT]})]}
    server.answers |= {"GET /v1/prompts/p1": [Answer(200, PROMPT)], "DELETE /v1/prompts/p1": [Answer(204)]}
    kept = await callsheet.create_prompt("A beautiful sunset", prompt_id="p1")
    assert await callsheet.prompts(limit=3) == [kept] == [await callsheet.prompt("p1")]
    await callsheet.delete_prompt("p1")
    sent, listed, *_ = server.asked
    assert json.loads(sent.body) == {"content": "A beautiful sunset", "type": "image", "id": "p1"}
    assert (listed.query, kept.owner) == ({"limit": ["3"]}, "local")


async def test_spending_is_told(server: Scripted, callsheet: AsyncCallsheet) -> None:
    spent = {"provider": "kie", "tasks": 3, "accepted": 2, "unknown": 1, "credits": 12.5}
    server.answers[f"GET {API}/spending"] = [Answer(200, spent)]
    assert (await callsheet.generation_spending()).model_dump() == spent


async def test_files_are_kept_under_the_words_they_were_made_of(
    server: Scripted, callsheet: AsyncCallsheet, tmp_path: Path
) -> None:
    """In the order in which they were made; a second time nothing is fetched."""
    keeps_pictures(server)
    folder = tmp_path / "new" / "folder"
    kept = await callsheet.download_assets(DONE, folder)
    assert [path.name for path in kept] == ["a-beautiful-sunset-1.png", "a-beautiful-sunset-2.png"]
    assert [path.read_bytes() for path in kept] == PICTURES
    assert sorted(folder.iterdir()) == kept
    before = len(server.asked)
    assert await callsheet.download_assets(DONE, folder) == kept
    assert len(server.asked) == before


async def test_a_file_of_that_name_is_not_overwritten(
    server: Scripted, callsheet: AsyncCallsheet, tmp_path: Path
) -> None:
    """The next number is taken, even where two files of a task are alike."""
    keeps_pictures(server)
    mine = tmp_path / "a-beautiful-sunset-1.png"
    mine.write_bytes(b"mine: a picture.!")  # as long as the other, and not the same
    twins = Task.model_validate(task("SUCCESS", assets=[ASSETS[0], ASSETS[0]]))
    kept = await callsheet.download_assets(twins, tmp_path)
    assert [path.name for path in kept] == ["a-beautiful-sunset-2.png", "a-beautiful-sunset-3.png"]
    assert (mine.read_bytes(), kept[1].read_bytes()) == (b"mine: a picture.!", PICTURES[0])


async def test_what_is_not_what_was_promised_is_not_kept(
    server: Scripted, callsheet: AsyncCallsheet, tmp_path: Path
) -> None:
    keeps_pictures(server)
    server.answers["GET /v1/artifacts/a2"] = [Answer(200, b"another picture")]
    with pytest.raises(Damaged):
        await callsheet.download_assets(DONE, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a-beautiful-sunset-1.png"]


@pytest.mark.parametrize(
    ("prompt", "media_type", "name"),
    [
        ("A/../b: \\ <c>?", "image/jpeg", "a-b-c-1.jpg"),
        ("Ein Käfer, 猫と犬!", "image/webp", "ein-käfer-猫と犬-1.webp"),
        (f"{'word ' * 30}", "video/mp4", f"{'-'.join(['word'] * 12)}-1.mp4"),
        ("x" * 300, "video/webm", f"{'x' * 60}-1.webm"),
        ("🦉 !", "video/quicktime", f"{ID}-1.mov"),
        ("what", "of/another-planet", "what-1"),
    ],
)
async def test_every_prompt_makes_a_name(
    server: Scripted, callsheet: AsyncCallsheet, tmp_path: Path, prompt: str, media_type: str, name: str
) -> None:
    """Short, without signs that mean something in paths, and with the suffix of what the file is."""
    keeps_pictures(server)
    files = [asset(1, PICTURES[0], media_type)]
    one = Task.model_validate(task("SUCCESS", providerParams=veo3(prompt), assets=files))
    assert await callsheet.download_assets(one, tmp_path) == [tmp_path / name]


def test_ratios_and_pictures_are_told_in_each_familys_own_words() -> None:
    """What is left out, the provider decides."""
    assert imagen4("x", num=4, ratio="16:9", seed=7, negative="people", variant="ultra") == {
        "service": "KIE",
        "model": "IMAGEN4",
        "apiModel": "google/imagen4-ultra",
        "input": {"prompt": "x", "negative_prompt": "people", "aspect_ratio": "16:9"}
        | {"num_images": "4", "seed": 7},
    }
    assert imagen4("x", variant="standard")["apiModel"] == "google/imagen4"
    assert veo3("x", images=[OWL, "https://example.org/a.png"], ratio="9:16", variant="veo3") == {
        "service": "KIE",
        "model": "VEO3",
        "prompt": "x",
        "modelVariant": "veo3",
        "imageUrls": [OWL.download_url, "https://example.org/a.png"],
        "aspectRatio": "9:16",
    }
    brass = midjourney("x", images=[OWL], ratio="2:3", version=6.1, stylization=250)
    assert brass == {"service": "KIE", "model": "MIDJOURNEY", "taskType": "mj_img2img", "prompt": "x"} | {
        "fileUrls": [OWL.download_url],
        "aspectRatio": "2:3",
        "version": "6.1",
        "stylization": 250,
    }
    assert midjourney("x")["taskType"] == "mj_txt2img"
    boat = sora2("x", ratio="9:16", seconds=15, remove_watermark=False, callback_url="https://example.org/c")
    assert boat["input"] == {"prompt": "x", "aspect_ratio": "portrait", "n_frames": "15"} | {
        "remove_watermark": False
    }
    assert (boat["callBackUrl"], sora2("x", ratio="16:9")["input"]["aspect_ratio"]) == (
        "https://example.org/c",
        "landscape",
    )


@pytest.mark.parametrize("family", [imagen4, veo3, midjourney, sora2])
def test_a_ratio_that_a_family_has_not_is_refused_with_those_it_has(family: Any) -> None:
    with pytest.raises(ValueError, match=r"knows no ratio 7:1; it has .*16:9"):
        family("x", ratio="7:1")


async def test_what_the_server_refuses_is_raised_with_its_reason(
    server: Scripted, callsheet: AsyncCallsheet
) -> None:
    said = problem(422, "Invalid combination: KIE does not support GPT_4O.") | {"success": False}
    server.answers[CREATE] = [Answer(422, said)]
    with pytest.raises(Refused, match="does not support GPT_4O"):
        await callsheet.create_generation_task("p1", {"service": "KIE", "model": "GPT_4O"})


async def test_all_of_it_works_without_async(server: Scripted, tmp_path: Path) -> None:
    place = f"{API}/tasks/{ID}"
    server.answers |= {CREATE: [created()], TASKS: [tasks(task("SUCCESS"))], f"DELETE {place}": [Answer(204)]}
    server.answers |= {TASK: [Answer(200, task("SUCCESS"))], f"POST {place}/cancel": [Answer(200, failed())]}
    server.answers |= {f"POST {place}/{verb}": [Answer(200, task())] for verb in ("retry", "outcome")}
    server.answers |= {f"POST {API}/uploads": [Answer(201, {"success": True, "data": UPLOADED})]}
    spent = {"provider": "kie", "tasks": 0, "accepted": 0, "unknown": 0, "credits": 0}
    server.answers |= {f"GET {API}/spending": [Answer(200, spent)], "POST /v1/prompts": [Answer(201, PROMPT)]}
    server.answers |= {"GET /v1/prompts": [Answer(200, {"data": [PROMPT]})]}
    server.answers |= {"GET /v1/prompts/p1": [Answer(200, PROMPT)], "DELETE /v1/prompts/p1": [Answer(204)]}
    keeps_pictures(server)
    (tmp_path / "owl.png").write_bytes(b"an owl's ")

    def use() -> None:
        with Callsheet(server.url) as callsheet:
            assert callsheet.upload_generation_file(tmp_path / "owl.png") == OWL
            assert callsheet.create_generation_task("p1", SUNSET, idempotency_key="mine").is_pending
            (done,) = callsheet.generation_tasks("p1", limit=5)
            assert callsheet.generation_task(ID) == done
            assert len(callsheet.download_assets(done, tmp_path)) == 2
            assert callsheet.cancel_generation_task(ID).fail_msg == "Too dark to see"
            assert callsheet.retry_generation_task(ID, idempotency_key="again").is_pending
            assert callsheet.resolve_outcome(ID, accepted=False).is_pending
            callsheet.delete_generation_task(ID)
            assert callsheet.generation_spending().tasks == 0
            prompt = callsheet.create_prompt("A beautiful sunset", prompt_id="p1")
            assert callsheet.prompts() == [prompt] == [callsheet.prompt("p1")]
            callsheet.delete_prompt("p1")

    await asyncio.to_thread(use)
    assert server.heard(TASKS)[0].query == {"promptId": ["p1"], "limit": ["5"]}
