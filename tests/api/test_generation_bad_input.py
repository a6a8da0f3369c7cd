"""What is wrong in what is asked of a provider: said at its field, before anything is kept, paid or sent."""

import json
from collections.abc import AsyncIterator
from enum import Enum
from typing import Any

import pytest
from temporalio.client import Client

from callsheet.fakekie.state import Kie
from tests.support.generations import IMAGEN, KEY, MIDJOURNEY, SORA, VEO, at, create, ended
from tests.support.house import House, open_house
from tests.support.kie import looking_alike
from tests.support.refusals import check, left

TASKS = "/api/generation/tasks"
LONE = "\ud800"
PICTURE = "https://example.org/a.png"
OFFERED = "Allowed: KIE with IMAGEN4, VEO3, MIDJOURNEY, SORA2."
FILM = {**MIDJOURNEY, "taskType": "mj_video", "fileUrls": [PICTURE], "motion": "low"}
OMNI = {**MIDJOURNEY, "taskType": "mj_omni_reference", "fileUrls": [PICTURE]}
FAMILIES = {"imagen": IMAGEN, "veo": VEO, "midjourney": MIDJOURNEY, "film": FILM, "omni": OMNI, "sora": SORA}


class Gone(Enum):
    """A field that is left out; its name is the same in every process that collects the tests."""

    GONE = "left out"


GONE: Any = Gone.GONE
NO_URLS: tuple[Any, ...] = (GONE, [], None)
House_ = tuple[House, Kie]


@pytest.fixture(scope="module")
async def working(temporal: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House_]:
    """Whatever is accepted here is ordered at once."""
    folder = tmp_path_factory.mktemp("house")
    async with looking_alike(key=KEY) as kie, open_house(temporal, folder, **at(kie)) as house:
        yield house, kie


@pytest.fixture(scope="module")
async def idle(temporal: Client, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """Nobody works; there are credits and places for all."""
    folder = tmp_path_factory.mktemp("idle")
    async with open_house(temporal, folder, work=False, open_jobs=10_000, initial_credits=1_000_000) as house:
        yield house


def changed(family: str, changes: dict[str, Any]) -> dict[str, Any]:
    """The family's parameters with other values at some paths, or without them."""
    params: dict[str, Any] = json.loads(json.dumps(FAMILIES[family]))
    for path, value in changes.items():
        *above, name = path.split(".")
        place = params
        for part in above:
            place = place[part]
        if value is GONE:
            place.pop(name, None)
        else:
            place[name] = value
    return params


async def refused(
    house_and_kie: House_, body: Any, pointer: str | None, words: str = "", status: int = 422
) -> None:
    """On both faces, and nothing of it is left."""
    house, kie = house_and_kie
    before, ordered = await left(house), kie.truth.count("creates")
    both = ((TASKS, body, ""), ("/v1/jobs", {"kind": "generation", "input": body}, "/input"))
    for path, sent, above in both:
        content = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
        answer = await house.http.post(path, content=content, headers={"Content-Type": "application/json"})
        check(answer, status, pointer and ((above + pointer).rstrip("/") or "/"))
        said = [error["detail"] for error in answer.json()["errors"]]
        assert any(words in one for one in said), said
        if path == TASKS:
            assert answer.json()["success"] is False
    assert await left(house) == before
    assert kie.truth.count("creates") == ordered


def asked(params: Any, prompt_id: Any = "p", **more: Any) -> dict[str, Any]:
    return {"promptId": prompt_id, "providerParams": params, **more}


@pytest.mark.parametrize(
    ("body", "pointer", "words"),
    [
        ({"providerParams": IMAGEN}, "/promptId", "required"),
        (asked(IMAGEN, ""), "/promptId", "at least 1 character"),
        (asked(IMAGEN, "x" * 256), "/promptId", "at most 255 characters"),
        (asked(IMAGEN, None), "/promptId", "string"),
        (asked(IMAGEN, 7), "/promptId", "string"),
        (asked(IMAGEN, True), "/promptId", "string"),
        (asked(IMAGEN, ["p"]), "/promptId", "string"),
        (asked(IMAGEN, "a\0b"), "/promptId", "NUL"),
        (asked(IMAGEN, LONE), "/promptId", "Half a character"),
        ({"promptId": "p"}, "/providerParams", "required"),
        (asked(None), "/providerParams", "valid dictionary"),
        (asked([]), "/providerParams", "valid dictionary"),
        (asked("IMAGEN4"), "/providerParams", "valid dictionary"),
        (asked({}), "/providerParams/model", OFFERED),
        (asked(IMAGEN, colour="red"), "/colour", "not permitted"),
        (asked(IMAGEN, **{LONE: 1}), "/", "Half a character"),
        (asked(IMAGEN, model="IMAGEN4"), "/model", "not permitted"),
        (asked(IMAGEN, notify={"phone": "1"}), "/notify/phone", "not permitted"),
        (asked(IMAGEN, notify=[]), "/notify", "valid dictionary"),
    ],
    ids=lambda value: repr(value)[:60],
)  # fmt: skip
async def test_a_task_names_its_prompt_and_its_parameters(
    working: House_, body: dict[str, Any], pointer: str, words: str
) -> None:
    await refused(working, body, pointer, words)


NO_MODELS: list[Any] = ["GEMINI_2_0", "DALL_E_3", "GPT_4O", "imagen4", "", " ", 7, True, [], {}, LONE]
NEITHER: list[tuple[str, Any]] = [("KIE", model) for model in NO_MODELS]
NEITHER += [("GOOGLE", model) for model in ("MIDJOURNEY", "SORA2", "DALL_E_3", "GPT_4O")]
NEITHER += [("AZURE", model) for model in ("IMAGEN4", "VEO3", "MIDJOURNEY", "SORA2", "GEMINI_2_0")]
NEITHER += [("OPENAI", model) for model in ("IMAGEN4", "VEO3", "MIDJOURNEY", "GEMINI_2_0")]
ELSEWHERE = [("GOOGLE", model) for model in ("IMAGEN4", "VEO3", "GEMINI_2_0")]
ELSEWHERE += [("AZURE", "DALL_E_3"), ("AZURE", "GPT_4O")]
ELSEWHERE += [("OPENAI", model) for model in ("DALL_E_3", "SORA2", "GPT_4O")]


@pytest.mark.parametrize(("service", "model"), NEITHER)
async def test_a_service_makes_only_what_it_makes(working: House_, service: str, model: Any) -> None:
    """The refusal names the two that do not go together, and lists what does."""
    shown = model if isinstance(model, str) and model != LONE else "what is no word"
    params = {**IMAGEN, "service": service, "model": model}
    words = f"Invalid combination: {service} does not support {shown}. {OFFERED}"
    await refused(working, asked(params), "/providerParams/model", words)


@pytest.mark.parametrize(("service", "model"), ELSEWHERE)
async def test_what_others_make_is_not_to_be_had_here(working: House_, service: str, model: str) -> None:
    words = f"Nobody makes {model} of {service} here. {OFFERED}"
    params = {**IMAGEN, "service": service, "model": model}
    await refused(working, asked(params), "/providerParams/service", words)


@pytest.mark.parametrize(
    "service", ["kie", "KIE ", "AWS", "", None, 1, ["KIE"], {"KIE": 1}, LONE, "x" * 9_999]
)
async def test_a_service_that_nobody_knows(working: House_, service: Any) -> None:
    """The words of a caller are told back as far as they are words."""
    params = {**IMAGEN, "service": service}
    await refused(working, asked(params), "/providerParams/service", OFFERED)


async def test_a_model_that_is_not_said(working: House_) -> None:
    for params in ({"input": {"prompt": "x"}}, {**IMAGEN, "model": None}, {**VEO, "model": None}):
        params = {name: value for name, value in params.items() if value is not None}
        await refused(
            working, asked(params), "/providerParams/model", f"Say which `model` is to make it. {OFFERED}"
        )


NO_NUMBERS: list[Any] = ["0", "5", "", "04", "+4", " 4", "4.0", "four", 0, 5, -1, 4.0, 1.5, True, [4], 10**30]
NO_INTEGERS: list[Any] = ["7", 7.0, 7.5, True, [], {}]
NO_BATCHES: list[Any] = [0, 3, 5, "3", "04", 1.0, 2.0, True, [], ""]
Row = tuple[str, dict[str, Any], str, str]
AT_MOST, LEAST, NO = "at most", "at least", "not permitted"
PROMPT, NUMBER = "input/prompt", "'1', '2', '3' or '4'"
WRONG: list[Row] = [
    ("imagen", {"input.prompt": GONE}, PROMPT, "required"),
    ("imagen", {"input.prompt": ""}, PROMPT, "at least 1"),
    ("imagen", {"input.prompt": " \n\t\u3000"}, PROMPT, "Say in `prompt`"),
    ("imagen", {"input.prompt": None}, PROMPT, "string"),
    ("imagen", {"input.prompt": 7}, PROMPT, "string"),
    ("imagen", {"input.prompt": ["a"]}, PROMPT, "string"),
    ("imagen", {"input.prompt": "x" * 5001}, PROMPT, "at most 5000"),
    ("imagen", {"input.prompt": "\U0001f305" * 5001}, PROMPT, "at most 5000"),
    ("imagen", {"input.prompt": "a\0b"}, PROMPT, "NUL"),
    ("imagen", {"input.prompt": f"a{LONE}b"}, PROMPT, "Half a character"),
    ("imagen", {"input.negative_prompt": "x" * 5001}, "input/negative_prompt", "at most 5000"),
    ("imagen", {"input.negative_prompt": "\0"}, "input/negative_prompt", "NUL"),
    ("imagen", {"input.aspect_ratio": "16:10"}, "input/aspect_ratio", "'16:9'"),
    ("imagen", {"input.aspect_ratio": ""}, "input/aspect_ratio", "'16:9'"),
    ("imagen", {"input.aspect_ratio": 1.7}, "input/aspect_ratio", "'16:9'"),
    *(("imagen", {"input.num_images": it}, "input/num_images", NUMBER) for it in NO_NUMBERS),
    *(("imagen", {"input.seed": it}, "input/seed", "integer") for it in NO_INTEGERS),
    ("imagen", {"input.seed": -1}, "input/seed", LEAST),
    ("imagen", {"input.seed": 2**31}, "input/seed", AT_MOST),
    ("imagen", {"input.seed": 10**400}, "input/seed", AT_MOST),
    ("imagen", {"input.n": 4}, "input/n", NO),
    ("imagen", {"input.callBackUrl": PICTURE}, "input/callBackUrl", NO),
    ("imagen", {"input": None}, "input", "valid dictionary"),
    ("imagen", {"input": "sunset"}, "input", "valid dictionary"),
    ("imagen", {"input": GONE}, "input", "required"),
    ("imagen", {"prompt": "sunset"}, "prompt", NO),
    ("imagen", {"IMAGEN4": 1}, "IMAGEN4", NO),
    ("imagen", {"apiModel": "google/imagen3"}, "apiModel", "'google/imagen4-fast'"),
    ("imagen", {"apiModel": None}, "apiModel", "'google/imagen4-fast'"),
    ("imagen", {"a/b~c": 1}, "a~1b~0c", NO),
    ("veo", {"prompt": "x" * 5001}, "prompt", "at most 5000"),
    ("veo", {"prompt": GONE}, "prompt", "required"),
    ("veo", {"modelVariant": GONE}, "modelVariant", "required"),
    ("veo", {"modelVariant": "veo2"}, "modelVariant", "'veo3'"),
    ("veo", {"modelVariant": None}, "modelVariant", "'veo3'"),
    ("veo", {"generationType": "text_2_video"}, "generationType", "'TEXT_2_VIDEO'"),
    ("veo", {"generationType": "TEXT_2_VIDEO", "imageUrls": [PICTURE]}, "imageUrls", "takes no `imageUrls`"),
    ("veo", {"generationType": "REFERENCE_2_VIDEO"}, "imageUrls", "needs one to three"),
    ("veo", {"generationType": "REFERENCE_2_VIDEO", "imageUrls": []}, "imageUrls", "needs one to three"),
    ("veo", {"generationType": "FIRST_AND_LAST_FRAMES_2_VIDEO"}, "imageUrls", "one or two"),
    (
        "veo",
        {"generationType": "FIRST_AND_LAST_FRAMES_2_VIDEO", "imageUrls": [PICTURE] * 3},
        "imageUrls",
        "one or two",
    ),
    ("veo", {"imageUrls": [PICTURE] * 4}, "imageUrls", "at most 3 items"),
    ("veo", {"imageUrls": PICTURE}, "imageUrls", "valid list"),
    ("veo", {"imageUrls": [PICTURE, 7]}, "imageUrls/1", "string"),
    ("veo", {"imageUrls": [None]}, "imageUrls/0", "string"),
    ("veo", {"imageUrls": [""]}, "imageUrls/0", "at least 1"),
    ("veo", {"imageUrls": [f"https://example.org/{'x' * 2048}"]}, "imageUrls/0", "at most 2048"),
    ("veo", {"imageUrls": ["https://example.org/\0"]}, "imageUrls/0", "NUL"),
    ("veo", {"aspectRatio": "auto"}, "aspectRatio", "'Auto'"),
    *(("veo", {"seeds": it}, "seeds", LEAST) for it in (9999, 0, -10_000)),
    *(("veo", {"seeds": it}, "seeds", AT_MOST) for it in (100_000, 10**300)),
    *(("veo", {"seeds": it}, "seeds", "integer") for it in ("10000", 10_000.0, True, [10_000])),
    ("veo", {"watermark": "x" * 101}, "watermark", "at most 100"),
    ("veo", {"watermark": True}, "watermark", "string"),
    *(("veo", {"enableTranslation": it}, "enableTranslation", "boolean") for it in ("true", 1, 0, "")),
    ("veo", {"enableFallback": True}, "enableFallback", NO),
    ("veo", {"apiModel": "veo3"}, "apiModel", NO),
    ("veo", {"input": {"prompt": "x"}}, "input", NO),
    ("midjourney", {"prompt": "x" * 2001}, "prompt", "at most 2000"),
    ("midjourney", {"taskType": GONE}, "taskType", "required"),
    ("midjourney", {"taskType": "mj_upscale"}, "taskType", "'mj_txt2img'"),
    ("midjourney", {"speed": "slow"}, "speed", "'relaxed'"),
    ("midjourney", {"aspectRatio": "21:9"}, "aspectRatio", "'16:9'"),
    *(("midjourney", {"version": it}, "version", "'niji6'") for it in ("8", "7.0", 7, 6.1)),
    *(("midjourney", {"variety": it}, "variety", "multiple of 5") for it in (1, 4, 6, 99)),
    *(("midjourney", {"variety": it}, "variety", "integer") for it in ("5", 5.0, True)),
    ("midjourney", {"variety": -5}, "variety", LEAST),
    ("midjourney", {"variety": 105}, "variety", AT_MOST),
    *(("midjourney", {"stylization": it}, "stylization", "multiple of 50") for it in (1, 49, 51, 999)),
    ("midjourney", {"stylization": -50}, "stylization", LEAST),
    ("midjourney", {"stylization": 1050}, "stylization", AT_MOST),
    *(("midjourney", {"weirdness": it}, "weirdness", "multiple of 100") for it in (1, 50, 101, 2999)),
    ("midjourney", {"weirdness": -100}, "weirdness", LEAST),
    ("midjourney", {"weirdness": 3100}, "weirdness", AT_MOST),
    ("omni", {"ow": 0}, "ow", LEAST),
    ("omni", {"ow": 1001}, "ow", AT_MOST),
    ("midjourney", {"ow": 1}, "ow", "`ow` is for mj_omni_reference"),
    ("film", {"ow": 1}, "ow", "`ow` is for mj_omni_reference"),
    *(("film", {"videoBatchSize": it}, "videoBatchSize", "1, 2 or 4") for it in NO_BATCHES),
    ("midjourney", {"videoBatchSize": 1}, "videoBatchSize", "is for mj_video and mj_video_hd"),
    ("midjourney", {"motion": "low"}, "motion", "is for mj_video and mj_video_hd"),
    ("film", {"motion": GONE}, "motion", "mj_video needs `motion`: high or low."),
    ("film", {"taskType": "mj_video_hd", "motion": None}, "motion", "mj_video_hd needs `motion`"),
    ("film", {"motion": "medium"}, "motion", "'high' or 'low'"),
    *(
        ("midjourney", {"taskType": it, "fileUrls": urls}, "fileUrls", f"{it} needs `fileUrls`")
        for it in ("mj_img2img", "mj_style_reference", "mj_omni_reference", "mj_video", "mj_video_hd")
        for urls in NO_URLS
    ),
    ("midjourney", {"fileUrls": [PICTURE]}, "fileUrls", "mj_txt2img takes no `fileUrls`"),
    ("omni", {"fileUrls": [PICTURE] * 11}, "fileUrls", "at most 10 items"),
    ("midjourney", {"waterMark": "x" * 101}, "waterMark", "at most 100"),
    ("midjourney", {"watermark": "x"}, "watermark", NO),
    ("midjourney", {"imageUrls": [PICTURE]}, "imageUrls", NO),
    ("sora", {"input.prompt": "x" * 5001}, PROMPT, "at most 5000"),
    ("sora", {"input.aspect_ratio": "16:9"}, "input/aspect_ratio", "'portrait' or 'landscape'"),
    *(
        ("sora", {"input.n_frames": it}, "input/n_frames", "'10' or '15'")
        for it in ("12", "5", "20", "", "10.0", 12, 10.0, True)
    ),
    *(("sora", {"input.remove_watermark": it}, "input/remove_watermark", "boolean") for it in (1, "true")),
    ("sora", {"apiModel": "sora-2-image-to-video-pro"}, "apiModel", "sora-2-text-to-video"),
    ("sora", {"input.num_images": "1"}, "input/num_images", NO),
]


@pytest.mark.parametrize(("family", "changes", "pointer", "words"), WRONG, ids=lambda value: repr(value)[:50])
async def test_what_is_wrong_is_said_at_its_field(
    working: House_, family: str, changes: dict[str, Any], pointer: str, words: str
) -> None:
    """Every rule just beyond its limit, off its step, of the wrong type or where it does not belong."""
    await refused(working, asked(changed(family, changes)), f"/providerParams/{pointer}", words)


RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("imagen", {"input.prompt": "x" * 5000}),
    ("imagen", {"input.prompt": "\U0001f305" * 5000}),
    ("imagen", {"input.prompt": "a\nb\u202e"}),
    ("imagen", {"input.negative_prompt": ""}),
    ("imagen", {"input.negative_prompt": None, "input.seed": None, "callBackUrl": None}),
    *(("imagen", {"input.num_images": it}) for it in ("1", "2", "3", "4")),
    *(("imagen", {"input.seed": it}) for it in (0, 2**31 - 1)),
    *(("imagen", {"input.aspect_ratio": it}) for it in ("1:1", "16:9", "9:16", "3:4", "4:3")),
    *(
        ("imagen", {"apiModel": it})
        for it in ("google/imagen4-fast", "google/imagen4", "google/imagen4-ultra")
    ),
    ("veo", {"prompt": "x" * 5000}),
    *(("veo", {"seeds": it}) for it in (10_000, 99_999)),
    ("veo", {"generationType": "TEXT_2_VIDEO"}),
    ("veo", {"generationType": "FIRST_AND_LAST_FRAMES_2_VIDEO", "imageUrls": [PICTURE] * 2}),
    ("veo", {"generationType": "REFERENCE_2_VIDEO", "imageUrls": [PICTURE] * 3}),
    ("veo", {"imageUrls": [PICTURE] * 3, "watermark": "x" * 100, "enableTranslation": False}),
    ("midjourney", {"prompt": "x" * 2000}),
    *(("midjourney", {"variety": it}) for it in (0, 5, 95, 100)),
    *(("midjourney", {"stylization": it}) for it in (0, 50, 950, 1000)),
    *(("midjourney", {"weirdness": it}) for it in (0, 100, 2900, 3000)),
    *(("midjourney", {"version": it}) for it in ("7", "6.1", "6", "5.2", "5.1", "niji6")),
    *(("omni", {"ow": it}) for it in (1, 1000)),
    ("omni", {"fileUrls": [PICTURE] * 10}),
    *(("film", {"videoBatchSize": it, "motion": "high"}) for it in (1, 2, 4)),
    *(("sora", {"input.n_frames": it, "input.remove_watermark": True}) for it in ("10", "15")),
]


@pytest.mark.parametrize(("family", "changes"), RIGHT, ids=lambda value: repr(value)[:50])
async def test_what_lies_within_is_taken(idle: House, family: str, changes: dict[str, Any]) -> None:
    """At every limit and on every step; it is told back as it was sent."""
    task = await create(idle, changed(family, changes))
    for path, value in changes.items():
        told: Any = task["providerParams"]
        for part in path.split("."):
            told = told.get(part)
        assert told == value


async def test_numbers_are_strings_where_the_provider_wants_them_so(idle: House) -> None:
    """Sent as a number, told as a string; and the other way round."""
    for family, path, sent, kept in (
        ("imagen", "input.num_images", 4, "4"),
        ("sora", "input.n_frames", 15, "15"),
        ("film", "videoBatchSize", "2", 2),
    ):
        told: Any = (await create(idle, changed(family, {path: sent})))["providerParams"]
        for part in path.split("."):
            told = told[part]
        assert (told, type(told)) == (kept, type(kept))


ODD = ["\U0001f305" * 5000, "\n\t\r x" * 800, "\u202eecnalg", "{{7*7}} ${x} %s %n", "\x1b[31m<script>"]


@pytest.mark.parametrize("prompt", ODD, ids=lambda value: repr(value)[:20])
async def test_odd_words_arrive_as_they_are(working: House_, prompt: str) -> None:
    """What can be said is made, whatever Temporal makes of it, and the provider hears every letter."""
    house, kie = working
    task = await ended(house, (await create(house, {"model": "IMAGEN4", "input": {"prompt": prompt}}))["id"])
    assert (task["status"], task["providerParams"]["input"]["prompt"]) == ("SUCCESS", prompt)
    assert kie.truth.of("accepted")[-1]["body"]["input"]["prompt"] == prompt
