"""The judge's look at batches and their retries, which together are one batch."""

from collections.abc import Iterator, Mapping, Sequence

from callsheet.chaos.verdict import Violation
from callsheet.chaos.witness import BATCH, ENDED, Counts, Evidence, Last


def carried_on(evidence: Evidence) -> Iterator[Violation]:
    lasts = {last.id: last for last in evidence.jobs if last.job["kind"] == BATCH}
    carried = {str(last.job["retryOf"]) for last in lasts.values()}
    for last in lasts.values():
        chain = line_of(last, lasts)
        if len(chain) > 1 and not evidence.resets.intersection(one.id for one in chain):
            yield from takes_the_rest(last, chain[-2])
            if last.id not in carried and all(one.status in ENDED for one in chain):
                yield from adds_up(chain)


def line_of(last: Last, lasts: Mapping[str, Last]) -> list[Last]:
    """The job and what it carries on, oldest first."""
    chain = [last]
    while parent := lasts.get(str(chain[0].job["retryOf"])):
        chain.insert(0, parent)
    return chain


def takes_the_rest(last: Last, parent: Last) -> Iterator[Violation]:
    """A retry has what was not done before, in the same order, and nothing else."""
    rest = [line["itemId"] for line in parent.items if line["outcome"] != "succeeded"]
    if (ids := [line["itemId"] for line in last.items]) != rest:
        yield Violation("a retry of other items", last.id, f"{len(ids)} items, {len(rest)} were left")


def adds_up(chain: Sequence[Last]) -> Iterator[Violation]:
    """Each item counts once: what was done in any of the jobs, and what the last one says of the rest."""
    first, last = chain[0], chain[-1]
    told, jobs = last.lineage, [one.id for one in chain]
    named = [job["id"] for job in told["jobs"]] if told else None
    if told is None or named != jobs:
        yield Violation("another lineage", last.id, f"{named}, not {jobs}")
        return
    succeeded = sum(one.job["counts"]["succeeded"] for one in chain)
    failed, skipped = last.job["counts"]["failed"], last.job["counts"]["skipped"]
    total = first.job["counts"]["total"]
    true = Counts(total, succeeded + failed, succeeded, failed, skipped)
    if Counts(**told["counts"]) != true or succeeded + failed + skipped != total:
        yield Violation("lineage does not add up", last.id, f"{told['counts']}, its jobs {true}")
