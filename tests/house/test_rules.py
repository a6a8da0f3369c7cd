"""The house's own promises: sizes, words, settings, documents."""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from settings import Settings

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("workflows", "activities", "storage", "tabular", "api", "callsheet")
GENERATED = ROOT / "storage" / "migrations" / "versions"
FILES = sorted(
    path
    for path in [
        *(p for room in ROOMS for p in (ROOT / room).rglob("*.py")),
        ROOT / "worker.py",
        ROOT / "settings.py",
    ]
    if GENERATED not in path.parents and path.stat().st_size
)
LOCKS = tuple(f"requirements{extra}.lock" for extra in ("", "-ocr", "-narration", "-video"))
WIRE_WORDS = re.compile(r"\b(PROCESSING|REFUNDED|SUCCESS|jobId|stageLabel)\b")


def functions(path: Path) -> list[tuple[str, int]]:
    """Name and length in lines, docstrings and all."""
    tree = ast.parse(path.read_text())
    found = (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return [(f"{path.name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1) for node in found]


def test_files_and_functions_keep_their_size() -> None:
    """Files: median at most 90 lines, none over 300; functions: median at most 10, none over 40."""
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in FILES}
    assert {name: length for name, length in lengths.items() if length > 300} == {}
    assert statistics.median(lengths.values()) <= 90
    sizes = [pair for path in FILES for pair in functions(path)]
    assert [pair for pair in sizes if pair[1] > 40] == []
    assert statistics.median(length for _, length in sizes) <= 10


def test_tests_keep_their_size_too() -> None:
    """No test file over 400 lines."""
    long = [str(p) for p in (ROOT / "tests").rglob("*.py") if len(p.read_text().splitlines()) > 400]
    assert long == []


def test_names_say_what_things_are() -> None:
    """No Manager, Helper, Util, Service, Handler."""
    forbidden = re.compile(r"class \w*(Manager|Helper|Utils?|Service|Handler)\b")
    assert [str(path) for path in FILES if forbidden.search(path.read_text())] == []


def test_broad_excepts_are_rare() -> None:
    """`except Exception` at most three times in the house."""
    assert sum(len(re.findall(r"except (Base)?Exception\b", path.read_text())) for path in FILES) <= 3


def test_wire_words_live_in_dialects_only() -> None:
    """What the seeds' clients call things is not what the house calls them."""
    speaking = {ROOT / "api" / "dialects", ROOT / "api" / "routes", ROOT / "callsheet"}
    others = [path for path in FILES if not speaking & set(path.parents)]
    assert [str(path) for path in others if WIRE_WORDS.search(path.read_text())] == []


def test_workflows_use_no_clock_and_no_chance() -> None:
    """Decisions replay: no os, time, random, no Temporal client."""
    forbidden = re.compile(
        r"^\s*(import|from) (os|time|random|secrets|temporalio\.client|temporalio\.worker)\b", re.MULTILINE
    )
    assert [str(p) for p in (ROOT / "workflows").rglob("*.py") if forbidden.search(p.read_text())] == []


def test_only_settings_reads_the_environment() -> None:
    """One reader; the client's two variables are its own."""
    reading = re.compile(r"os\.(environ|getenv)")
    allowed = {"settings.py", "client.py", "processes.py"}
    assert [str(p) for p in FILES if p.name not in allowed and reading.search(p.read_text())] == []


def test_every_setting_is_documented() -> None:
    """Each has a meaning, and stands in docs/settings.md with it."""
    documented = (ROOT / "docs" / "settings.md").read_text()
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"`CALLSHEET_{name.upper()}`" in documented, name


def test_every_room_has_a_short_readme() -> None:
    """Under 60 lines: its rules, why, and the decisions."""
    for room in (*ROOMS, "web", "bench", "tests"):
        assert 5 < len((ROOT / room / "README.md").read_text().splitlines()) < 60, room


def test_the_readmes_commands_exist() -> None:
    """Every `make` target and `callsheet` command that the README shows is there."""
    readme = (ROOT / "README.md").read_text()
    targets = set(re.findall(r"^make ([a-z]+)|`make ([a-z]+)`", readme, re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text()
    assert targets
    assert [
        t for pair in targets for t in pair if t and not re.search(rf"^{t}:", makefile, re.MULTILINE)
    ] == []
    shown = set(re.findall(r"^callsheet ([a-z]+)", readme, re.MULTILINE))
    command = [str(Path(sys.executable).with_name("callsheet")), "--help"]
    help_text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert shown
    assert [name for name in shown if not re.search(rf"\b{name}\b", help_text)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_begins_with_its_idea(path: Path) -> None:
    """A module docstring whose first line is a sentence."""
    docstring = ast.get_docstring(ast.parse(path.read_text()))
    assert docstring
    assert docstring.splitlines()[0].endswith((".", ":"))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_registry(name: str) -> None:
    """Pinned, hashed, and without addresses."""
    lock = (ROOT / name).read_text()
    assert "--hash=sha256:" in lock
    assert "://" not in lock
    assert "index-url" not in lock


@pytest.mark.parametrize("extra", ["ocr", "narration", "video"])
def test_an_extras_lock_only_adds(extra: str) -> None:
    """No package of the first is locked again: the files cannot disagree. What the extra names is there."""
    first, second = (
        set(re.findall(r"^([\w.-]+)==", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.lock", f"requirements-{extra}.lock")
    )
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"][extra]
    assert first & second == set()
    assert {re.split(r"[<>=]", requirement)[0] for requirement in wanted} <= second


def test_the_compose_file_is_valid() -> None:
    """Against the schema of the compose specification that check-jsonschema carries."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    checked = subprocess.run(
        [*command, str(ROOT / "docker-compose.yml")], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    services = (ROOT / "docker-compose.yml").read_text()
    for name in ("temporal", "worker", "api"):
        assert re.search(rf"^  {name}:", services, re.MULTILINE)
