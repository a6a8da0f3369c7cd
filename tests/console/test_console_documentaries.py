"""The console's documentaries without a browser: what is shown has its place, links give nothing away."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

CONSOLE = Path(__file__).parents[2] / "web" / "console"
SCRIPTS = {path.name: path.read_text() for path in CONSOLE.glob("*.js")}
STAGES = ["identify", "plan", "search", "backup", "write", "save"]
FIELDS = {"topic": "input", "prompt": "textarea", "narrationTargetSecs": "input"}
FIELDS |= {"market": "input", "accessToken": "input"}
OUTWARD = re.compile(r"make\(\"a\", \{([^}]*_blank[^}]*)\}")


class Places(HTMLParser):
    """Start tags by id, and those of the navigation."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: dict[str, tuple[str, dict[str, str | None]]] = {}
        self.navigation: set[str | None] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if "id" in facts:
            self.ids[str(facts["id"])] = (tag, facts)
        if "data-for" in facts:
            self.navigation.add(facts["href"])


@pytest.fixture(scope="module")
def places() -> Places:
    parsed = Places()
    parsed.feed((CONSOLE / "index.html").read_text())
    return parsed


def test_both_pages_are_in_the_navigation(places: Places) -> None:
    assert {"#/documentaries", "#/playlists"} <= places.navigation


def test_a_documentary_shows_its_id_and_its_progress(places: Places) -> None:
    """On its own page and in the list: the id in full as code, a progress element with a name."""
    assert places.ids["documentary-id"][0] == "code"
    assert places.ids["documentary-bar"][0] == "progress"
    assert 'at("documentary-bar").setAttribute("aria-label"' in SCRIPTS["documentary.js"]
    rows = SCRIPTS["documentaries.js"]
    assert re.search(r"make\(\"progress\", \{[^}]*\"aria-label\"", rows)
    assert 'make("code", {}, job.id)' in rows


def test_the_stepper_knows_the_six_stages_in_order() -> None:
    listed = re.search(r"export const STAGES = \{(.+?)\};", SCRIPTS["stages.js"], re.DOTALL)
    assert listed
    assert re.findall(r"^  (\w+):", listed[1], re.MULTILINE) == STAGES


def test_every_state_of_a_stage_has_a_mark_and_a_word() -> None:
    """A state that `stages.js` may answer with is one that `stepper.js` can tell."""
    answered = set(re.findall(r"\"(\w+)\"", SCRIPTS["stages.js"].split("export function stepsOf")[1]))
    answered -= {*STAGES, "completed"}
    told = set(re.findall(r"^  (\w+): \[\"(?:.)\", \"", SCRIPTS["stepper.js"], re.MULTILINE))
    assert {"done", "now", "skipped", "open", "kept"} <= answered
    assert answered <= told


def test_every_field_says_what_is_wrong_with_it(places: Places) -> None:
    """A refusal that points at a field stands beside it: described by it, and told at once."""
    for field, tag in FIELDS.items():
        found, facts = places.ids[field]
        assert (found, facts["name"]) == (tag, field)
        assert places.ids[f"{field}-error"][1]["role"] == "alert"
    assert re.findall(r"\"(\w+)\"", SCRIPTS["documentaryform.js"].split("FIELDS = [")[1].split("]")[0]) == [
        *FIELDS
    ]


def test_a_token_is_typed_unseen_and_kept_nowhere(places: Places) -> None:
    """Where a documentary begins and where it is retried; no script stores anything in the browser."""
    for field in ("accessToken", "documentary-token"):
        facts = places.ids[field][1]
        assert (facts["type"], facts["autocomplete"], facts.get("value")) == ("password", "off", None)
    assert not re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie", "".join(SCRIPTS.values()))
    assert "{ ...input, accessToken: undefined }" in SCRIPTS["documentaryform.js"]


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_links_to_elsewhere_give_nothing_away(name: str) -> None:
    assert all("noopener" in facts for facts in OUTWARD.findall(SCRIPTS[name]))


def test_footnotes_are_followed_only_where_they_are_web_addresses() -> None:
    """A fact's page is set by `link`, which takes http and https; never by attribute."""
    script = SCRIPTS["passages.js"]
    assert len(OUTWARD.findall(script)) == len(re.findall(r"^  +link\(", script, re.MULTILINE)) == 2
    assert "href" not in script


def test_narration_and_songs_differ_in_more_than_colour() -> None:
    """In a mark, in a word for those who listen, and in the kind of line around them."""
    assert re.search(r"isSpoken\(item\) \? \"▶\" : \"♪\"", SCRIPTS["strip.js"])
    assert re.search(r"isSpoken\(item\) \? \"Narration\" : \"Song\"", SCRIPTS["strip.js"])
    style = (CONSOLE / "programme.css").read_text()
    borders = dict(re.findall(r"^\.block\[data-type=\"(\w+)\"\] \{ border: 1px (\w+)", style, re.MULTILINE))
    assert borders == {"narration": "solid", "song": "dashed"}


def test_what_can_be_heard_is_one_press_away(places: Places) -> None:
    """A button beside the progress, above the fold, which shows the player and plays it."""
    tag, facts = places.ids["documentary-listen"]
    assert (tag, facts["class"]) == ("button", "primary")
    assert "hidden" in facts  # until there is something to hear
    script = SCRIPTS["documentary.js"]
    assert 'at("documentary-listen").addEventListener("click", () => this.programme.listen())' in script
    assert 'at("documentary-listen").hidden = !result?.data || !this.programme.canBeHeard' in script
    assert "scrollIntoView" in SCRIPTS["programme.js"].split("listen() {")[1].split("}")[0]


def test_a_narration_that_misses_its_length_says_why() -> None:
    """The reason stands with what was spoken as well as where nothing was."""
    told = SCRIPTS["programme.js"].split("drawNarration(narration, heard) {")[1].split("pick(place)")[0]
    assert "write(this.voice, heard ? [facts, reason]" in told
    assert "`: ${reason}`" in told


def test_a_playlist_that_was_saved_is_linked_however_the_job_ended() -> None:
    """It is there while it is narrated, and stays after a cancel; its id is then that of the input."""
    assert 'stageLabel !== "Saving playlist" ? input?.playlistId' in SCRIPTS["stages.js"]
    assert "const playlist = savedAs(job);" in SCRIPTS["documentary.js"]
