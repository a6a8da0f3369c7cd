"""Groups of near duplicates: exactly those that comparing all with all would find, but in a second."""

import random
import tracemalloc
from itertools import combinations

import pytest

from activities.near_duplicates import groups


def by_comparing_all(hashes: list[tuple[int, str]], within_bits: int) -> list[list[int]]:
    group = {number: {number} for number, _ in hashes}
    for (one, left), (other, right) in combinations(hashes, 2):
        if (int(left, 16) ^ int(right, 16)).bit_count() <= within_bits and group[one] is not group[other]:
            group[one] |= group[other]
            for number in group[other]:
                group[number] = group[one]
    return sorted(sorted(found) for found in {id(g): g for g in group.values()}.values() if len(found) > 1)


def digits(word: int) -> str:
    return f"{word:016x}"


def flipped(chance: random.Random, word: int, bits: int) -> int:
    for bit in chance.sample(range(64), bits):
        word ^= 1 << bit
    return word


@pytest.mark.parametrize("within_bits", [0, 3, 6])
@pytest.mark.parametrize("spread", [2, 5, 9, 30])
def test_no_group_is_missed_and_none_invented(within_bits: int, spread: int) -> None:
    """As brute force finds them: scattered, in chains, and all in a heap."""
    chance = random.Random(spread)
    seeds = [chance.getrandbits(64) for _ in range(40)]
    words = [flipped(chance, chance.choice(seeds), chance.randint(0, spread)) for _ in range(900)]
    hashes = [(number * 3, digits(word)) for number, word in enumerate(words)]
    assert groups(hashes, within_bits) == by_comparing_all(hashes, within_bits)


def test_a_heap_that_shares_most_of_its_bits_is_grouped_exactly() -> None:
    """Many hashes in one bucket, some near one another and most not."""
    chance = random.Random(7)
    hashes = [(n, digits(chance.getrandbits(30))) for n in range(1200)]
    assert groups(hashes) == by_comparing_all(hashes, 6)


def test_six_flipped_bits_are_found_wherever_they_are() -> None:
    """One bit in each of six bytes is as near as six in one; seven are not."""
    chance = random.Random(3)
    for bytes_hit in combinations(range(8), 6):
        word = chance.getrandbits(64)
        other = word
        for byte in bytes_hit:
            other ^= 1 << (8 * byte + chance.randrange(8))
        assert groups([(5, digits(word)), (9, digits(other))]) == [[5, 9]]
        further = other ^ (1 << (8 * min({*range(8)} - {*bytes_hit})))
        assert groups([(5, digits(word)), (9, digits(further))]) == []


def test_nothing_and_one_have_no_groups() -> None:
    """And a distance that the bytes cannot promise is refused."""
    assert groups([]) == groups([(4, digits(0))]) == []
    with pytest.raises(ValueError, match="within_bits"):
        groups([], 7)


def test_a_hundred_thousand_with_twenty_thousand_copies() -> None:
    """Each copy is found with its original, and nothing else."""
    chance = random.Random(1)
    words = [chance.getrandbits(64) for _ in range(80_000)]
    copies = [flipped(chance, word, chance.randint(0, 3)) for word in words[:20_000]]
    found = groups([(number, digits(word)) for number, word in enumerate([*words, *copies])])
    assert found == [[number, number + 80_000] for number in range(20_000)]


@pytest.mark.parametrize("bits", [0, 4])
def test_a_hundred_thousand_that_are_all_alike_need_little_memory(bits: int) -> None:
    """All equal, or each a few bits from the same: one group, without a table of pairs."""
    chance = random.Random(2)
    hashes = [(number, digits(flipped(chance, 0, chance.randint(0, bits)))) for number in range(100_000)]
    tracemalloc.start()
    found = groups(hashes)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == [list(range(100_000))]
    assert peak < 100e6
