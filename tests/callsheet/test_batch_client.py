"""The client's calls about batches and owners: what it sends, what it makes of the answers."""

import asyncio
import inspect
import json
from pathlib import Path
from typing import Any

import pytest

from callsheet import AsyncCallsheet, Callsheet, Refused, Unreachable
from tests.callsheet.scripted import Answer, Clock, Scripted, job, problem
from tests.callsheet.test_client import IMAGE

BATCH = job("ann_1", "pending", 0, kind="annotation", input={"totalItems": 2, "effectiveConcurrency": 2})
ESTIMATE = {
    "totalItems": 2,
    "duplicateCount": 1,
    "duplicateIds": ["a"],
    "tier": "free",
    "effectiveConcurrency": 2,
    "effectiveRateLimitPerMinute": 10,
    "estimatedDuration": 1200,
    "message": "Nothing was started",
    "dryRun": True,
}
ANNOTATION = {
    "engine": "pillow",
    "width": 3,
    "height": 2,
    "format": "jpeg",
    "exif": {"camera": "Box", "takenAt": None, "hasGps": True},
    "dominantColors": [{"hex": "#ff0000", "name": "red", "share": 0.5}],
    "duplicateGroup": "a",
    "text": [{"text": "EXIT", "confidence": 0.9, "box": {"x": 0, "y": 0, "width": 1, "height": 0.5}}],
    "caption": {"text": "A red picture", "source": "template"},
    "mood": "a newer server's field",
}
OWNER = {"owner": "ann", "tier": "free", "ratePerMinute": 10, "concurrency": 2, "balance": 7}


def item(number: int, outcome: str | None = "succeeded", **more: Any) -> dict[str, Any]:
    """An item as the list tells it."""
    return {"number": number, "itemId": f"i{number}", "outcome": outcome, "attempts": 1, **more}


async def test_a_batch_is_started_once_with_what_was_asked_for(server: Scripted) -> None:
    """What is left out, the server decides; a start in doubt is sent again under its key."""
    broken = Answer(202, {"group": None, "jobs": []}, breaks=True)
    begun = Answer(202, {"group": None, "jobs": [BATCH]})
    server.answers["POST /v1/jobs"] = [broken, begun]
    async with AsyncCallsheet(server.url, pace=Clock().pace) as callsheet:
        assert (await callsheet.annotate(["a", "b"])).id == "ann_1"
        image = await _image(server, callsheet)
        started = await callsheet.annotate(iter([image, "b"]), 3, 60, False, idempotency_key="mine")
    assert started.input["effectiveConcurrency"] == 2
    first, again, mine = server.heard("POST /v1/jobs")
    assert json.loads(first.body) == {
        "kind": "annotation",
        "input": {"imageIds": ["a", "b"], "text": True},
    }
    assert (again.body, again.headers["idempotency-key"]) == (first.body, first.headers["idempotency-key"])
    assert mine.headers["idempotency-key"] == "mine"
    assert json.loads(mine.body)["input"] == {
        "imageIds": ["i1", "b"],
        "text": False,
        "concurrency": 3,
        "rateLimitPerMinute": 60,
    }


async def _image(server: Scripted, callsheet: AsyncCallsheet) -> Any:
    server.answers["GET /api/images/i1"] = [Answer(200, IMAGE)]
    return await callsheet.image("i1")


async def test_an_estimate_starts_nothing(server: Scripted) -> None:
    """It asks for a dry run with the body of the start."""
    server.answers["POST /api/batch/annotations/start"] = [Answer(200, ESTIMATE)]
    async with AsyncCallsheet(server.url) as callsheet:
        told = await callsheet.estimate(["a", "a", "b"], concurrency=5)
    assert (told.total_items, told.duplicate_ids, told.estimated_duration) == (2, ("a",), 1200)
    (asked,) = server.asked
    assert asked.query == {"dry_run": ["true"]}
    assert json.loads(asked.body) == {"imageIds": ["a", "a", "b"], "text": True, "concurrency": 5}


async def test_items_come_page_by_page_with_what_was_found(server: Scripted) -> None:
    """Annotations are typed; what failed says why; `limit` ends the list early."""
    why = {"code": "image-broken", "message": "It ends too soon"}
    pages: list[dict[str, Any]] = [
        {"data": [item(0, annotation=ANNOTATION), item(1, "failed", error=why)], "nextCursor": "2"},
        {"data": [item(2, None), item(3)], "nextCursor": None},
    ]
    server.answers["GET /v1/jobs/ann_1/items"] = [Answer(200, page) for page in pages]
    async with AsyncCallsheet(server.url) as callsheet:
        first, second, third = [one async for one in callsheet.items("ann_1", "failed", 3)]
    assert first.annotation
    assert (first.annotation.text[0].box.height, first.annotation.duplicate_group) == (0.5, "a")
    assert first.annotation.exif
    assert first.annotation.exif.has_gps
    assert second.error
    assert (second.error.code, second.item_id, third.outcome) == ("image-broken", "i1", None)
    assert [one.query for one in server.asked] == [
        {"outcome": ["failed"], "limit": ["3"]},
        {"outcome": ["failed"], "limit": ["3"], "cursor": ["2"]},
    ]


async def test_what_went_wrong_is_told_by_reason_and_by_attempt(server: Scripted) -> None:
    """Reasons with their number; failures of items, or of every attempt."""
    reasons = [{"code": "busy", "message": "Too much to do", "count": 3}]
    failure = {"itemId": "i1", "error": "Too much to do", "code": "busy", "attemptNumber": 2}
    server.answers["GET /v1/jobs/ann_1/failures"] = [Answer(200, {"data": reasons})]
    page = {"data": [failure], "total": 1, "nextCursor": None}
    server.answers["GET /v1/jobs/ann_1/errors"] = [Answer(200, page)]
    async with AsyncCallsheet(server.url) as callsheet:
        assert [(one.code, one.count) for one in await callsheet.failures("ann_1")] == [("busy", 3)]
        assert [one.attempt_number async for one in callsheet.errors("ann_1")] == [2]
        assert [one.item_id async for one in callsheet.errors("ann_1", all=True)] == ["i1"]
    assert [one.query.get("all") for one in server.asked] == [None, None, ["true"]]


async def test_results_appear_whole_or_not_at_all(server: Scripted, tmp_path: Path) -> None:
    """They are for their owner's eyes, so the request says who asks; a transfer that breaks is repeated."""
    lines, target = "GET /v1/jobs/ann_1/results.jsonl", tmp_path / "new" / "results.jsonl"
    missing = Answer(404, problem(404, "There is no such job."))
    server.answers[lines] = [*[Answer(200, b'{"it', breaks=True)] * 5, Answer(200, b"{}\n"), missing]
    server.answers["GET /v1/jobs/ann_1/results.csv"] = [Answer(200, b"itemId\n")]
    server.answers["GET /v1/jobs/ann_1/lineage/results.jsonl"] = [Answer(200, b"[]\n")]
    async with AsyncCallsheet(server.url, owner="ann", pace=Clock().pace) as callsheet:
        with pytest.raises(Unreachable):
            await callsheet.results("ann_1", target)
        assert list(target.parent.iterdir()) == []
        await callsheet.results("ann_1", target)
        with pytest.raises(Refused, match="no such job"):
            await callsheet.results("ann_1", target)
        assert target.read_bytes() == b"{}\n"
        await callsheet.results("ann_1", tmp_path / "results.csv", "csv")
        await callsheet.results("ann_1", target, lineage=True)
    assert ((tmp_path / "results.csv").read_bytes(), target.read_bytes()) == (b"itemId\n", b"[]\n")
    assert {one.headers["x-callsheet-owner"] for one in server.asked} == {"ann"}


async def test_only_the_very_bytes_are_found(server: Scripted) -> None:
    """Also by a server that does not know the question and tells of all images."""
    same, older = IMAGE | {"sha256": "ab" * 32}, IMAGE | {"imageId": "i0", "sha256": None}
    server.answers["GET /api/images"] = [
        Answer(200, {"images": [older, same, IMAGE | {"sha256": "cd" * 32}]})
    ]
    async with AsyncCallsheet(server.url) as callsheet:
        assert [one.image_id for one in await callsheet.images_with("ab" * 32)] == ["i1"]
    assert server.asked[0].query == {"sha256": ["ab" * 32]}


async def test_owners_are_told_with_their_limits(server: Scripted) -> None:
    """One or all; an operator changes a tier; a name is one segment of the path."""
    unlimited = OWNER | {"tier": "unlimited", "ratePerMinute": None}
    server.answers["GET /v1/owners"] = [Answer(200, {"data": [OWNER, unlimited]})]
    server.answers["GET /v1/owners/ann"] = [Answer(200, OWNER)]
    server.answers["PUT /v1/owners/a/b"] = [Answer(200, unlimited)]
    async with AsyncCallsheet(server.url) as callsheet:
        assert [one.rate_per_minute for one in await callsheet.owners()] == [10, None]
        assert (await callsheet.owner("ann")).concurrency == 2
        assert (await callsheet.set_tier("a/b", "unlimited")).tier == "unlimited"
    assert json.loads(server.asked[2].body) == {"tier": "unlimited"}


def test_both_clients_have_the_same_methods() -> None:
    """Name for name and parameter for parameter; only who does not block has a pace of their own."""
    mine = {name: member for name, member in inspect.getmembers(AsyncCallsheet) if name[0] != "_"}
    theirs = {name: member for name, member in inspect.getmembers(Callsheet) if name[0] != "_"}
    assert {*mine} - {"aclose", "pace"} == {*theirs} - {"close"}
    for name in {*mine} & {*theirs} - {"url", "whose"}:
        one, other = inspect.signature(mine[name]), inspect.signature(theirs[name])
        assert [*one.parameters.values()] == [*other.parameters.values()], name


async def test_a_script_without_async_annotates_too(server: Scripted, tmp_path: Path) -> None:
    """The same calls, the same answers, paths of the standard library."""
    server.answers["POST /v1/jobs"] = [Answer(202, {"group": None, "jobs": [BATCH]})]
    server.answers["POST /api/batch/annotations/start"] = [Answer(200, ESTIMATE)]
    server.answers["GET /v1/jobs/ann_1/items"] = [Answer(200, {"data": [item(0)], "nextCursor": None})]
    server.answers["GET /v1/jobs/ann_1/results.jsonl"] = [Answer(200, b"{}\n")]
    server.answers["GET /v1/owners"] = [Answer(200, {"data": [OWNER]})]

    def script() -> list[Any]:
        with Callsheet(server.url) as callsheet:
            begun = callsheet.annotate(["a"], idempotency_key="mine")
            saved = callsheet.results(begun.id, tmp_path / "r.jsonl")
            ids = [one.item_id for one in callsheet.items(begun.id)]
            return [callsheet.estimate(["a"]).tier, ids, saved, callsheet.owners()[0].owner]

    assert await asyncio.to_thread(script) == ["free", ["i0"], tmp_path / "r.jsonl", "ann"]
