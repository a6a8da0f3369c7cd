"""Whom we may turn to, as far as their address alone can tell; what a name leads to is seen on the way.

A webhook or a link is a request that others make us send: not into our own network, unless a setting names
the host.
"""

import re
import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

LONGEST_URL = 2048
LONGEST_EMAIL = 254
YOURS = "CALLSHEET_WEBHOOK_HOSTS can name it if it is yours."
INSIDE = ("localhost", "local", "internal", "localdomain", "lan", "home", "corp", "intranet", "svc", "arpa")
GLOBAL_UNICAST = IPv6Network("2000::/3")
HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
"""Whoever decodes other characters, as a browser does, may find another name in them."""
NUMBERS = re.compile(r"[0-9a-fx.]+", re.IGNORECASE)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
EMAIL = re.compile(rf"[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~.-]{{1,64}}@{_LABEL}(?:\.{_LABEL})*")


class ReceiverRefused(ValueError):
    """Nothing is sent there or fetched from there; the message says why, for people."""


def check_url(
    url: str, hosts: Collection[str] = (), advice: str = "", longest: int = LONGEST_URL
) -> httpx.URL:
    """`hosts` may be anywhere, others must not be inside as far as they tell; `advice` is what would help."""
    try:
        if len(url) > longest or not url.isprintable() or " " in url:
            raise httpx.InvalidURL("too long, or with characters that no address has")
        found = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ReceiverRefused(f"This is no URL: {error}.") from error
    host = found.raw_host.decode("ascii").lower()
    port = 80 if found.port is None else found.port
    if found.scheme not in ("http", "https") or not host or not 0 < port < 65_536:
        raise ReceiverRefused("Only a URL that begins with http:// or https:// and names a host will do.")
    if found.userinfo:
        raise ReceiverRefused("The URL must not hold a user or a password.")
    if not HOST.fullmatch(host):
        raise ReceiverRefused("This is no URL: the name of its host has characters that no name has.")
    address = literal(host)
    if host not in hosts and not (is_public(address) if address else _may_be_public(host)):
        raise not_public(host, advice)
    return found


def not_public(host: str, advice: str = "") -> ReceiverRefused:
    return ReceiverRefused(f"The address of {host} is not a public one. {advice}".rstrip())


def _may_be_public(host: str) -> bool:
    """Not a name of one word, nor one whose end nobody has registered, as those of clouds' metadata."""
    *before, last = host.rstrip(".").split(".")
    return bool(before) and last not in INSIDE


def literal(host: str) -> str | None:
    """The address that a host spells out, in whatever form the resolver would take; None for a name."""
    host = host.strip("[]").rstrip(".")
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host)) if NUMBERS.fullmatch(host) else None
    except OSError:
        return None


def is_public(address: str) -> bool:
    """Whether everybody means the same machine by it, whichever way it is wrapped."""
    found = ip_address(address)
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if isinstance(found, IPv4Address):
        return found.is_global and not found.is_multicast
    wrapped = found.sixtofour or found.teredo
    return found in GLOBAL_UNICAST and found.is_global and not wrapped


def check_email(address: str) -> str:
    """One bare address, in ASCII."""
    if len(address) > LONGEST_EMAIL or not EMAIL.fullmatch(address):
        raise ReceiverRefused("This is not one e-mail address, like ann@example.org.")
    return address


def shown(url: str) -> str:
    """Without query and fragment: they may hold what proves that we may call."""
    return url.partition("#")[0].partition("?")[0]
