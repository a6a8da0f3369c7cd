"""The Python client under a transcript: real connections, and waits that are noted instead of waited for."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

from callsheet.models import Job
from callsheet.watch import Pace, Subject, Watch
from callsheet.wire import Line, Refused
from tests.conformance.kit import (
    MOST_WAITS,
    Heard,
    Transcript,
    differences,
    event_line,
    final_line,
    refused_line,
)
from tests.conformance.stage import stage

MakeWatch = Callable[[Line, Subject, Pace], Watch]


class _GoesOn(Exception):
    """It has waited often enough."""


def sound(line: Line, subject: Subject, pace: Pace) -> Watch:
    return Watch(line, subject, pace=pace)


async def judged(transcript: Transcript, make: MakeWatch = sound) -> list[str]:
    """What is wrong with the client under this transcript."""
    async with stage(transcript) as there:
        heard = await _heard(there.url, transcript, make)
        while there.open:  # the server notices a moment later that the client is gone
            await asyncio.sleep(0.01)
        return differences(transcript, heard, there.requests)


async def _heard(url: str, transcript: Transcript, make: MakeWatch) -> Heard:
    events: list[str] = []
    waits: list[float] = []
    newest: dict[str, Job] = {}
    line, ids = Line(url, None), tuple(transcript.watch)
    watch = make(line, Subject(ids), _pace(transcript, waits))
    gave_up = False
    try:
        async with aclosing(watch.events()) as told:
            async for name, job, event_id, connection_lost in told:
                events.append(event_line(name, job.json_ready(), event_id))
                newest |= {} if connection_lost else {job.id: job}
    except Refused as error:
        still_open = [name for name in ids if name not in newest or not newest[name].status.ended]
        events += [refused_line(name, error.status, error.code) for name in still_open]
    except _GoesOn:
        gave_up = True
    finally:
        await line.aclose()
    return Heard(events, waits, {name: final_line(job.json_ready()) for name, job in newest.items()}, gave_up)


def _pace(transcript: Transcript, waits: list[float]) -> Pace:
    async def sleep(delay_s: float) -> None:
        waits.append(delay_s * 1000)
        if len(waits) > MOST_WAITS:
            raise _GoesOn
        await asyncio.sleep(0)

    seconds: dict[str, Any] = {
        {"silenceMs": "silence_s", "openingMs": "opening_s"}[name]: ms / 1000
        for name, ms in transcript.pace.items()
    }
    return Pace(sleep=sleep, **seconds)
