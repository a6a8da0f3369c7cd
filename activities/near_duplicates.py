"""Groups images whose perceptual hashes nearly agree: exactly all of them, without comparing all with all.

Two hashes that differ in six of 64 bits or fewer agree in two of their eight bytes at least, so only hashes
that share two bytes are compared.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

BYTES = 8
SHARED = 2
MOST_BITS = BYTES - SHARED
LARGE = 64
"""Buckets up to this size are compared at one go, larger ones one after the other."""

Words = NDArray[np.uint64]
Numbers = NDArray[np.intp]


def groups(hashes: Sequence[tuple[int, str]], within_bits: int = MOST_BITS) -> list[list[int]]:
    """Item numbers of two or more images linked by steps of at most so many bits, in order.

    `hashes` are item numbers with 16 hex digits each.
    """
    if not 0 <= within_bits <= MOST_BITS:
        raise ValueError(f"within_bits must lie between 0 and {MOST_BITS}")
    if not hashes:
        return []
    words, which = np.unique(
        np.array([int(digits, 16) for _, digits in hashes], dtype=np.uint64), return_inverse=True
    )
    labels = _labels(words, within_bits)[which]
    together: dict[int, list[int]] = {}
    for (number, _), label in zip(hashes, labels.tolist(), strict=True):
        together.setdefault(label, []).append(number)
    return sorted(sorted(numbers) for numbers in together.values() if len(numbers) > 1)


def _labels(words: Words, within_bits: int) -> Numbers:
    """One label per group of distinct hashes."""
    labels = np.arange(len(words))
    for first, second in combinations(range(BYTES), SHARED):
        keys = _byte(words, first) << 8 | _byte(words, second)
        order = np.argsort(keys, kind="stable")
        starts = np.flatnonzero(np.diff(keys[order], prepend=-1))
        sizes = np.diff(starts, append=len(order))
        large = np.repeat(sizes > LARGE, sizes)
        labels = _small_buckets(words, keys, order[~large], labels, within_bits)
        for start in np.flatnonzero(sizes > LARGE):
            bucket = order[starts[start] : starts[start] + sizes[start]]
            labels = _large_bucket(words, bucket, labels, within_bits)
    return labels


def _byte(words: Words, number: int) -> NDArray[np.int64]:
    return (words >> np.uint64(8 * number) & np.uint64(255)).astype(np.int64)


def _small_buckets(
    words: Words, keys: NDArray[np.int64], order: Numbers, labels: Numbers, within_bits: int
) -> Numbers:
    """All buckets at one go: each hash with its next in the bucket, then with the one after that."""
    for step in range(1, LARGE):
        left, right = order[:-step], order[step:]
        same = keys[left] == keys[right]
        if not same.any():
            break
        left, right = left[same], right[same]
        near = np.bitwise_count(words[left] ^ words[right]) <= within_bits
        labels = _joined(labels, left[near], right[near])
    return labels


def _large_bucket(words: Words, bucket: Numbers, labels: Numbers, within_bits: int) -> Numbers:
    """Group by group: what one is near to leaves the bucket and is asked in its turn."""
    others = bucket
    while others.size and (labels[others] != labels[others[0]]).any():
        asked, others = [others[0]], others[1:]
        group = list(asked)
        while asked and others.size:
            near = np.bitwise_count(words[others] ^ words[asked.pop()]) <= within_bits
            if near.any():
                asked.extend(others[near])
                group.extend(others[near])
                others = others[~near]
        ends = np.array(group[1:], dtype=np.intp)
        labels = _joined(labels, np.full_like(ends, group[0]), ends)
    return labels


def _joined(labels: Numbers, left: Numbers, right: Numbers) -> Numbers:
    """The labels after those pairs have become one group each; the smallest label stays."""
    while (differ := labels[left] != labels[right]).any():
        left, right = left[differ], right[differ]
        pairs = np.sort([labels[left], labels[right]], axis=0)
        into = np.arange(len(labels))
        np.minimum.at(into, pairs[1], pairs[0])
        while not np.array_equal(further := into[into], into):
            into = further
        labels = into[labels]
    return labels
