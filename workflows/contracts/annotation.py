"""A batch of images, one annotation each: a parent, shards of it, packs of items.

Items are named by their `number` in the batch, from 0; their ids and outcomes are rows, never payloads.
"""

from workflows.contracts.base import Contract

MOST_ITEMS = 100_000
MILESTONES = (25, 50, 75, 100)
"""Percent of the items that have an outcome."""
MOST_OF_A_SHARD = 1_500
LANES_OF_A_PACK = 13
LEAST_OF_A_PACK = 100


class AnnotationRequest(Contract):
    """Everything a batch needs.

    `concurrency` and `per_minute` are what was asked for; at each call the owner's tier may allow less.
    `everyones`: an operator's batch may use images of any owner. `text`: whether to look for text.
    """

    job_id: str
    owner: str
    total: int
    concurrency: int
    per_minute: int | None = None
    everyones: bool = False
    text: bool = True


class Shard(Contract):
    """The items `start` up to, not including, `end`."""

    request: AnnotationRequest
    number: int
    start: int
    end: int


class Tally(Contract):
    """Outcomes of items; each item has one."""

    succeeded: int = 0
    failed: int = 0
    skipped: int = 0

    @property
    def processed(self) -> int:
        return self.succeeded + self.failed


class PackDone(Contract):
    """A slice of work on a shard: `tally` counts the shard's outcomes so far, whoever wrote them.

    `again` are items that failed for now, for a later slice; `left` says whether some were never tried.
    """

    tally: Tally
    again: tuple[int, ...] = ()
    left: bool = False


class ShardReport(Contract):
    """What a shard tells its parent; `trying` while items are left that nobody has tried."""

    number: int
    tally: Tally
    trying: bool


def packs_at_once(request: AnnotationRequest) -> int:
    """How many shards of a batch are worked on: as many as its lanes need, and one that stands by.

    It takes the lanes that another one's last images leave free.
    """
    return _packs(request) + 1


def lanes_of_a_pack(request: AnnotationRequest) -> int:
    """How many items of a pack may be under way, if the owner's limits allow it."""
    return -(-request.concurrency // _packs(request))


def size_of_a_shard(request: AnnotationRequest) -> int:
    """Each shard costs the server a while: they are as few rounds of packs as their most items demand."""
    rounds = -(-request.total // (_packs(request) * MOST_OF_A_SHARD))
    return -(-request.total // (_packs(request) * rounds))


def _packs(request: AnnotationRequest) -> int:
    """Where lanes are many they are spread over several packs, where items are few they are not."""
    by_items = -(-request.total // LEAST_OF_A_PACK)
    return min(4, -(-request.concurrency // LANES_OF_A_PACK), by_items)
