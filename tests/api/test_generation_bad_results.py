"""What a provider says it made, and did not: the task fails with words, and nothing of it is kept."""

import zlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from PIL import Image
from starlette.responses import Response, StreamingResponse
from temporalio.client import Client

from callsheet.fakekie.faults import Script
from callsheet.fakekie.sayings import CUT, OK, File, Good, Saying, status
from callsheet.fakekie.state import Kie
from tests.conftest import MakeHouse
from tests.support.films import mp4
from tests.support.generations import KEY, VEO, at, create, ended, imagen
from tests.support.house import House, open_house
from tests.support.kie import looking_alike
from tests.support.pictures import claiming, file_of, picture
from tests.support.refusals import left

HTML = b"<!doctype html><title>Expired</title><script>alert(1)</script>"


def gives(name: str, body: bytes, kind: str = "image/png") -> Saying:
    """These bytes, as if they were the file."""
    return Saying(name, lambda _: Response(body, media_type=kind))


def half(good: Good) -> Response:
    assert isinstance(good, File)
    return Response(good.body[: len(good.body) // 2], media_type=good.media_type)


def unsaid(_: Good) -> Response:
    """A file that does not say how long it is."""
    return StreamingResponse(iter([bytes(10_000)] * 200), media_type="image/png")


PICTURES = {
    "a web page": (gives("page", HTML), "image"),
    "a web page that says what it is": (gives("page", HTML, "text/html"), "image"),
    "nothing": (gives("nothing", b""), "image"),
    "half a picture": (Saying("half", half), "damaged"),
    "a GIF": (gives("gif", file_of(Image.new("RGB", (9, 9)), "GIF"), "image/gif"), "image"),
    "a drawing that runs scripts": (gives("svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "image"),
    "a bomb": (gives("bomb", claiming(50_000, 50_000, zlib.compress(bytes(1_000_000)))), "pixels"),
    "packed bytes": (gives("packed", zlib.compress(picture())), "image"),
    "a refusal": (status(451), "451"),
}


@pytest.fixture(scope="module")
async def working(
    temporal: Client, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[House, Kie]]:
    folder = tmp_path_factory.mktemp("house")
    async with looking_alike(key=KEY) as kie, open_house(temporal, folder, **at(kie)) as house:
        yield house, kie


async def failed(house: House, params: dict[str, Any]) -> dict[str, Any]:
    """The task: refunded, with nothing kept but what was whole."""
    before = await left(house)
    task = await ended(house, (await create(house, params))["id"])
    assert (task["status"], task["failCode"]) == ("FAILED", "assets-incomplete"), task
    assert task["credits"]["refunded"] == task["credits"]["charged"] > 0
    now = await left(house)
    files = sum(2 if asset["thumbnailUrl"] else 1 for asset in task["assets"])
    assert (now["results"], now["artifacts"]) == (before["results"] + files, before["artifacts"] + files)
    assert "Traceback" not in task["failMsg"]
    return task


@pytest.mark.parametrize("what", PICTURES)
async def test_what_is_no_picture_is_no_result(working: tuple[House, Kie], what: str) -> None:
    """Whatever it is called; it is not fetched a second time in the hope of something better."""
    house, kie = working
    saying, words = PICTURES[what]
    fetched = kie.truth.count("files")
    kie.script(Script(files=(saying,)))
    task = await failed(house, imagen())
    assert task["failMsg"].startswith("1 of 1 files could not be had: ")
    assert words in task["failMsg"]
    assert task["assets"] == []
    assert kie.truth.count("files") == fetched + 1


async def test_a_video_that_is_none(working: tuple[House, Kie]) -> None:
    """Cut, of its head alone, or a web page: a video as little as a picture."""
    house, kie = working
    for saying in (Saying("half", half), gives("head", mp4()[:28], "video/mp4"), gives("page", HTML)):
        kie.script(Script(files=(saying,)))
        assert (await failed(house, VEO))["assets"] == []


async def test_the_others_are_kept(working: tuple[House, Kie]) -> None:
    """One of three is a web page: two are there, and the failure says how many are not."""
    house, kie = working
    kie.script(Script(files=(gives("page", HTML),), only_file=2))
    task = await failed(house, imagen(number=3))
    assert task["failMsg"].startswith("1 of 3 files could not be had")
    assert len(task["assets"]) == len(task["resultJson"]["resultUrls"]) == 2


async def test_a_file_that_comes_in_halves_is_fetched_until_it_is_whole(working: tuple[House, Kie]) -> None:
    house, kie = working
    kie.script(Script(files=(CUT, OK)))
    task = await ended(house, (await create(house, imagen()))["id"])
    made = next(one for one in kie.tasks.values() if one.id == task["externalTaskId"])
    assert [asset["sha256"] for asset in task["assets"]] == [file.sha256 for file in made.made]


async def test_a_success_without_files_is_a_failure(working: tuple[House, Kie]) -> None:
    """Nothing was made: the credits come back, and a retry orders it again."""
    house, kie = working
    kie.script(Script(empty=True))
    task = await ended(house, (await create(house, imagen()))["id"])
    assert (task["status"], task["assets"], task["resultJson"]) == ("FAILED", [], None)
    assert task["credits"] == {"charged": 2, "refunded": 2}
    assert task["failMsg"]


async def test_a_result_beyond_the_limit_is_not_kept(make_house: MakeHouse) -> None:
    """As it is said to be, or as it comes; what is small enough is."""
    async with looking_alike(key=KEY) as kie:
        house = await make_house(**at(kie, max_asset_bytes=50_000))

        for saying in (gives("large", picture() + bytes(50_000)), Saying("unsaid", unsaid)):
            kie.script(Script(files=(saying,)))
            assert "larger than 50000 bytes" in (await failed(house, imagen()))["failMsg"]
        kie.script(Script(files=(gives("small", picture()),)))
        assert (await ended(house, (await create(house, imagen()))["id"]))["status"] == "SUCCESS"
