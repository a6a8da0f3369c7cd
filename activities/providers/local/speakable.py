"""Text as it is written becomes text as it is read aloud; nothing in it can command the voice.

The voice knows numbers, years, dates and most abbreviations by itself; here is what it gets wrong.
"""

import re
import unicodedata

MARKUP = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
"""`[word](/sounds/)` would be spoken as those sounds: the word alone is left."""
PLAIN = str.maketrans({"[": "(", "]": ")", "\u2019": "'", "\u2018": "'", "\u00b4": "'", "`": "'"})
MARKS = frozenset(" \n.,;:!?…—\u2013-'\"“”()/&%$£€¥+=@#°½¼¾")
WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), spoken)
    for pattern, spoken in (
        (r"https?://[^\s()]+", " "),
        (r"#(?!\d)", " "),
        (r"\b(\d{1,2}):(\d\d)(?= (?:minutes?|mins?)\b| long\b)", r"\1 minutes and \2 seconds"),
        (r"\((\d{1,2}):(\d\d)\)", r"(\1 minutes and \2 seconds)"),
        (r"\b(\d+) ?min\.? (?:and )?(\d+) ?(?:s|sec)\b(?:\.(?= [a-z]))?", r"\1 minutes and \2 seconds"),
        (r"(seconds) (?:minutes?|mins?)\b(?:\.(?= [a-z]))?", r"\1"),
        (r"(minutes) and 00 seconds", r"\1"),
        (r"\b0 minutes and (\d\d seconds)", r"\1"),
        (r"\b0(\d seconds)", r"\1"),
        (r"\b1 (minute|second)s\b", r"1 \1"),
        (r"(?<![\d-])(\d{4}) ?[-\u2013—] ?(\d{4}|\d\d)(?![\d-])", r"\1 to \2"),
        (r"(?<=[a-z])/(?=[A-Za-z])", ", "),
        (r"\b([Nn])o\. ?(?=\d)", r"\1umber "),
        (r"\b([Vv])ol\. ?(?=\w)", r"\1olume "),
        (r"\b([Pp])t\. ?(?=\w)", r"\1art "),
        (r"\b[Ff](?:ea)?t\. ", "featuring "),
        (r"\bvs?\. ", "versus "),
        (r"\bc(?:irc)?a?\. ?(?=\d{4})", "around "),
        (r"\b([Aa])pprox\. ", r"\1pproximately "),
        (r"\be\.g\.,? ", "for example "),
        (r"\bi\.e\.,? ", "that is "),
        (r"\betc\.", "et cetera"),
        (r"\b(min|sec)\.(?= [a-z])", r"\1"),
        (r"[^\S\n]+", " "),
    )
)


def speakable(text: str) -> str:
    """Without markup, addresses and signs that nobody reads aloud; other scripts than Latin are left out."""
    plain = MARKUP.sub(r"\1", unicodedata.normalize("NFC", text)).translate(PLAIN)
    plain = "".join(letter if _is_read(letter) else " " for letter in plain)
    for pattern, spoken in WORDS:
        plain = pattern.sub(spoken, plain)
    return plain.strip()


def _is_read(letter: str) -> bool:
    if letter.isascii():
        return letter.isalnum() or letter in MARKS
    return letter in MARKS or (
        unicodedata.category(letter) in ("Lu", "Ll") and unicodedata.name(letter, "").startswith("LATIN")
    )
