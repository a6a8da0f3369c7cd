"""Pictures that tasks work from: kept for three days, lent to the provider, never older than they may be."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from callsheet.fakekie.state import Kie
from tests.conftest import MakeHouse
from tests.support.generations import KEY, at, create, ended, expire
from tests.support.house import House
from tests.support.kie import looking_alike
from tests.support.pictures import picture


@pytest.fixture
async def kie() -> AsyncIterator[Kie]:
    async with looking_alike(key=KEY) as kie:
        yield kie


def from_picture(url: str) -> dict[str, Any]:
    return {
        "service": "KIE",
        "model": "MIDJOURNEY",
        "taskType": "mj_img2img",
        "prompt": "The same in winter",
        "fileUrls": [url],
    }


async def sent(
    house: House, content: bytes | None = None, name: str = "photo.png", **more: Any
) -> httpx.Response:
    files = {"file": (name, picture() if content is None else content)}
    return await house.http.post("/api/generation/uploads", files=files, **more)


async def upload(house: House, **more: Any) -> dict[str, Any]:
    answer = await sent(house, **more)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()["data"]
    return told


async def test_an_upload_can_be_fetched_for_three_days(house: House) -> None:
    kept = await upload(house)
    until = datetime.fromisoformat(kept["expiresAt"]) - datetime.now(UTC)
    assert timedelta(days=2, hours=23) < until <= timedelta(days=3)
    assert kept["downloadUrl"].startswith(f"{house.url.rstrip('/')}/v1/artifacts/")
    fetched = await house.http.get(kept["downloadUrl"])
    assert (fetched.content, fetched.headers["content-type"]) == (picture(), "image/png")
    assert fetched.headers["sunset"].endswith("GMT")
    await expire(house, kept, datetime.now(UTC))
    gone = await house.http.get(kept["downloadUrl"])
    assert (gone.status_code, gone.json()["code"]) == (410, "link-expired")


async def test_the_provider_is_lent_what_a_task_works_from(make_house: MakeHouse, kie: Kie) -> None:
    """Its own copy, which it can reach, is named in the order; a second task uses the same one."""
    house = await make_house(**at(kie))
    kept = await upload(house)
    for _ in range(2):
        task = await create(house, from_picture(kept["downloadUrl"]))
        assert task["providerParams"]["fileUrls"] == [kept["downloadUrl"]]
        assert (await ended(house, task["id"]))["status"] == "SUCCESS"
    (lent,) = kie.truth.of("upload")
    assert lent["sha256"] == kept["sha256"]
    named = [url for order in kie.truth.of("accepted") for url in order["body"]["fileUrls"]]
    assert [url.startswith(kie.url) and url.endswith(lent["path"]) for url in named] == [True, True]


async def test_a_copy_that_the_provider_would_drop_too_soon_is_made_again(make_house: MakeHouse) -> None:
    async with looking_alike(key=KEY, upload_s=60) as kie:
        house = await make_house(**at(kie))
        kept = await upload(house)
        for _ in range(2):
            assert (await ended(house, (await create(house, from_picture(kept["downloadUrl"])))["id"]))[
                "status"
            ] == ("SUCCESS")
        assert len(kie.truth.of("upload")) == 2


async def test_a_task_is_refused_what_has_expired(house: House) -> None:
    kept = await upload(house)
    await expire(house, kept, datetime.now(UTC))
    body = {"promptId": "p", "providerParams": from_picture(kept["downloadUrl"])}
    answer = await house.http.post("/api/generation/tasks", json=body)
    told = answer.json()
    assert (answer.status_code, told["code"], told["success"]) == (422, "upload-expired", False)
    assert told["errors"][0]["pointer"] == "/providerParams/fileUrls/0"


async def test_a_task_is_warned_of_what_will_expire_before_it_may_end(make_house: MakeHouse) -> None:
    house = await make_house(work=False)
    kept = await upload(house)
    await expire(house, kept, datetime.now(UTC) + timedelta(minutes=5))
    body = {"promptId": "p", "providerParams": from_picture(kept["downloadUrl"])}
    (warning,) = (await house.http.post("/api/generation/tasks", json=body)).json()["warnings"]
    assert warning.startswith("/providerParams/fileUrls/0 can be used until")


async def test_somebody_elses_upload_is_not_there(house: House) -> None:
    kept = await upload(house, headers={"X-Callsheet-Owner": "ann"})
    body = {"promptId": "p", "providerParams": from_picture(kept["downloadUrl"])}
    answer = await house.http.post("/api/generation/tasks", json=body, headers={"X-Callsheet-Owner": "bob"})
    assert (answer.status_code, answer.json()["code"]) == (422, "upload-missing")
