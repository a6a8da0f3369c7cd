"""The Python client does under every transcript what it must; one with a known bug does not."""

import pytest

from tests.conformance.kit import ENDS, transcripts
from tests.conformance.python_client import judged

KIT = transcripts()


@pytest.mark.parametrize("name", KIT)
async def test_a_watcher_in_python_makes_of_it_what_it_must(name: str) -> None:
    assert await judged(KIT[name]) == [], KIT[name].promise


def test_every_job_ends_at_most_once_in_every_transcript() -> None:
    """The kit itself asks for nothing else: one end for each run, and percent that never falls within one."""
    for name, transcript in KIT.items():
        ended: set[str] = set()
        percent: dict[str, int] = {}
        for job_id, event, *rest in (line.split(" ") for line in transcript.leads.events):
            if event == "refused":
                continue
            if event == "reset":
                ended.discard(job_id)
                percent.pop(job_id, None)
            told = int(rest[1].removesuffix("%"))
            assert job_id not in ended, name
            assert told >= percent.get(job_id, 0), name
            percent[job_id] = told
            ended |= {job_id} if event in ENDS else set()
