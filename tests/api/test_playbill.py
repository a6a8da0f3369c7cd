"""What is said of a narration's length."""

import pytest

from api import playbill
from api.links import Links

MADE = {
    "topic": "Queen",
    "artist": {"name": "Queen"},
    "script": {"title": "Queen", "summary": "One song.", "source": "template", "timeline": [], "facts": []},
    "programme": None,
}


@pytest.mark.parametrize(
    ("target_s", "actual_s", "within", "reason"),
    [
        (180, 178.4, True, None),
        (180, 162, True, None),
        (1800, 276.6, False, "277 seconds to say, 1800 were asked for; nothing is repeated or made up"),
        (10, 14.2, False, "What was written takes 14 seconds to say, 10 were asked for"),
    ],
)
def test_a_length_that_is_missed_says_why(
    target_s: float, actual_s: float, within: bool, reason: str | None
) -> None:
    """Outside of a tenth there is a sentence; within it there is none."""
    narrated = {
        "status": "complete",
        "reason": None,
        "engine": "hibari-tts",
        "voice": "heart",
        "target_s": target_s,
        "actual_s": actual_s,
    }
    told = playbill.data({**MADE, "narrated": narrated}, Links("", "", "default"))["narration"]
    assert told["withinTarget"] is within
    assert told["reason"] is None if reason is None else reason in told["reason"]
