"""Names and titles as people write them: case, accents, punctuation and a leading `the` do not matter."""

import re
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches

LONGEST_NAME = 8
"""In words."""
LONG_WORD = 4
EVERYDAY = {
    *("backbeat", "bodycount", "clash", "cult", "doors", "incognito", "jet", "kiss", "passengers", "police"),
    *("queen", "rush", "scorpions", "skank", "teaparty", "who"),
}
"""Names that are words of the language too: inside a sentence they count only as they are written."""
BRACKETS = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\])")
EDITION = re.compile(
    r"\s+-\s[^-]*\b(?:live|remaster\w*|version|edit|mix|mono|stereo|take)\b.*$|\s+(?:feat|ft|featuring)\b.*$",
    re.IGNORECASE,
)


def words(text: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    found = re.sub(r"[\W_]+", " ", re.sub(r"['\u2019.]", "", bare)).split()
    return found[1:] if found[:1] == ["the"] and len(found) > 1 else found


def key(text: str) -> str:
    """The same for every way of writing a name: `R.E.M.` and `rem`, `The Doors` and `doors`."""
    return "".join(words(text))


def slug(text: str) -> str:
    return "-".join(re.sub(r"[^a-z0-9]", "", word) for word in words(text)).strip("-") or "untitled"


def bare_title(title: str) -> str:
    """The title without what says which edition it is, or who else sings on it."""
    return EDITION.sub("", BRACKETS.sub("", title)).strip() or title


def name_in(topic: str, names: Mapping[str, str]) -> str | None:
    """The key of the name that the topic is, else of the longest that it mentions; `names` by their keys."""
    if key(topic) in names:
        return key(topic)
    spoken = words(re.sub(r"['\u2019]s\b", "", topic))
    runs = (
        "".join(spoken[start : start + length])
        for start in range(len(spoken))
        for length in range(1, LONGEST_NAME + 1)
    )
    mentioned = [run for run in runs if len(run) > 1 and run in names and _is_meant(run, names[run], topic)]
    return max(mentioned, key=len, default=None)


def _is_meant(run: str, name: str, topic: str) -> bool:
    if run not in EVERYDAY:
        return True
    written = re.escape(name).replace("The\\ ", "[Tt]he\\ ", 1)
    return re.search(rf"(?<!\w){written}(?!\w)", topic) is not None


def closest(topic: str, names: Mapping[str, str], most: int = 5) -> list[str]:
    long = [word for word in words(topic) if len(word) >= LONG_WORD]
    whole = get_close_matches(key(topic), names, most, 0.7)
    parts = [near for word in long for near in get_close_matches(word, names, most, 0.75)]
    holding = [name for word in long for name in names if word in name]
    return [names[near] for near in list(dict.fromkeys(whole + parts + holding))[:most]]
