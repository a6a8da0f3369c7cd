"""How long an activity may take, and what may be set."""

import annotated_types
import pytest

from settings import Settings
from workflows.policies import ASK, ORDER, SPEAK, WATCH, WorkPolicy

TOKEN_POPULAR_SEARCH_AND_ALBUMS = 13


@pytest.mark.parametrize(
    ("setting", "calls", "policy"),
    [
        ("chat_timeout_s", 2, ASK),
        ("spotify_timeout_s", TOKEN_POPULAR_SEARCH_AND_ALBUMS, ASK),
        ("speech_timeout_s", 2, SPEAK),
        ("kie_timeout_s", 1, ORDER),
        ("kie_timeout_s", 1, WATCH),
    ],
)
def test_an_activity_outlives_the_longest_limits_of_its_calls(
    setting: str, calls: int, policy: WorkPolicy
) -> None:
    """Else a slow model would be cut off by Temporal at every attempt, whatever is set."""
    (most,) = [
        one.le for one in Settings.model_fields[setting].metadata if isinstance(one, annotated_types.Le)
    ]
    assert calls * float(most) < policy["start_to_close_timeout"].total_seconds()  # type: ignore[arg-type]
