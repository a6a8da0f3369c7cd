"""Which artist a topic means, and whether two titles are the same song.

Compared is what people hear: no case, accents, punctuation, no "- 2011 Remaster".
"""

import re
import unicodedata
from collections.abc import Sequence

from activities.providers.spotify.shape import ArtistSeen

SMALL = frozenset(["a", "an", "and", "by", "for", "from", "in", "of", "on", "the", "to", "with"])
FILLING = SMALL | {"album", "band", "documentary", "history", "life", "music", "rise", "songs", "story"}
"""Words of topics that say nothing about whose topic it is."""
VARIANTS = frozenset(["acoustic", "demo", "edit", "instrumental", "karaoke", "live", "mix", "remix"])
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "\u0131": "i"}
)
"""Letters that no accent makes: who looks for them types these."""
SILENT = re.compile("['`.\u2019\u00b4]")
DASH = re.compile(r"\s[-\u2013\u2014]\s")
BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
QUOTES = '"\u201c\u201d\\'
LONGEST_QUERY = 100
"""Longer ones were refused by Spotify at times; two of them and their field names stay under 250."""


def plain(text: str) -> str:
    """Words of casefolded letters and digits; a name of signs alone ("!!!") stays what it is."""
    parts = unicodedata.normalize("NFKD", SILENT.sub("", text).replace("&", " and ")).casefold()
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter)).translate(LETTERS)
    return " ".join(re.findall(r"[^\W_]+", bare)) or text.casefold().strip()


def asked(text: str) -> str:
    """Fit for a search in quotes: none inside, no control characters, not too long."""
    spaced = (" " if sign in QUOTES or unicodedata.category(sign)[0] == "C" else sign for sign in text)
    return " ".join("".join(spaced).split())[:LONGEST_QUERY].rstrip()


def best_artist(topic: str, artists: Sequence[ArtistSeen]) -> ArtistSeen | None:
    """Of that name, else of the most telling name that stands in the topic, else the first if it may be."""
    about = plain(topic)
    for artist in artists:
        if plain(artist.name) == about:
            return artist
    inside = [artist for artist in artists if _stands_in(plain(artist.name), about)]
    if inside:
        return max(inside, key=lambda artist: _weight(plain(artist.name)))
    first = artists[:1]
    shared = {word for artist in first for word in plain(artist.name).split()} & set(about.split())
    return first[0] if shared - FILLING else None


def title_key(title: str) -> str:
    """The same for a song and its remasters and live takes."""
    return _forms(title)[1]


def likeness(wanted: str, found: str) -> int:
    """3 the same title, 2 the same song, 1 another version of it, 0 something else."""
    ours, theirs = _forms(wanted), _forms(found)
    if ours[0] == theirs[0]:
        return 3
    if ours[0] not in theirs and theirs[0] not in ours:
        return 0
    return 1 if VARIANTS & (set(theirs[0].split()) - set(ours[0].split())) else 2


def _stands_in(name: str, topic: str) -> bool:
    """As whole words, but in scripts that put no space between them."""
    whole = f" {name} " in f" {topic} " or (not name.isascii() and name in topic)
    return whole and bool(set(name.split()) - SMALL)


def _weight(name: str) -> int:
    return sum(len(word) for word in set(name.split()) - FILLING)


def _forms(title: str) -> tuple[str, str, str]:
    """All of it; without " - Remastered"; without brackets besides."""
    undashed = DASH.split(title)[0].strip() or title
    return plain(title), plain(undashed), plain(BRACKETS.sub(" ", undashed).strip() or undashed)
