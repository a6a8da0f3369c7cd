"""The console's form of pictures and video asks for what the API takes, no more and no less."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from api.dialects.generation import STAGES
from api.schemas.provider_params import (
    OFFERED,
    KieImagen4Params,
    KieMidjourneyParams,
    KieSora2Params,
    KieVeo3Params,
)
from workflows.contracts.generation import Family, yield_of
from workflows.generation import UNKNOWN

CONSOLE = Path(__file__).parents[2] / "web" / "console"
SCRIPTS = {path.name: path.read_text() for path in CONSOLE.glob("*.js")}
FAMILIES: dict[str, type[BaseModel]] = {
    "IMAGEN4": KieImagen4Params,
    "VEO3": KieVeo3Params,
    "MIDJOURNEY": KieMidjourneyParams,
    "SORA2": KieSora2Params,
}
ELSEWHERE = {"service", "model", "input", "prompt", "callBackUrl"}
"""Not among a model's own fields in the form."""
OPTIONS = re.compile(r"options: (RATIOS|MANY_RATIOS|\[[^\]]*\]|\{[^}]*\})")
FIELD = re.compile(r"^      \{ name: \"(\w+)\", (.+) \},$", re.MULTILINE)


def block(model: str) -> str:
    found = re.search(rf"^  {model}: \{{\n(.+?)^  \}},$", SCRIPTS["models.js"], re.MULTILINE | re.DOTALL)
    assert found, model
    return found[1]


def fields(model: str) -> dict[str, str]:
    """What the form's table says of each field."""
    return dict(FIELD.findall(block(model)))


def options(said: str) -> set[str]:
    found = OPTIONS.search(said)
    if found is None:
        return set()
    if found[1] in ("RATIOS", "MANY_RATIOS"):
        named = re.search(rf"^const {found[1]} = \[(.+)\];$", SCRIPTS["models.js"], re.MULTILINE)
        assert named
        return set(re.findall(r"\"([^\"]+)\"", named[1]))
    if found[1].startswith("["):
        return set(re.findall(r"\"([^\"]+)\"", found[1]))
    return {plain or quoted for quoted, plain in re.findall(r"(?:\"([^\"]+)\"|(\w+)): \"", found[1])}


def number(said: str, name: str) -> int | None:
    found = re.search(rf"\b{name}: (\d+)", said)
    return int(found[1]) if found else None


def schema(model: str) -> dict[str, dict[str, Any]]:
    """The properties that the API takes, in one layer; what may be null as what it else is."""
    return {name: told(one) for name, one in properties(model).items() if name not in ELSEWHERE}


def properties(model: str) -> dict[str, dict[str, Any]]:
    whole = FAMILIES[model].model_json_schema()
    layers = [whole, *whole.get("$defs", {}).values()]
    return {name: one for layer in layers for name, one in layer["properties"].items()}


def told(one: dict[str, Any]) -> dict[str, Any]:
    """Of several ways to say the same, the first."""
    ways = [way for way in one.get("anyOf", [one]) if way.get("type") != "null"]
    return told(ways[0]) if "anyOf" in ways[0] else ways[0]


def test_every_model_can_be_chosen() -> None:
    named = re.findall(r"^  ([A-Z0-9]+): \{$", SCRIPTS["models.js"], re.MULTILINE)
    assert set(named) == set(OFFERED["KIE"]) == set(FAMILIES)


@pytest.mark.parametrize("model", FAMILIES)
def test_every_field_can_be_said(model: str) -> None:
    """One that has a single value needs none."""
    wanted = {name for name, one in schema(model).items() if "const" not in one}
    assert set(fields(model)) == wanted


@pytest.mark.parametrize("model", FAMILIES)
def test_every_choice_and_every_bound_is_the_servers(model: str) -> None:
    taken = schema(model)
    for name, said in fields(model).items():
        one = taken[name]
        assert options(said) == {str(value) for value in one.get("enum", ())}, name
        assert number(said, "longest") == one.get("maxLength"), name
        assert (number(said, "min"), number(said, "max")) == (one.get("minimum"), one.get("maximum")), name
        assert number(said, "step") in (one.get("multipleOf"), 1), name


@pytest.mark.parametrize("model", FAMILIES)
def test_a_prompt_may_be_as_long_as_the_server_takes_it(model: str) -> None:
    longest = properties(model)["prompt"]["maxLength"]
    assert number(block(model).split("fields:")[0], "longest") == longest


@pytest.mark.parametrize("model", FAMILIES)
def test_what_must_be_said_is_chosen_to_begin_with(model: str) -> None:
    required = set(FAMILIES[model].model_json_schema().get("required", ())) - ELSEWHERE
    assert {name for name in required if "first: " not in fields(model)[name]} == set()


def test_a_field_that_needs_another_is_shown_only_with_it() -> None:
    """Those that the server refuses otherwise."""
    conditional = {name for model in FAMILIES for name, said in fields(model).items() if "when: " in said}
    assert conditional == {"imageUrls", "fileUrls", "ow", "motion", "videoBatchSize"}


def test_numbers_of_the_wire_are_told_from_digits() -> None:
    """`num_images` stays a string, `videoBatchSize` is a number."""
    assert "counts: true" in fields("MIDJOURNEY")["videoBatchSize"]
    assert "counts" not in fields("IMAGEN4")["num_images"]


def test_prices_are_those_of_what_is_made() -> None:
    """The form reckons as the server does: what is left out is what a provider makes of it."""
    assert yield_of(Family.IMAGEN4, {"input": {}}).number == 1
    assert 'first: "4", usual: "1"' in fields("IMAGEN4")["num_images"]
    script = SCRIPTS["models.js"].split("export function yieldOf")[1].split("\n}")[0]
    assert "Number(pictures ?? 1)" in script
    assert '{ kind: "image", number: 4 }' in script


def test_a_task_shows_its_id_and_its_progress() -> None:
    """The id in full as code, progress elements with a name; of many tiles of a task one speaks for it."""
    task, tile = SCRIPTS["task.js"], SCRIPTS["tile.js"]
    assert 'make("code", {}, job.id)' in task
    assert re.search(r"make\(\"progress\", \{[^}]*\"aria-label\"", task)
    assert 'this.bar.setAttribute("aria-label"' in tile
    assert 'this.bar.setAttribute("aria-hidden", "true")' in tile


def test_an_outcome_that_nobody_knows_is_told_by_its_word() -> None:
    assert f'const UNKNOWN = "{UNKNOWN}";' in SCRIPTS["generations.js"]


def test_pictures_load_when_they_are_seen_and_say_what_they_are_of() -> None:
    pictures = re.findall(r"make\(\"img\", \{(.+?)\}", SCRIPTS["tile.js"])
    assert pictures
    assert all('loading: "lazy"' in one and "alt" in one for one in pictures)
    assert 'make("video", { controls: ""' in SCRIPTS["tile.js"]


def test_stages_are_said_as_the_server_labels_them() -> None:
    """No list of them is kept here that could fall behind."""
    ours = "".join(SCRIPTS[name] for name in ("tile.js", "task.js", "generations.js"))
    assert "stageLabel" in ours
    assert not [stage for stage in STAGES if f'"{stage}"' in ours]
