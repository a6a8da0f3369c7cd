"""How many characters a user's pattern asks for at most: a machine that matches it has as many states.

Matching takes time by text times states, and `(?:(?:a{1000}){1000})` has a million of them.
"""

import re

TOKEN = re.compile(
    r"\\[pPxuU]\{[^}]*\}|\\.|\(\?[^():]*[:)]|\{(?P<least>\d+)(?P<open>,)?(?P<most>\d*)\}|.", re.DOTALL
)


def weight(pattern: str) -> int:
    """Repetitions within one another multiplied; at least what it is."""
    groups = [0]
    last = 0  # of what a repetition would repeat
    ...
