"""Client and command against a whole Callsheet: drawn here, and by the look-alike of a provider."""

import asyncio
import hashlib
import io
import json
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from callsheet import AsyncCallsheet, Refused, Task, imagen4, midjourney, sora2, veo3
from callsheet.fakekie.faults import Failure, Script
from callsheet.fakekie.sayings import GARBAGE, HANGS
from callsheet.fakekie.state import Kie
from tests.callsheet.test_cli import command
from tests.conftest import MakeHouse
from tests.house.test_rules import ROOT
from tests.support.generations import KEY, at
from tests.support.house import House
from tests.support.kie import looking_alike
from tests.support.pictures import picture

GUIDE = (ROOT / "docs" / "generation.md").read_text()
SUNSET = imagen4("A beautiful sunset", num=4, ratio="16:9")


@pytest.fixture
async def kie() -> AsyncIterator[Kie]:
    async with looking_alike(key=KEY) as kie:
        yield kie


@pytest.fixture
async def house(make_house: MakeHouse, kie: Kie) -> House:
    """One whose provider is the look-alike."""
    return await make_house(**at(kie))


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


async def ran(house: House, folder: Path, *words: str) -> str:
    """What it says, in that folder, of that house."""
    env = {**os.environ, "CALLSHEET_URL": house.url, "PATH": f"{Path(sys.executable).parent}:{os.defpath}"}
    process = await asyncio.create_subprocess_exec(
        *words, cwd=folder, env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    told, _ = await process.communicate()
    assert process.returncode == 0, told.decode()
    return told.decode()


async def test_the_example_becomes_four_files_by_the_client(house: House, kie: Kie, tmp_path: Path) -> None:
    """Byte by byte what the provider made; live, by asking, and without following at all."""
    async with AsyncCallsheet(house.url, "ann") as callsheet:
        async with callsheet.follow_prompt("p1", live=True) as live:
            task = await live.create(SUNSET)
            (done,) = await live.wait()
        assert (done.id, str(done), done.completed_by, done.is_preview) == (task.id, "SUCCESS", "poll", False)
        kept = await callsheet.download_assets(done, tmp_path)
        (made,) = kie.tasks.values()
        digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in kept]
        assert digests == [file.sha256 for file in made.made]
        async with callsheet.follow_prompt("p1", poll_interval=0.1) as polled:
            await polled.create(imagen4("Another"))
            assert {str(one) for one in await polled.wait()} == {"SUCCESS"}
        assert [one.id for one in await callsheet.generation_tasks("p1")][1:] == [task.id]
    async with AsyncCallsheet(house.url, "ben") as ben:
        assert await ben.generation_tasks("p1") == []
        with pytest.raises(Refused, match="not found"):
            await ben.generation_task(task)


async def test_every_family_takes_what_its_builder_says(house: House, tmp_path: Path) -> None:
    """With pictures that were sent before, where it works from some."""
    (tmp_path / "owl.png").write_bytes(picture(64, 48))
    async with AsyncCallsheet(house.url) as callsheet:
        owl = await callsheet.upload_generation_file(tmp_path / "owl.png")
        assert (owl.mime_type, owl.width, owl.file_name) == ("image/png", 64, "owl.png")
        asked = [
            imagen4("x", num=2, ratio="3:4", seed=1, negative="y", variant="ultra"),
            veo3("x", images=[owl], ratio="auto", seed=10_000, translate=True, watermark="us"),
            veo3("x", images=[owl, owl], generation="FIRST_AND_LAST_FRAMES_2_VIDEO", variant="veo3"),
            midjourney("x", ratio="2:1", speed="fast", version=7, variety=5, stylization=50, weirdness=100),
            midjourney("x", task="mj_omni_reference", images=[owl], weight=7),
            midjourney("x", task="mj_video", images=[owl], num=2, motion="high"),
            sora2("x", ratio="9:16", seconds=15, remove_watermark=True),
        ]
        tasks = [await callsheet.create_generation_task("all", params) for params in asked]
        assert [task.provider_params for task in tasks] == asked
        async with callsheet.follow_prompt("all", live=True) as following:
            done = await following.wait()
        assert [(task.model, str(task), len(task.assets)) for task in reversed(done)] == [
            ("IMAGEN4", "SUCCESS", 2),
            ("VEO3", "SUCCESS", 1),
            ("VEO3", "SUCCESS", 1),
            ("MIDJOURNEY", "SUCCESS", 4),
            ("MIDJOURNEY", "SUCCESS", 4),
            ("MIDJOURNEY", "SUCCESS", 2),
            ("SORA2", "SUCCESS", 1),
        ]


async def test_words_become_files_by_the_command(house: House, kie: Kie, tmp_path: Path) -> None:
    """What is sent on the way is a picture of ours; what fails is carried on with."""
    (tmp_path / "owl.png").write_bytes(picture(64, 48))
    kie.script(Script(fails=Failure("501", "Too dark to see")))
    asked = ("--model", "midjourney", "--image", tmp_path / "owl.png", "--ratio", "3:4", "--out", tmp_path)
    result = await command(house.url, "generate", "Brass gears", *asked)
    assert (result.exit_code, "Too dark to see" in result.stderr) == (1, True), result.output
    (failed,) = re.findall(r"--retry (gen_\S+)", result.stderr)
    result = await command(house.url, "generate", "--retry", failed, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert len(list(tmp_path.glob("brass-gears-[1-4].*"))) == 4
    table = (await command(house.url, "tasks")).stdout
    assert ("Too dark to see" in table, "4 images" in table) == (True, True)
    assert "kie: 2 of 2 tasks taken" in (await command(house.url, "tasks", "spending")).stdout


@pytest.mark.parametrize("accepted", [True, False])
async def test_an_operator_resolves_an_unknown_outcome_by_the_command(
    house: House, kie: Kie, accepted: bool
) -> None:
    """Whichever it was, it is paid for once."""
    kie.script(Script(create=GARBAGE if accepted else HANGS, accepts=accepted))
    async with AsyncCallsheet(house.url) as callsheet:
        task = await callsheet.create_generation_task("p1", SUNSET)
        await house.until(task.id, lambda job: job["waitingFor"] == "outcome-unknown")
        assert "provider's answer was lost" in (await command(house.url, "tasks", "--prompt", "p1")).stdout
        said = ("--external-id", (await kie.accepted(1))[0].id) if accepted else ("--not-accepted",)
        result = await command(house.url, "tasks", "resolve", task.id, *said)
        assert result.exit_code == 0, result.output
        async with callsheet.follow_prompt("p1", live=True) as following:
            assert [str(one) for one in await following.wait()] == ["SUCCESS"]
        assert len(kie.truth.of("accepted")) == 1
        again = await command(house.url, "tasks", "resolve", task.id, "--not-accepted")
        assert (again.exit_code, "no paid call" in again.stderr) == (1, True)


async def test_without_a_key_pictures_are_drawn_and_said_to_be_previews(
    make_house: MakeHouse, tmp_path: Path
) -> None:
    """Of the right shape; how far it is never falls."""
    house = await make_house()
    asked = ("--num", "4", "--ratio", "16:9", "--out", tmp_path, "--json")
    result = await command(house.url, "generate", "A beautiful sunset", *asked)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    contents = [io.BytesIO(Path(path).read_bytes()) for path in told["files"]]
    sizes = [Image.open(content).size for content in contents]
    assert (told["task"]["isPreview"], sizes) == (True, [(1024, 576)] * 4)
    async with AsyncCallsheet(house.url) as callsheet:
        task = await callsheet.create_generation_task("p1", SUNSET)
        percents = [event.job.percent async for event in callsheet.watch(task.id)]
        assert percents == sorted(percents)
        first, second = Task.model_validate(told["task"]), await callsheet.generation_task(task)
        assert [one.sha256 for one in first.assets] == [one.sha256 for one in second.assets]


async def test_the_guides_python_does_what_it_says(make_house: MakeHouse, tmp_path: Path) -> None:
    house = await make_house()
    (source,) = blocks("python")
    told = await ran(house, tmp_path, sys.executable, "-c", source)
    assert "SUCCESS a preview" in told
    assert told.rstrip().endswith("['SUCCESS', 'SUCCESS']")
    names = [path.stem for path in sorted((tmp_path / "sunsets").iterdir())]
    assert names == ["a-beautiful-sunset-1", "a-beautiful-sunset-2"]


async def test_the_guides_curl_does_what_it_says(make_house: MakeHouse, tmp_path: Path) -> None:
    house = await make_house(work=False)
    (tmp_path / "owl.png").write_bytes(picture(64, 48))
    source = next(block for block in blocks("sh") if "curl" in block)
    told = await ran(house, tmp_path, "bash", "-ec", source.replace("http://127.0.0.1:8888", house.url))
    made, end = json.JSONDecoder().raw_decode(told)
    listed, end = json.JSONDecoder().raw_decode(told, end)
    sent, _ = json.JSONDecoder().raw_decode(told, end)
    assert [made["data"]["id"]] == [one["id"] for one in listed]
    assert (made["data"]["promptId"], sent["data"]["mimeType"]) == ("sunsets", "image/png")


async def test_the_guides_commands_do_what_they_say(house: House, tmp_path: Path) -> None:
    (tmp_path / "owl.png").write_bytes(picture(64, 48))
    source = next(block for block in blocks("sh") if block.startswith("callsheet generate"))
    told = await ran(house, tmp_path, "bash", "-ec", source)
    assert ("Come back with" in told, told.count("MIDJOURNEY"), told.count("IMAGEN4")) == (True, 1, 1)
    assert len(list((tmp_path / "sunsets").iterdir())) == 4
