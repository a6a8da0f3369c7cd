"""What is ordered from Kie.ai, how it is followed, and what comes of it; against a look-alike over HTTP."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.generator import Generator, LinkDead, Report, Wanted
from activities.providers.kie.bodies import order
from activities.providers.kie.generator import Kie, open_kie
from activities.providers.kie.reports import report
from activities.providers.kie.uploads import handed
from callsheet.fakekie.faults import Failure, Script
from callsheet.fakekie.sayings import CUT, ELSEWHERE, MESSAGE, RESETS, moved, status, word
from callsheet.fakekie.state import Kie as LookAlike
from tests.support.kie import looking_alike
from tests.support.raw_server import canary
from workflows.contracts.generation import Family

KEY = "kie-canary-5f1d"
OURS = "https://callsheet.example/api/generation/callbacks/kie?creation=c1"
CALLERS = {"service": "KIE", "callBackUrl": "https://caller.example/done"}
PICTURES = ["https://files.example/a.png"]
MOST = 10_000_000
PROMPT = "A fox in the snow, ü and 狐"
IMAGEN4 = CALLERS | {
    "model": "IMAGEN4",
    "apiModel": "google/imagen4-fast",
    "input": {"prompt": PROMPT, "aspect_ratio": "16:9", "num_images": 4, "seed": 7, "negative_prompt": None},
}
VEO3 = CALLERS | {
    "model": "VEO3",
    "prompt": PROMPT,
    "modelVariant": "veo3_fast",
    "generationType": "REFERENCE_2_VIDEO",
    "imageUrls": PICTURES,
    "aspectRatio": "9:16",
    "seeds": 12345,
    "watermark": "Fox",
    "enableTranslation": False,
}
MIDJOURNEY = CALLERS | {
    "model": "MIDJOURNEY",
    "taskType": "mj_omni_reference",
    "prompt": PROMPT,
    "speed": "fast",
    "fileUrls": PICTURES,
    "aspectRatio": "2:3",
    "version": 7,
    "variety": 5,
    "stylization": 50,
    "weirdness": 100,
    "ow": 1,
    "waterMark": "Fox",
    "enableTranslation": True,
}
MIDJOURNEY_VIDEO = CALLERS | {
    "model": "MIDJOURNEY",
    "taskType": "mj_video",
    "prompt": PROMPT,
    "fileUrls": PICTURES,
    "videoBatchSize": 2,
    "motion": "high",
}
SORA2 = CALLERS | {
    "model": "SORA2",
    "apiModel": "sora-2-image-to-video",
    "input": {"prompt": PROMPT, "aspect_ratio": "portrait", "n_frames": 15, "image_urls": PICTURES},
}
ORDERS = [
    (Family.IMAGEN4, IMAGEN4, 4),
    (Family.VEO3, VEO3, 1),
    (Family.MIDJOURNEY, MIDJOURNEY, 4),
    (Family.MIDJOURNEY, MIDJOURNEY_VIDEO, 2),
    (Family.SORA2, SORA2, 1),
]
EACH = pytest.mark.parametrize(("family", "params", "count"), ORDERS)
FAMILIES = pytest.mark.parametrize(
    ("family", "params"), [(Family.IMAGEN4, IMAGEN4), (Family.VEO3, VEO3), (Family.MIDJOURNEY, MIDJOURNEY)]
)


@pytest.fixture
async def there() -> AsyncIterator[LookAlike]:
    async with looking_alike(key=KEY, speed=1000) as there:
        yield there


@pytest.fixture
async def kie(there: LookAlike) -> AsyncIterator[Kie]:
    kie = open_kie(there.url, f"{there.url}/", SecretStr(f" {KEY}\n"), 20)
    yield kie
    await kie.close()


async def fetched(kie: Generator, url: str) -> bytes:
    pieces: list[bytes] = []

    async def sink(piece: bytes) -> None:
        pieces.append(piece)

    await kie.fetch(url, sink, MOST)
    return b"".join(pieces)


@EACH
async def test_an_order_becomes_the_files_that_were_made(
    family: Family, params: dict[str, Any], count: int, kie: Kie, there: LookAlike
) -> None:
    """One paid call; its task is found under the id that it gave, with our callback, price and files."""
    task_id = await kie.create(Wanted(family, params, OURS))
    task = there.tasks[task_id]
    await task.ended.wait()
    told = await kie.look(family, task_id)
    assert told == Report(
        "succeeded",
        "success" if family in (Family.IMAGEN4, Family.SORA2) else "1",
        tuple(one.url for one in task.made),
        credits=task.order.credits if family in (Family.IMAGEN4, Family.SORA2) else None,
        callback_url=OURS,
        prompt=params.get("prompt") or params["input"]["prompt"],
    )
    files = [await fetched(kie, url) for url in told.urls]
    assert [hashlib.sha256(file).hexdigest() for file in files] == [one.sha256 for one in task.made]
    assert (len(files), there.truth.count("creates")) == (count, 1)


@EACH
async def test_the_body_is_what_kie_documents(
    family: Family, params: dict[str, Any], count: int, kie: Kie, there: LookAlike
) -> None:
    """Nothing of the wire's own, nothing that is not set, and strings where it wants strings."""
    sent = there.tasks[await kie.create(Wanted(family, params, OURS))].body
    expected = {name: value for name, value in params.items() if name not in ("service", "model", "apiModel")}
    if "input" in params:
        named = {name: value for name, value in params["input"].items() if value is not None}
        strings = {name: str(named[name]) for name in ("num_images", "n_frames") if name in named}
        expected = {"model": params["apiModel"], "input": named | strings}
    if family is Family.VEO3:
        expected["model"] = expected.pop("modelVariant")
        expected["aspect_ratio"] = expected.pop("aspectRatio")
    if "version" in expected:
        expected["version"] = "7"
    assert sent == expected | {"callBackUrl": OURS}


async def test_fault_28_veo_is_asked_for_its_variant_by_kies_own_name() -> None:
    """`modelVariant` is the wire's word; Kie.ai overlooks it and takes its default."""
    body = order(Wanted(Family.VEO3, VEO3, None)).body
    assert (body["model"], "modelVariant" in body) == ("veo3_fast", False)


@EACH
async def test_fault_29_the_callback_is_ours_or_none(
    family: Family, params: dict[str, Any], count: int, kie: Kie, there: LookAlike
) -> None:
    """The caller's own address never goes out: we tell it ourselves."""
    task_id = await kie.create(Wanted(family, params, None))
    assert there.tasks[task_id].call_back_url is None
    assert "caller.example" not in json.dumps(there.tasks[task_id].body)
    assert (await kie.look(family, task_id)).callback_url is None


@FAMILIES
async def test_a_task_is_told_as_it_stands(
    family: Family, params: dict[str, Any], kie: Kie, there: LookAlike
) -> None:
    """At work until its end, whatever that is called; a word that nobody knows ends nothing."""
    there.script(Script(holds=True, create=MESSAGE, looks=(word("dreaming"), MESSAGE)))
    task = there.tasks[await kie.create(Wanted(family, params, OURS))]
    strange, plain = [await kie.look(family, task.id) for _ in range(2)]
    assert (strange.state, strange.said) == ("working", "dreaming" if family is Family.IMAGEN4 else "7")
    assert (plain.state in ("waiting", "working"), plain.urls, plain.code) == (True, (), None)
    there.release(task)
    await task.ended.wait()
    assert (await kie.look(family, task.id)).state == "succeeded"


@FAMILIES
@pytest.mark.parametrize("flag", [2, 3])
async def test_a_task_that_failed_says_why(
    family: Family, params: dict[str, Any], flag: int, kie: Kie, there: LookAlike
) -> None:
    """With Kie.ai's own code and words, in which no link and no key is repeated."""
    why = f"Cannot read https://files.example/a?token=s3cret with {KEY}\n" + "very " * 100
    there.script(Script(takes_s=0, fails=Failure("422", why, flag)))
    told = await kie.look(family, await kie.create(Wanted(family, params, OURS)))
    assert (told.state, told.code, told.urls) == ("failed", "422", ())
    assert str(told.message).startswith("Cannot read (a link) with *** very very")
    assert len(str(told.message)) <= 200


async def test_words_of_older_days_mean_the_same(kie: Kie, there: LookAlike) -> None:
    """`completed` and `failed` are met in public code."""
    wanted = Wanted(Family.IMAGEN4, IMAGEN4, None)
    there.script(Script(takes_s=0, end_word="completed"))
    there.script(Script(takes_s=0, end_word="failed", fails=Failure()))
    told = [await kie.look(Family.IMAGEN4, await kie.create(wanted)) for _ in range(2)]
    assert [(one.said, one.state) for one in told] == [("completed", "succeeded"), ("failed", "failed")]


@FAMILIES
async def test_a_success_without_files_is_none(
    family: Family, params: dict[str, Any], kie: Kie, there: LookAlike
) -> None:
    there.script(Script(takes_s=0, empty=True))
    told = await kie.look(family, await kie.create(Wanted(family, params, None)))
    assert (told.state, told.code, told.urls) == ("failed", "no-results", ())


URLS = ["https://a.example/1", "https://a.example/2"]
SHAPES: list[tuple[Family, dict[str, Any], tuple[str, ...]]] = [
    (Family.IMAGEN4, {"state": "success", "resultJson": {"resultUrls": URLS}}, tuple(URLS)),
    (Family.IMAGEN4, {"state": "SUCCESS", "resultJson": json.dumps({"resultUrls": URLS})}, tuple(URLS)),
    (
        Family.SORA2,
        {"state": "success", "resultJson": json.dumps({"resultUrls": [None, *URLS]})},
        ("", *URLS),
    ),
    (Family.VEO3, {"successFlag": 1, "response": {"resultUrls": json.dumps(URLS)}}, tuple(URLS)),
    (Family.VEO3, {"successFlag": "1", "response": {"resultUrls": URLS[0]}}, (URLS[0],)),
    (Family.MIDJOURNEY, {"successFlag": True, "resultInfoJson": {"resultUrls": URLS}}, tuple(URLS)),
    (Family.MIDJOURNEY, {"successFlag": 4, "resultInfoJson": {"resultUrls": [{"resultUrl": 3}]}}, ("",)),
    (
        Family.IMAGEN4,
        {"state": "success", "resultJson": json.dumps({"resultUrls": URLS * 99})},
        tuple(URLS) * 16,
    ),
]


@pytest.mark.parametrize(("family", "data", "urls"), SHAPES)
def test_results_are_read_in_every_shape(family: Family, data: dict[str, Any], urls: tuple[str, ...]) -> None:
    """What is no link stays in its place: three files of four are not all."""
    assert report(family, data)[:3] == ("succeeded", report(family, data).said, urls)


@pytest.mark.parametrize(
    ("family", "data"),
    [
        (Family.IMAGEN4, {"state": "success", "resultJson": '{"resultUrls": ["https://a'}),
        (Family.IMAGEN4, {"state": "success", "resultJson": "[1]"}),
        (Family.IMAGEN4, {"state": "success", "resultJson": None}),
        (Family.VEO3, {"successFlag": 1, "response": {"resultUrls": {"a": 1}}}),
        (Family.VEO3, {"successFlag": 1, "response": [1]}),
        (Family.MIDJOURNEY, {"successFlag": 1, "resultInfoJson": {"resultUrls": []}}),
    ],
)
def test_a_result_that_cannot_be_read_is_none(family: Family, data: dict[str, Any]) -> None:
    told = report(family, data)
    assert (told.state, told.code) == ("failed", "no-results")


def test_a_failure_that_says_nothing_has_words_all_the_same() -> None:
    assert report(Family.VEO3, {"successFlag": 3}) == Report(
        "failed",
        "3",
        (),
        "generation-failed",
        "Kie.ai could not generate it, and does not say why",
    )


@pytest.mark.parametrize("price", [True, "12", None, float("nan"), [1]])
def test_a_price_that_is_no_number_is_none(price: Any) -> None:
    data = {"state": "success", "consumeCredits": price, "param": "{", "resultJson": {"resultUrls": URLS}}
    assert report(Family.IMAGEN4, data)[5:] == (None, None, None)


@pytest.mark.parametrize("dead", [403, 404])
async def test_a_dead_link_is_renewed(dead: int, kie: Kie, there: LookAlike) -> None:
    """While Kie.ai still keeps the file; for what was never its own there is no other link."""
    there.script(Script(takes_s=0, expired=dead))
    told = await kie.look(Family.VEO3, await kie.create(Wanted(Family.VEO3, VEO3, None)))
    with pytest.raises(LinkDead):
        await fetched(kie, told.urls[0])
    (task,) = there.tasks.values()
    file = await fetched(kie, await kie.renewed(told.urls[0]))
    assert hashlib.sha256(file).hexdigest() == task.made[0].sha256
    with pytest.raises(ProviderBusy, match="gives no other"):
        await kie.renewed("https://elsewhere.example/a.mp4")


async def test_a_file_that_comes_badly_comes_later(kie: Kie, there: LookAlike) -> None:
    """Broken, cut, or by a redirect within Kie.ai: told as what it is, and asked for once each time."""
    async with canary() as inside:
        badly = (status(503), CUT, RESETS, moved(f"{inside.url}/"), ELSEWHERE)
        there.script(Script(takes_s=0, files=badly, only_file=1))
        told = await kie.look(Family.IMAGEN4, await kie.create(Wanted(Family.IMAGEN4, IMAGEN4, None)))
        for refusal in (ProviderBusy, ProviderBusy, ProviderBusy, ProviderRejected):
            with pytest.raises(refusal):
                await fetched(kie, told.urls[0])
    (task,) = there.tasks.values()
    assert hashlib.sha256(await fetched(kie, told.urls[0])).hexdigest() == task.made[0].sha256
    assert task.fetches[1] == 5


@pytest.mark.parametrize("inside", ["http://127.0.0.1:{}/", "http://2130706433:{}/", "http://localhost:{}/"])
async def test_a_result_that_is_inside_is_not_fetched(inside: str, kie: Kie, there: LookAlike) -> None:
    """Whatever Kie.ai says, and though it is on the same machine as the look-alike."""
    async with canary() as somebody:
        there.script(Script(takes_s=0, urls=(inside.format(somebody.port),)))
        told = await kie.look(Family.VEO3, await kie.create(Wanted(Family.VEO3, VEO3, None)))
        with pytest.raises(ProviderRejected, match="is not a public one"):
            await fetched(kie, told.urls[0])


async def test_a_file_of_ours_is_handed_over(kie: Kie, there: LookAlike, tmp_path: Path) -> None:
    """From disk, under its own name, until three days later; a task can use it."""
    file = tmp_path / "upload.bin"
    await asyncio.to_thread(file.write_bytes, hashlib.sha256(b"fox").digest() * 100_000)
    before = datetime.now(UTC)
    gone = await kie.hand_over(file, "u1-fox.png", "image/png")
    (line,) = there.truth.of("upload")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert (line["path"], line["sha256"], line["mediaType"]) == ("callsheet/u1-fox.png", digest, "image/png")
    assert abs(gone.expires_at - before - timedelta(days=3)) < timedelta(minutes=1)
    task_id = await kie.create(Wanted(Family.VEO3, VEO3 | {"imageUrls": [gone.url]}, None))
    assert there.tasks[task_id].order.inputs == (gone.url,)


MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
EXPIRIES: list[tuple[dict[str, Any], datetime]] = [
    ({"expiresAt": "2026-01-02T03:04:05.000Z"}, MOMENT),
    ({"expiresAt": "2026-01-02 03:04:05"}, MOMENT),
    ({"expiresAt": "2026-01-02T05:04:05+02:00"}, MOMENT),
    ({"expiresAt": MOMENT.timestamp()}, MOMENT),
    ({"expiresAt": int(MOMENT.timestamp() * 1000)}, MOMENT),
    ({"expiresAt": None, "uploadTime": "2025-12-30T03:04:05Z"}, MOMENT),
    ({"expiresAt": "soon", "uploadTime": "2025-12-30T03:04:05Z"}, MOMENT),
    ({"expiresAt": True, "uploadTime": 1e300}, datetime.now(UTC) + timedelta(days=3)),
]


@pytest.mark.parametrize(("told", "expires_at"), EXPIRIES)
def test_a_file_is_kept_as_long_as_kie_says(told: dict[str, Any], expires_at: datetime) -> None:
    """Else three days from its upload, else from now."""
    gone = handed({"downloadUrl": "https://a.example/b"} | told)
    assert abs(gone.expires_at - expires_at) < timedelta(minutes=10)


@pytest.mark.parametrize("data", [None, {}, {"downloadUrl": 1}, {"downloadUrl": "callsheet/a.png"}])
def test_a_file_that_is_nowhere_was_not_handed_over(data: Any) -> None:
    with pytest.raises(ProviderBusy):
        handed(data)


async def test_what_is_left_there_is_told(kie: Kie, there: LookAlike) -> None:
    """In Kie.ai's credits."""
    before = await kie.credits()
    await kie.create(Wanted(Family.VEO3, VEO3, None))
    assert (before, await kie.credits()) == (1_000_000, 999_940)
