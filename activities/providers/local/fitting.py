"""Chooses sentences to fill a length: what is wanted most comes first, what does not fit stays out."""

from activities.providers.local.parts import Part, Passage, said

CLOSE = 0.01
Levels = list[list[int]]


def fitted(passages: list[Passage], characters: float) -> Levels:
    """The level of every part, such that all text together comes as near to that length as it can."""
    levels = [[0] * len(passage.parts) for passage in passages]
    for place, part, level in _wanted(passages):
        tried = _with(passages, levels, place, part, level)
        if levels[place][part] == level - 1 and size(passages, tried) <= characters:
            levels = tried
    return _tuned(passages, levels, characters)


def size(passages: list[Passage], levels: Levels) -> int:
    return sum(len(said(passage, own).text) for passage, own in zip(passages, levels, strict=True))


def _wanted(passages: list[Passage]) -> list[tuple[int, int, int]]:
    """Every step of every part, the weightiest first: place of the passage, of the part, its level."""
    steps = [
        (part.weights[level], -place, -number, level)
        for place, passage in enumerate(passages)
        for number, part in enumerate(passage.parts)
        for level in range(1, len(part.levels))
        if part.weights[level]
    ]
    return [(-place, -number, level) for _, place, number, level in sorted(steps, reverse=True)]


def _with(passages: list[Passage], levels: Levels, place: int, number: int, level: int) -> Levels:
    """A fact brings the words that lead to it."""
    own, parts = list(levels[place]), passages[place].parts
    own[number] = level
    if parts[number].fact:
        own = [max(1, one) if part.leads else one for part, one in zip(parts, own, strict=True)]
    return [*levels[:place], own, *levels[place + 1 :]]


def _tuned(passages: list[Passage], levels: Levels, characters: float) -> Levels:
    """One wording longer or shorter at a time, while that brings it nearer."""
    gap = abs(size(passages, levels) - characters)
    while gap > CLOSE * characters:
        near = min(_neighbours(passages, levels), key=lambda tried: abs(size(passages, tried) - characters))
        if (left := abs(size(passages, near) - characters)) >= gap:
            break
        levels, gap = near, left
    return levels


def _neighbours(passages: list[Passage], levels: Levels) -> list[Levels]:
    return [
        _with(passages, levels, place, number, level)
        for place, passage in enumerate(passages)
        for number, part in enumerate(passage.parts)
        for level in (levels[place][number] - 1, levels[place][number] + 1)
        if _allowed(passage, levels[place], part, level, levels[place][number])
    ]


def _allowed(passage: Passage, own: list[int], part: Part, level: int, now: int) -> bool:
    """No fact is taken back, nor what leads to one."""
    if level > now:
        return level < len(part.levels) and bool(part.weights[level] or said(passage, own).facts)
    return level >= 0 and not part.fact and not (part.leads and said(passage, own).facts)
