"""What went wrong in the server that generation clients knew before, one test each."""

from collections.abc import AsyncIterator

import pytest

from callsheet.fakekie.faults import Script
from callsheet.fakekie.sayings import GARBAGE, RESETS, code, status
from callsheet.fakekie.state import Kie
from storage.creations import Creations
from tests.conftest import MakeHouse
from tests.support.generations import KEY, at, create, ended, imagen, task_of
from tests.support.kie import looking_alike
from tests.support.processes import free_ports
from tests.support.receiver import receiver
from webhooks import new_secret

VEO = {"service": "KIE", "model": "VEO3", "prompt": "A lighthouse in a storm", "modelVariant": "veo3_fast"}


@pytest.fixture
async def kie() -> AsyncIterator[Kie]:
    async with looking_alike(key=KEY) as kie:
        yield kie


async def test_fault_24_the_task_is_kept_before_the_provider_is_called(
    make_house: MakeHouse, kie: Kie
) -> None:
    """A crash in between loses nothing that was paid: no worker is there, and the task is."""
    house = await make_house(**at(kie), work=False)
    task = await create(house, imagen())
    assert (await task_of(house, task["id"]))["status"] == "PENDING"
    assert kie.truth.count("creates") == 0
    async with house.working():
        done = await ended(house, task["id"])
    (made,) = kie.tasks.values()
    kept = await Creations(house.database).of_job(task["id"])
    assert kept is not None
    assert (done["externalTaskId"], kept.external_id) == (made.id, made.id)


async def test_fault_25_hiccups_of_the_status_call_do_not_end_the_looking(
    make_house: MakeHouse, kie: Kie
) -> None:
    house = await make_house(**at(kie))
    hiccups = (code(500), status(502), RESETS, GARBAGE, code(429), code(455), code(401), code(404))
    kie.script(Script(looks=hiccups))
    assert (await ended(house, (await create(house, imagen()))["id"]))["status"] == "SUCCESS"
    assert kie.truth.count("looks") > len(hiccups)


async def test_fault_26_a_video_has_the_time_that_videos_take(make_house: MakeHouse, kie: Kie) -> None:
    """Not five minutes, and each model its own."""
    house = await make_house(**at(kie), work=False)
    for params, expected in ((imagen(), 900), (VEO, 3600)):
        task = await create(house, params)
        assert (await house.job(task["id"]))["input"]["deadlineSecs"] == expected


async def test_fault_27_a_file_that_cannot_be_had_fails_the_task_and_the_others_are_kept(
    make_house: MakeHouse, kie: Kie
) -> None:
    """The retry fetches the missing one, and pays for nothing."""
    house = await make_house(**at(kie))
    kie.script(Script(files=(status(451),), only_file=2))
    failed = await ended(house, (await create(house, imagen(number=3)))["id"])
    assert (failed["status"], failed["failCode"]) == ("FAILED", "assets-incomplete")
    (made,) = kie.tasks.values()
    whole = [file.sha256 for file in made.made]
    assert [asset["sha256"] for asset in failed["assets"]] == [whole[0], whole[2]]
    fetched = kie.truth.count("files")
    again = (await house.http.post(f"/api/generation/tasks/{failed['id']}/retry")).json()
    done = await ended(house, again["id"])
    assert [asset["sha256"] for asset in done["assets"]] == whole
    assert kie.truth.count("files") == fetched + 1
    assert len(kie.truth.of("accepted")) == 1


@pytest.mark.parametrize(("url", "why"), [("", "names no link"), ("http://h/" + "x" * 10_000, "too long")])
async def test_a_result_without_a_link_that_can_be_followed_is_said_to_be_one_at_once(
    make_house: MakeHouse, kie: Kie, url: str, why: str
) -> None:
    house = await make_house(**at(kie))
    kie.script(Script(urls=(url,)))
    failed = await ended(house, (await create(house, imagen()))["id"])
    assert failed["failCode"] == "assets-incomplete"
    assert why in failed["failMsg"]


async def test_fault_28_the_provider_is_told_its_own_word_for_the_model(
    make_house: MakeHouse, kie: Kie
) -> None:
    house = await make_house(**at(kie))
    assert (await ended(house, (await create(house, VEO))["id"]))["status"] == "SUCCESS"
    (accepted,) = kie.truth.of("accepted")
    assert accepted["body"]["model"] == "veo3_fast"
    assert not {"modelVariant", "service"} & accepted["body"].keys()


async def test_fault_29_a_callback_arrives_somewhere(make_house: MakeHouse, kie: Kie) -> None:
    """The provider's at our own route; a caller's address is told of the end by us, signed, and with the
    files as every face tells them. The provider never hears of it."""
    (port,) = free_ports(1)
    async with receiver(secret := new_secret()) as there:
        mine = {"public_url": f"http://127.0.0.1:{port}", "kie_poll_s": 60, "webhook_secret": secret}
        house = await make_house(**at(kie, webhook_hosts=["127.0.0.1"], **mine))
        task = await create(house, {**imagen(), "callBackUrl": f"{there.url}?me=1"})
        assert (await ended(house, task["id"]))["completedBy"] == "callback"
        (told,) = await there.told(1)
    (accepted,) = kie.truth.of("accepted")
    assert accepted["callBackUrl"].startswith(f"http://127.0.0.1:{port}/api/generation/callbacks/kie?")
    job = await house.job(task["id"])
    assert job["input"]["notify"]["webhookUrl"] == there.url
    assert told["data"]["result"]["assets"] == job["result"]["assets"]
