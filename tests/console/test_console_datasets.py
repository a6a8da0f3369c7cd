"""The console's datasets without a browser: it knows the server's words, and what is shown has its place."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest

from api.filtering import Op
from workflows.contracts.dataset import Type
from workflows.contracts.transfer import Format, Mode

CONSOLE = Path(__file__).parents[2] / "web" / "console"
SCRIPTS = {path.name: path.read_text() for path in CONSOLE.glob("*.js")}
PAGE = (CONSOLE / "index.html").read_text()
OURS = ("importform.js", "exportform.js", "schema.js", "mapping.js", "transfer.js", "faults.js", "rows.js")


class Fields(HTMLParser):
    """Fields and tables by id, and what names them: a label around or for them, or their own words."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: dict[str, tuple[str, dict[str, str | None]]] = {}
        self.named: set[str | None] = set()
        self._labels = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        self._labels += tag == "label"
        self.named |= {facts.get("for")} if tag == "label" else set()
        if "id" in facts:
            self.ids[str(facts["id"])] = (tag, facts)
            if self._labels or "aria-label" in facts or "aria-labelledby" in facts:
                self.named.add(facts["id"])

    def handle_endtag(self, tag: str) -> None:
        self._labels -= tag == "label"


@pytest.fixture(scope="module")
def fields() -> Fields:
    parsed = Fields()
    parsed.feed(PAGE)
    return parsed


def table(script: str, name: str) -> dict[str, str]:
    """The keys and words of a constant that is an object of texts."""
    found = re.search(
        rf"^(?:export )?const {name} = \{{(.+?)\}};$", SCRIPTS[script], re.MULTILINE | re.DOTALL
    )
    assert found, name
    return dict(re.findall(r"\"?([\w-]+)\"?: \"([^\"]+)\"", found[1]))


def radios(name: str) -> list[str]:
    return re.findall(rf'<input type="radio" name="{name}" value="(\w+)"', PAGE)


def test_every_type_can_be_chosen_for_a_column() -> None:
    listed = re.search(r"export const TYPES = \[(.+?)\];", SCRIPTS["transfers.js"])
    assert listed
    assert re.findall(r"\"(\w+)\"", listed[1]) == [one.value for one in Type]


def test_every_format_and_mode_has_a_name_and_can_be_chosen() -> None:
    assert set(table("transfers.js", "FORMATS")) == set(radios("format")) == set(get_args(Format))
    assert set(table("transfers.js", "MODES")) == set(radios("mode")) == set(get_args(Mode))


def test_every_comparison_has_words() -> None:
    """Those of the server; `notnull` is the other half of `isnull`."""
    assert set(table("conditions.js", "WORDS")) == {*get_args(Op), "notnull"}


def test_what_a_person_fills_in_has_a_name(fields: Fields) -> None:
    """Every field, progress and table of these pages that has an id."""
    told = {
        name
        for name, (tag, facts) in fields.ids.items()
        if tag in ("input", "select", "textarea", "progress", "table") and facts.get("type") != "radio"
        if name.startswith(("import", "export", "rows", "schema", "mapping", "datasets", "first-faults"))
    }
    assert {"import-file", "import-into", "export-search", "rows-search", "schema"} <= told
    assert told - fields.named == set()


def test_what_is_made_for_a_column_names_it() -> None:
    """Fields that scripts make say which column they are of."""
    named = ("aria-label", "label(", "facts")  # `facts` begin with the label
    for script in ("schema.js", "mapping.js", "conditionfield.js"):
        made = re.findall(r"make\(\"(?:input|select|textarea)\", (.+)", SCRIPTS[script])
        assert made, script
        assert [facts for facts in made if not any(name in facts for name in named)] == []


def test_what_is_wide_scrolls_by_keyboard(fields: Fields) -> None:
    """A region that scrolls can be reached, and is named."""
    regions = re.findall(r"<div class=\"(?:wide|tall)\"([^>]*)>", PAGE)
    assert len(regions) == 3
    assert all('tabindex="0"' in facts and "aria-label=" in facts for facts in regions)


def test_a_job_shows_its_id_and_its_progress(fields: Fields) -> None:
    """On its own page and in the lists: the id in full as code, a progress element with a name."""
    assert fields.ids["transfer-id"][0] == "code"
    assert fields.ids["transfer-bar"][0] == "progress"
    assert 'at("transfer-bar").setAttribute("aria-label"' in SCRIPTS["transfer.js"]
    rows = SCRIPTS["transferlist.js"]
    assert re.search(r"make\(\"progress\", \{[^}]*\"aria-label\"", rows)
    assert 'make("code", {}, job.id)' in rows


def test_a_file_is_sent_once() -> None:
    """The form starts by the file's id; only the first look takes the file itself."""
    script = SCRIPTS["importform.js"]
    assert "fileId: this.look.fileId, dataset: id" in script
    assert len(re.findall(r"send\(\{ file \}\)", script)) == 1


@pytest.mark.parametrize("name", OURS)
def test_names_of_others_are_never_keys_that_objects_have(name: str) -> None:
    """A column called `__proto__` or `constructor` is one like any other."""
    assert not re.search(r"\w\[(?:row|column|source|found)\.(?:name|wanted)\] = ", SCRIPTS[name])


def test_a_value_is_read_only_where_the_row_has_it() -> None:
    assert "Object.hasOwn(row, name) ? row[name] : null" in SCRIPTS["rows.js"]
