"""How large a machine a pattern asks for: matching takes the time of the text times that.

An engine that never backtracks is still slow with `(?:(?:a?){1000}){1000}`, which has a million states. And
each `\\w` is the letters of all scripts: sixty kilobytes, every time that it is repeated.
"""

import re
from collections.abc import Callable

TIMES = re.compile(r"\{\s*(\d+)\s*(,?)\s*(\d*)\s*\}")
NAMED = re.compile(r"\\(?:[pPxuU]\{[^}]*\}|.)", re.DOTALL)
IN_CLASS = re.compile(r"\\.|\[:\^?\w+:\]|[^\[\]\\]", re.DOTALL)
GROUP = re.compile(r"\((?:\?P?<\w+>|\?[a-zA-Z-]*:)?")
SPACED = re.compile(r"\(\?[a-zA-Z]*x")
LETTERS = re.compile(r"\\[wWpPD]")
OF_LETTERS, OF_DIGITS = 50, 6
"""How many times as large as a plain character."""


def bulk(pattern: str) -> int:
    """About how much room it takes when it is compiled, in kilobytes. Raises `ValueError`."""
    return weight(pattern, _size)


def _size(sign: str) -> int:
    return OF_LETTERS if LETTERS.search(sign) else OF_DIGITS if "\\d" in sign else 1


def weight(pattern: str, each: Callable[[str], int] = lambda _: 1) -> int:
    """About how many characters it matches at most when `*` is one; `{30}` of `{30}` is 900.

    Raises `ValueError` for what it cannot tell, and there is another way to write that.
    """
    if SPACED.search(pattern):
        raise ValueError("the flag x is not taken")
    groups, last, at = [0], 0, 0
    while at < len(pattern):
        sign, times = pattern[at], TIMES.match(pattern, at)
        if times:
            more = last * (_most(times) - 1)
            groups[-1], last, at = groups[-1] + more, last + more, times.end()
            continue
        if sign == "(":
            groups.append(0)
        elif sign == ")" and len(groups) > 1:
            last = groups.pop()
            groups[-1] += last
        end = _after(pattern, at)
        if sign not in "()*+?":
            last = each(pattern[at:end])
            groups[-1] += last
        at = end
    return sum(groups)


def _most(times: re.Match[str]) -> int:
    least, comma, most = times.groups()
    return max(1, int(most) if most else int(least) + bool(comma))


def _after(pattern: str, at: int) -> int:
    """Where the character ends, the escape, the class or the group's opening that begins there."""
    if group := GROUP.match(pattern, at):
        return group.end()
    if pattern[at] == "\\" and (escape := NAMED.match(pattern, at)):
        return escape.end()
    if pattern[at] != "[":
        return at + 1
    at += 2 if pattern.startswith("[^", at) else 1
    begin = at
    while item := IN_CLASS.match(pattern, at):
        at = item.end()
    if at == begin or not pattern.startswith("]", at):
        raise ValueError("brackets within brackets are not taken; write \\[ and \\] for the characters")
    return at + 1
