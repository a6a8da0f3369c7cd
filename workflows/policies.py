"""Timeouts and retries by name, so that a workflow says what it wants and not how many seconds."""

from datetime import timedelta
from typing import TypedDict

from temporalio.common import RetryPolicy


class RowPolicy(TypedDict):
    start_to_close_timeout: timedelta
    retry_policy: RetryPolicy


class NoticePolicy(TypedDict):
    start_to_close_timeout: timedelta
    schedule_to_close_timeout: timedelta
    retry_policy: RetryPolicy


class WorkPolicy(TypedDict):
    start_to_close_timeout: timedelta
    heartbeat_timeout: timedelta
    retry_policy: RetryPolicy


ROW: RowPolicy = {
    "start_to_close_timeout": timedelta(seconds=10),
    "retry_policy": RetryPolicy(
        initial_interval=timedelta(milliseconds=200), maximum_interval=timedelta(seconds=5)
    ),
}
"""A short transaction on our own database: it must happen, however long the database is away."""

SHORT: WorkPolicy = {
    "start_to_close_timeout": timedelta(minutes=2),
    "heartbeat_timeout": timedelta(seconds=5),
    "retry_policy": RetryPolicy(
        initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=5), maximum_attempts=10
    ),
}
"""Seconds of local work."""

ROUND: WorkPolicy = {
    "start_to_close_timeout": timedelta(minutes=10),
    "heartbeat_timeout": timedelta(seconds=5),
    "retry_policy": RetryPolicy(initial_interval=timedelta(seconds=1), maximum_attempts=3),
}
"""A part of the housekeeping; what one round does not come to, the next one does."""

LONG: WorkPolicy = {
    "start_to_close_timeout": timedelta(hours=1),
    "heartbeat_timeout": timedelta(seconds=5),
    "retry_policy": RetryPolicy(
        initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=10), maximum_attempts=20
    ),
}
"""Minutes of work that resumes where it was: every killed worker is one attempt, so there are many."""

PACK: WorkPolicy = {
    "start_to_close_timeout": timedelta(minutes=30),
    "heartbeat_timeout": timedelta(seconds=5),
    "retry_policy": RetryPolicy(
        initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=10)
    ),
}
"""Work on items: each has its own tries, so the activity itself is tried for as long as it takes."""

TURN: WorkPolicy = {
    "start_to_close_timeout": timedelta(minutes=2),
    "heartbeat_timeout": timedelta(seconds=5),
    "retry_policy": RetryPolicy(
        initial_interval=timedelta(milliseconds=500), maximum_interval=timedelta(seconds=2)
    ),
}
"""Something that others have for now: asked for until it is there, however long they take."""

ORDER: WorkPolicy = {
    "start_to_close_timeout": timedelta(minutes=10),
    "heartbeat_timeout": timedelta(seconds=10),
    "retry_policy": RetryPolicy(
        initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=30)
    ),
}
"""A call of somebody outside who may take nothing for hours; files that it needs are handed over before."""

WATCH: WorkPolicy = {
    "start_to_close_timeout": timedelta(minutes=2),
    "heartbeat_timeout": timedelta(seconds=10),
    "retry_policy": RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=5)),
}
"""Something that happens elsewhere: asked for until it is known, and nothing is held between two looks.

When to look again each look says itself. A hundred of them are a hundred attempts, so that whoever dies in
the next one would be waited for as long as it gets.
"""

FETCH: WorkPolicy = {
    "start_to_close_timeout": timedelta(minutes=30),
    "heartbeat_timeout": timedelta(seconds=5),
    "retry_policy": RetryPolicy(
        initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=30), maximum_attempts=12
    ),
}
"""A file from somebody outside; a killed worker is an attempt as well."""

ASK: WorkPolicy = {
    "start_to_close_timeout": timedelta(minutes=30),
    "heartbeat_timeout": timedelta(seconds=5),
    "retry_policy": RetryPolicy(
        initial_interval=timedelta(milliseconds=500),
        maximum_interval=timedelta(seconds=10),
        maximum_attempts=5,
    ),
}
"""A question to somebody outside, who may be busy; a killed worker is an attempt as well.

It must outlive the longest limits that can be set: two answers of a chat model, a dozen of Spotify.
"""

SPEAK: WorkPolicy = {
    "start_to_close_timeout": timedelta(minutes=10),
    "heartbeat_timeout": timedelta(seconds=5),
    "retry_policy": RetryPolicy(initial_interval=timedelta(milliseconds=500), maximum_attempts=8),
}
"""Sound, made here or elsewhere: tried for a minute, then what cannot be had is done without."""

NOTICE: NoticePolicy = {
    "start_to_close_timeout": timedelta(seconds=30),
    "schedule_to_close_timeout": timedelta(hours=24),
    "retry_policy": RetryPolicy(
        initial_interval=timedelta(seconds=1), backoff_coefficient=2, maximum_interval=timedelta(minutes=15)
    ),
}
"""One message to a stranger: who cannot be told for a day is told no more."""
