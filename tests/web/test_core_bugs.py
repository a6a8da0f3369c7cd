"""The kit finds what it is there to find: a core with a bug that has been known turns it red."""

import shutil
from pathlib import Path

import pytest

from tests.conformance.kit import transcripts
from tests.web.core_client import CORE, core_client

KIT = transcripts()
Edit = tuple[str, str, str]
BUGS: dict[str, tuple[list[Edit], list[str]]] = {
    "drops Last-Event-ID": (
        [("wire.js", "if (lastEventId) ", "if (false) ")],
        ["eof-without-terminal", "cut-in-a-frame", "api-restart"],
    ),
    "EOF is done": (
        [("strand.js", "if (done) return false;", "if (done) { this.close(); return true; }")],
        ["eof-without-terminal", "retry-hint", "api-restart"],
    ),
    "end twice": (
        [
            ("book.js", "if (!fresh && hasEnded(known.job)) return null;", ""),
            ("book.js", "repeated ? null", "repeated && !ended ? null"),
        ],
        ["end-told-twice", "duplicates"],
    ),
    "last is newest": (
        [("book.js", "!fresh && !ended && isStale(known.job, news)", "false")],
        ["old-version", "counts-never-fall", "stale-snapshot-after-reconnect"],
    ),
    "percent falls": (
        [("book.js", "Math.max(news.percent, known.job.percent)", "news.percent")],
        ["percent-never-falls"],
    ),
    "busy is away": ([("strand.js", "const BUSY = 429;", "const BUSY = 0;")], ["busy-while-polled"]),
    "no retry hint": ([("strand.js", "this.atLeastMs = retry;", "this.atLeastMs = 0;")], ["retry-hint"]),
    "CR LF torn apart": ([("frames.js", 'this.afterReturn && text[0] === "\\n"', "false")], ["crlf"]),
    "characters torn apart": ([("frames.js", ", { stream: true }", "")], ["in-small-pieces"]),
    "leaves a timer": ([("watchdog.js", "clearTimeout(this.looking);", "")], ["to-the-end"]),
}


@pytest.mark.parametrize("bug", BUGS)
async def test_a_core_with_a_known_bug_does_not_pass(bug: str, tmp_path: Path) -> None:
    edits, seen = BUGS[bug]
    shutil.copytree(CORE, tmp_path / "core")
    for name, sound, broken in edits:
        path = tmp_path / "core" / name
        assert path.read_text().count(sound) == 1, f"{name} has no {sound!r} to break"
        path.write_text(path.read_text().replace(sound, broken))
    async with core_client(tmp_path / "core") as client:
        green = [name for name in seen if not await client.judged(KIT[name])]
    assert green == []
