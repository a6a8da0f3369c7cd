"""The canonical face."""

import asyncio

from tests.conftest import MakeHouse
from tests.support.fakes import StagedEnhancements
from tests.support.generations import SUNSET
from tests.support.pictures import picture
from tests.support.watching import all_frames, watching


async def test_a_poller_is_told_only_what_is_new(make_house: MakeHouse) -> None:
    """ETag follows the version, `?wait` holds until there is another one."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k")
    await house.until(job_id, lambda job: job["stage"] == "generate")
    first = await house.http.get(f"/v1/jobs/{job_id}")
    etag = {"If-None-Match": first.headers["etag"]}
    assert (await house.http.get(f"/v1/jobs/{job_id}", headers=etag)).status_code == 304
    waiting = asyncio.create_task(house.http.get(f"/v1/jobs/{job_id}?wait=20", headers=etag))
    staged.go.set()
    answer = await waiting
    assert answer.status_code == 200
    assert answer.json()["version"] > first.json()["version"]


async def test_pages_of_jobs_leave_none_out(make_house: MakeHouse) -> None:
    """Newest first, filtered, by cursor."""
    house = await make_house(work=False)
    image_id = await house.upload(picture())
    ids = [job_id for _ in range(3) for job_id in await house.enhance(image_id, "1k", "2k")]
    seen, cursor = [], ""
    while cursor is not None:
        page = (await house.http.get(f"/v1/jobs?limit=4{cursor and f'&cursor={cursor}'}")).json()
        seen += [job["id"] for job in page["data"]]
        cursor = page["nextCursor"]
    assert seen == ids[::-1]
    assert (await house.http.get("/v1/jobs?status=completed")).json()["data"] == []
    assert len((await house.http.get("/v1/jobs?status=pending&kind=enhancement")).json()["data"]) == 6


async def test_jobs_of_several_kinds_and_statuses_are_one_list(make_house: MakeHouse) -> None:
    """Newest first across them, of one owner where one is named; what is not said does not narrow."""
    house = await make_house(enhancements=StagedEnhancements())
    image_id = await house.upload(picture())
    (photo,) = await house.enhance(image_id, "1k", ownerId="ada")
    batch = {"kind": "annotation", "input": {"imageIds": [image_id]}, "owner": "grace"}
    task = {"kind": "generation", "input": {"promptId": "p", "providerParams": SUNSET}, "owner": "ada"}
    made = [(await house.http.post("/v1/jobs", json=one)).json()["jobs"][0]["id"] for one in (batch, task)]
    for job_id in made:
        assert (await house.ended(job_id))["status"] == "completed"
    await house.until(photo, lambda job: job["status"] == "running")

    async def found(query: str) -> list[str]:
        return [job["id"] for job in (await house.http.get(f"/v1/jobs?{query}")).json()["data"]]

    everything = [*reversed(made), photo]
    assert await found("kind=generation&kind=annotation&kind=enhancement") == everything
    assert await found("kind=annotation&kind=enhancement") == [made[0], photo]
    assert await found("status=running&status=completed") == everything
    assert await found("status=running&status=failed") == [photo]
    assert await found("status=completed&status=pending&kind=enhancement&kind=annotation") == [made[0]]
    assert await found("owner=ada&status=completed&status=running") == [made[1], photo]
    assert (await house.http.get("/v1/jobs?status=pending&status=asleep")).status_code == 422


async def test_one_connection_watches_many_jobs_to_their_ends(make_house: MakeHouse) -> None:
    """Each job's frames in order with ids that name the job; `end` when all have ended, then 204."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged)
    ids = await house.enhance(await house.upload(picture()), "1k", "2k", "4k")
    query = "&".join(f"job={job_id}" for job_id in ids)
    staged.go.set()
    frames = await all_frames(house.http, f"/v1/events?{query}")
    assert (frames[-1].event, frames[-1].id) == ("end", "end")
    for job_id in ids:
        own = [frame for frame in frames[:-1] if frame.data["id"] == job_id]
        assert [frame.event for frame in own].count("completed") == 1
        assert own[-1].event == "completed"
        assert all(frame.id.startswith(f"{job_id}:") for frame in own if frame.id)
    again = await house.http.get(f"/v1/events?{query}", headers={"Last-Event-ID": "end"})
    assert again.status_code == 204


async def test_a_page_that_watches_everything_hears_of_all_tiers_of_a_new_start(
    make_house: MakeHouse,
) -> None:
    """`?mine=1` takes in jobs that are started later, each of them; another owner's not."""
    house = await make_house(enhancements=StagedEnhancements())
    ann = {"X-Callsheet-Owner": "ann"}
    image_id = await house.upload(picture(), headers=ann)
    other = await house.upload(picture())
    async with watching(house.http, "/v1/events?mine=1&owner=ann") as stream:
        await house.enhance(other, "1k")
        body = {"imageId": image_id, "tiers": ["TIER_1K", "TIER_2K", "TIER_4K"]}
        started = await house.http.post("/api/images/parallel-enhance", json=body, headers=ann)
        wanted = {job["jobId"] for job in started.json()["jobs"]}
        seen: set[str] = set()
        async with asyncio.timeout(15):
            async for frame in stream:
                seen.add(frame.data["id"])
                if seen >= wanted:
                    break
    assert seen == wanted


async def test_heads_of_streams_are_answered(make_house: MakeHouse) -> None:
    """HEAD gives the headers and closes."""
    house = await make_house(work=False)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k")
    for path in (f"/v1/jobs/{job_id}/events", f"/api/jobs/{job_id}/stream", f"/v1/events?job={job_id}"):
        answer = await house.http.head(path)
        assert answer.status_code == 200, path
        assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert answer.headers["cache-control"] == "no-cache, no-store, no-transform"
        assert answer.headers["x-accel-buffering"] == "no"


async def test_a_file_can_be_fetched_in_parts(make_house: MakeHouse) -> None:
    """Ranges, ETag, HEAD; what cannot be satisfied is 416."""
    house = await make_house()
    (job_id,) = await house.enhance(await house.upload(picture(1100, 700)), "1k")
    url = (await house.ended(job_id))["result"]["url"]
    whole = await house.http.get(url)
    size = len(whole.content)
    assert whole.headers["x-content-type-options"] == "nosniff"
    for span, start, end in (
        ("0-9", 0, 10),
        ("5-", 5, size),
        ("-7", size - 7, size),
        (f"9-{size * 2}", 9, size),
    ):
        part = await house.http.get(url, headers={"Range": f"bytes={span}"})
        assert (part.status_code, part.content) == (206, whole.content[start:end])
        assert part.headers["content-range"] == f"bytes {start}-{end - 1}/{size}"
    assert (await house.http.get(url, headers={"Range": f"bytes={size}-"})).status_code == 416
    assert (await house.http.get(url, headers={"If-None-Match": whole.headers["etag"]})).status_code == 304
    assert (await house.http.head(url)).headers["content-length"] == str(size)


async def test_a_cancelled_job_keeps_its_percent(make_house: MakeHouse) -> None:
    """What the heartbeats said last stays: on the stream, on the row, on every read."""
    staged = StagedEnhancements()
    house = await make_house(enhancements=staged)
    (job_id,) = await house.enhance(await house.upload(picture()), "1k")
    staged.done = 6
    await house.until(job_id, lambda job: job["percent"] == 61)
    await house.http.post(f"/v1/jobs/{job_id}/cancel")
    assert (await house.ended(job_id))["percent"] == 61
    (terminal,) = [
        f for f in await all_frames(house.http, f"/v1/jobs/{job_id}/events") if f.event == "cancelled"
    ]
    assert terminal.data["percent"] == 61


async def test_the_api_describes_itself(make_house: MakeHouse) -> None:
    """OpenAPI, prices and limits, health."""
    house = await make_house()
    paths = (await house.http.get("/openapi.json")).json()["paths"]
    assert {
        "/api/images/parallel-enhance",
        "/api/jobs/{job_id}/stream",
        "/v1/jobs/{job_id}/events",
    } <= paths.keys()
    info = (await house.http.get("/v1/info")).json()
    assert info["prices"]["enhancement"] == {"1k": 2, "2k": 5, "4k": 10}
    assert (info["prices"]["generation"], info["generator"]) == ({"image": 2, "video": 10}, "procedural")
    assert info["tiers"]["free"] == {"concurrency": 2, "ratePerMinute": 10}
    assert info["providers"]["generation"] == "procedural"
    assert info["limits"]["documentaries"] == 2
    assert (await house.http.get("/healthz")).json() == {"status": "ok"}
    async with asyncio.timeout(30):
        while (ready := await house.http.get("/readyz")).status_code == 503:  # until the worker's first poll
            assert ready.json() == {"status": "not ready", "missing": ["worker"], "workers": 0}
    assert ready.json() == {"status": "ready", "missing": [], "workers": 1}
    console = await house.http.get("/")
    assert console.status_code == 200
    assert "default-src 'self'" in console.headers["content-security-policy"]
