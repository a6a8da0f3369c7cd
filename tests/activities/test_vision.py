"""What the vision provider asks a model for, and what it makes of the answer."""

import asyncio
import hashlib
import json
from typing import Any

import pytest
from pydantic import SecretStr

from activities.providers.base import Annotator
from activities.providers.vision.annotator import Vision, open_vision
from tests.activities.conftest import KEY
from tests.support.pictures import picture
from tests.support.vision_replies import Arrival, Send, changed, fenced, labels_of, ok
from tests.support.vision_server import VisionServer

LABEL = {
    "label": "beak",
    "bounding_box": {"x": 0.1, "y": 0.2, "width": 0.3, "height": 0.4},
    "type": "anatomical",
    "difficulty": 2,
    "confidence": 0.9,
}


async def test_an_image_comes_back_with_what_the_model_saw(vision: Vision, server: VisionServer) -> None:
    """Size and format are the file's own, caption and labels the model's, and it is named as their source."""
    annotator: Annotator = vision
    found = await annotator.annotate(picture(64, 48), text=True)
    digest = server.arrivals[0].digest
    assert (annotator.engine, annotator.at_once) == ("tern-1", None)
    assert (found.engine, found.width, found.height, found.format) == ("tern-1", 64, 48, "png")
    assert [label.model_dump() for label in found.labels] == labels_of(digest)
    assert found.caption is not None
    assert (found.caption.text, found.caption.source) == (f"An image called {digest[:8]}.", "tern-1")
    assert [line.text for line in found.text] == [f"ISO {digest[:4]}"]


async def test_the_model_is_asked_as_its_wire_wants_it(vision: Vision, server: VisionServer) -> None:
    """One POST: the key as bearer, the bytes as they are in a data: URI, a strict schema, bounded tokens."""
    await vision.annotate(picture(), text=False)
    (arrival,) = server.arrivals
    assert (arrival.key, arrival.model, arrival.image) == (KEY, "tern-1", picture())
    assert (arrival.body["temperature"], arrival.body["max_tokens"]) == (0.3, 8192)
    image = arrival.body["messages"][1]["content"][1]["image_url"]["url"]
    assert image.startswith("data:image/png;base64,")
    assert arrival.body["response_format"]["json_schema"]["strict"] is True
    assert arrival.schema["properties"].keys() == {"caption", "labels"}


async def test_without_a_key_none_is_sent(server: VisionServer) -> None:
    """A model at home needs none."""
    vision = open_vision(server.url + "/", "llama", SecretStr(""), timeout_s=20)
    await vision.annotate(picture(), text=False)
    await vision.close()
    assert "authorization" not in server.arrivals[0].headers


def objects(schema: Any) -> list[dict[str, Any]]:
    inside = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    here = [schema] if isinstance(schema, dict) and schema.get("type") == "object" else []
    return here + [found for part in inside for found in objects(part)]


async def test_every_strict_server_takes_the_schema(vision: Vision, server: VisionServer) -> None:
    """All fields required, nothing else allowed, no references, no lengths: what strict modes agree on."""
    await vision.annotate(picture(), text=True)
    schema = server.arrivals[0].schema
    assert len(objects(schema)) == 5
    for one in objects(schema):
        assert one["additionalProperties"] is False
        assert set(one["required"]) == one["properties"].keys()
    for keyword in ("$ref", "$defs", "minLength", "maxLength", "maxItems", "default", "exclusiveMinimum"):
        assert f'"{keyword}"' not in json.dumps(schema)


async def test_writing_is_looked_for_only_where_it_is_asked_for(vision: Vision, server: VisionServer) -> None:
    """The prompt and the schema speak of text, or say nothing of it; the annotation says which."""
    asked = await vision.annotate(picture(), text=True)
    unasked = await vision.annotate(picture(), text=False)
    prompts = [arrival.body["messages"][0]["content"] for arrival in server.arrivals]
    assert ["every line of writing" in prompt for prompt in prompts] == [True, False]
    assert ["text" in arrival.schema["properties"] for arrival in server.arrivals] == [True, False]
    assert (len(asked.text), unasked.text) == (1, ())
    assert ["text: not asked for" in found.skipped for found in (asked, unasked)] == [False, True]


async def test_an_answer_in_fences_is_read(vision: Vision, server: VisionServer) -> None:
    """Local models wrap what they say, whatever they were asked for."""
    server.script(fenced())
    found = await vision.annotate(picture(), text=False)
    assert len(found.labels) == 2


INVALID = [
    {"bounding_box": {"x": 0.5, "y": 0.5, "width": 1.2, "height": 0.1}},
    {"bounding_box": {"x": -0.1, "y": 0, "width": 0.5, "height": 0.5}},
    {"bounding_box": {"x": 1, "y": 0.5, "width": 0.5, "height": 0.5}},
    {"bounding_box": {"x": 0.5, "y": 0.5, "width": 0, "height": 0.5}},
    {"bounding_box": {"x": 0.5, "y": 0.5, "width": 0.1}},
    {"bounding_box": [0.1, 0.1, 0.2, 0.2]},
    {"bounding_box": {"x": float("nan"), "y": 0.5, "width": 0.1, "height": 0.1}},
    {"type": "emotional"},
    {"difficulty": 9},
    {"difficulty": 0},
    {"difficulty": 2.5},
    {"confidence": 1.5},
    {"label": "  "},
    {"label": None},
]


@pytest.mark.parametrize("wrong", INVALID, ids=lambda wrong: str(wrong)[:60])
async def test_a_label_that_does_not_hold_is_dropped_and_said_to_be(
    wrong: dict[str, Any], vision: Vision, server: VisionServer
) -> None:
    """One wrong label costs itself, not the call that was paid; the annotation tells."""
    server.script(changed(labels=[LABEL | wrong, LABEL]))
    found = await vision.annotate(picture(), text=False)
    assert [label.model_dump() for label in found.labels] == [LABEL]
    assert "labels: 1 of 2 dropped, not what was asked for" in found.skipped


async def test_an_image_may_have_nothing_to_label(vision: Vision, server: VisionServer) -> None:
    """No labels at all is an answer."""
    server.script(changed(labels=[]))
    assert (await vision.annotate(picture(), text=False)).labels == ()


async def test_a_box_that_leaves_the_image_is_cut_at_its_edge(vision: Vision, server: VisionServer) -> None:
    """No box reaches beyond the image, whatever the model rounded."""
    server.script(changed(labels=[LABEL | {"bounding_box": {"x": 0.7, "y": 0.9, "width": 0.4, "height": 1}}]))
    box = (await vision.annotate(picture(), text=False)).labels[0].bounding_box
    assert (box.x, box.y, box.width, box.height) == (0.7, 0.9, 0.3, 0.1)


async def test_a_line_of_writing_that_does_not_hold_is_dropped_too(
    vision: Vision, server: VisionServer
) -> None:
    """As with labels: it costs itself, and the annotation tells."""
    line = {"text": "EXIT", "bounding_box": LABEL["bounding_box"], "confidence": 0.8}
    server.script(changed(text=[line, line | {"confidence": 80}]))
    found = await vision.annotate(picture(), text=True)
    assert [said.text for said in found.text] == ["EXIT"]
    assert "text: 1 of 2 dropped, not what was asked for" in found.skipped


async def test_as_many_calls_as_are_permitted_are_under_way(vision: Vision, server: VisionServer) -> None:
    """Two hundred at a time, none behind another, each with the answer to its own image."""

    async def together(arrival: Arrival, send: Send) -> None:
        await server.arrived(200)
        await ok()(arrival, send)

    server.always(together)
    images = [picture(40 + number, 30) for number in range(200)]
    found = await asyncio.gather(*(vision.annotate(image, text=False) for image in images))
    assert server.most_at_once == 200
    for image, annotation in zip(images, found, strict=True):
        digest = hashlib.sha256(image).hexdigest()
        assert [label.model_dump() for label in annotation.labels] == labels_of(digest)
