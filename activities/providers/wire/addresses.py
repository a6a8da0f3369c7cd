"""Where a compatible server is, and the key it takes: checked when they are set, not when they are used."""

import httpx
from pydantic import SecretStr


def address(what: str, url: str, path: str, model: str) -> httpx.URL:
    """Raises `ValueError` for an address or model that can never work; `what` is "chat", "speech", ..."""
    try:
        found = httpx.URL(f"{url.rstrip('/')}/{path}")
    except httpx.InvalidURL as error:
        raise ValueError(f"the {what} model's URL is none: {error}") from error
    if found.scheme not in ("http", "https") or not found.host or not model:
        raise ValueError(f"a {what} model needs a URL that begins with http:// or https://, and a name")
    return found


def carried(what: str, key: SecretStr) -> SecretStr:
    """Checked here because the header's own complaint would quote it."""
    stripped = key.get_secret_value().strip()
    if not all("!" <= letter <= "~" for letter in stripped):
        raise ValueError(f"the {what} API key has characters that a header cannot carry")
    return SecretStr(stripped)


def root(what: str, url: str) -> str:
    """What the paths of an API follow, without a slash at its end. Raises `ValueError` like `address`."""
    try:
        found = httpx.URL(url.rstrip("/"))
    except httpx.InvalidURL as error:
        raise ValueError(f"{what}'s URL is none: {error}") from error
    if found.scheme not in ("http", "https") or not found.host or not 0 < (found.port or 80) < 65_536:
        raise ValueError(f"{what}'s URL begins with http:// or https:// and names a host")
    if found.userinfo or found.query or found.fragment:
        raise ValueError(f"{what}'s URL holds no user, no password, no question mark and no #")
    return str(found)
