"""The plan of `callsheet chaos`: a seed says it all, and nothing is left out for long."""

from itertools import islice

from callsheet.chaos import plan
from callsheet.chaos.pictures import pictures
from callsheet.chaos.plan import Errand, Face, Strike, Twist, Verb, Via

KINDS = ("worker", "api", "temporal")


def errands(seed: int, count: int = 300) -> list[Errand]:
    return list(islice(plan.errands(seed), count))


def strikes(seed: int, *targets: str) -> list[Strike]:
    return list(islice(plan.strikes(seed, targets, (3, 11)), 60))


def test_the_same_seed_is_the_same_plan() -> None:
    """Work, pictures and kills; another seed is another plan."""
    assert errands(7) == errands(7)
    assert strikes(7, *KINDS) == strikes(7, *KINDS)
    assert pictures(7) == pictures(7)
    assert errands(7) != errands(8)
    assert strikes(7, *KINDS) != strikes(8, *KINDS)
    assert pictures(7) != pictures(8)


def test_everything_that_can_be_tried_is_tried() -> None:
    """Every way to ask, to ask wrongly, to watch and to steer, within three hundred errands."""
    all_ = errands(1)
    assert {errand.face for errand in all_} == set(Face)
    assert {errand.twist for errand in all_} == set(Twist)
    assert {watching.via for errand in all_ for watching in errand.watchers} == set(Via)
    assert {step.verb for errand in all_ for step in errand.steps} == set(Verb)
    assert {errand.copies for errand in all_} == {1, 2, 3}
    assert {errand.engine for errand in all_ if not errand.batch} == {"fast", "quality"}


def test_a_third_of_the_errands_are_batches_of_every_kind() -> None:
    """10 to 60 images, for owners of each tier; whoever must wait for minutes is not left waiting."""
    batches = [(errand, errand.batch) for errand in errands(1) if errand.batch]
    sizes = [len(b.sound) + b.unknown + b.foreign + b.repeats for _, b in batches]
    assert 70 < len(batches) < 120
    assert min(sizes) >= 10
    assert max(sizes) <= 60
    assert {batch.tier for _, batch in batches} == {"free", "paid", "unlimited"}
    for what in ("unknown", "foreign", "repeats", "per_minute"):
        assert {bool(getattr(batch, what)) for _, batch in batches} == {True, False}
    for errand, batch in batches:
        if batch.tier == "free":
            assert {step.verb for step in errand.steps} <= set(plan.CANCELS)
            assert errand.steps
            assert not errand.retries


def test_nobody_is_asked_for_more_than_a_new_owner_has() -> None:
    """Purses change, so that no start is refused for want of credits however long the run is."""
    prices = {"1k": 2, "2k": 5, "4k": 10}
    spent: dict[str, int] = {}
    for errand in errands(1, 3000):
        price = sum(prices[tier] for tier in errand.tiers) * 2  # with a retry of each
        spent[errand.owner] = spent.get(errand.owner, 0) + price
    assert max(spent.values()) < 1000


def test_only_whom_was_named_is_killed_and_each_gets_a_turn() -> None:
    """`--kill worker,api` never touches Temporal; nobody named, nobody killed."""
    assert {name for strike in strikes(3, "worker", "api") for name in strike.targets} == {"worker", "api"}
    assert {name for strike in strikes(3, *KINDS)[:3] for name in strike.targets} == set(KINDS)
    assert strikes(3) == []
