"""What texts look like that are values of a type: patterns for a Rust engine, in linear time."""

DAY_OF_ANY_YEAR = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8])"
)
YEAR = "(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
DAY = f"(?:{YEAR}-(?:{DAY_OF_ANY_YEAR})|{LEAP_YEAR}-02-29)"
CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,9})?)?"
ZONE = "(?:Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])"
MOMENT = f"{DAY}(?:[T ]{CLOCK}{ZONE}?)?"

INTEGER = "[+-]?[0-9]+"
NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"

WORD = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+"
LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
EMAIL = rf"{WORD}@{LABEL}(?:\.{LABEL})+"
"""HTML's rule for an address, and its domain has a dot."""
LETTERED_EMAIL = EMAIL.replace("A-Za-z0-9", r"\p{L}\p{M}\p{N}")
"""The same in any script: ten times slower, so the second to be tried."""

PLAIN_LABEL = "[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
PLAIN_URL = (
    rf"https?://(?:{PLAIN_LABEL}\.)*[A-Za-z][A-Za-z0-9]*(?::[0-9]{{1,4}})?"
    "(?:[/?#][A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?"
)
"""Most addresses, and nothing that a parser would not take too."""


def whole(pattern: str) -> str:
    """The pattern of the whole value, as in HTML."""
    return f"^(?:{pattern})$"
