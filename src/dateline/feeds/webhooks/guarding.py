"""Which addresses the paper may be sent to by what somebody types on the desk: public ones, and no others.

Otherwise a webhook could make the paper ask its own database, a cloud's secrets or the newsroom's printers.
A name is looked up once, and what was found is what is connected to: it cannot lead elsewhere in between.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

# What lies inside them is an address of the old kind, which could be anybody's.
_WRAPPED = tuple(ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16"))
LONGEST = 500


class RefusedAddressError(ValueError):
    """Raised for an address that the paper must not ask; says why in words for people."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes."""

    host: str
    port: int
    path: str
    """With its query."""
    is_https: bool


def target_of(url: str) -> Target:
    """Return where a webhook's address leads. Raises RefusedAddressError; asks nobody."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise RefusedAddressError(_("This is not an address.")) from None
    if not parts.hostname or len(url) > LONGEST or any(ord(one) <= 32 or ord(one) > 126 for one in url):
        raise RefusedAddressError(_("This is not an address."))
    if parts.scheme != "https" and not (parts.scheme == "http" and settings.PRIVATE_WEBHOOKS):
        raise RefusedAddressError(_("It must begin with https://."))
    if parts.username is not None or parts.password is not None:
        raise RefusedAddressError(_("It must not hold a name or a password."))
    is_https = parts.scheme == "https"
    query = f"?{parts.query}" if parts.query else ""
    target = Target(parts.hostname, port or (443 if is_https else 80), (parts.path or "/") + query, is_https)
    if (literal := _literal(target.host)) is not None and not may_be_asked(literal):
        raise RefusedAddressError(_("It leads into a private network."))
    return target


def addresses_of(target: Target) -> list[str]:
    """Look a target up and return where it is. Raises RefusedAddressError when any of that is private."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise RefusedAddressError(_("There is no such host.")) from None
    addresses = list(dict.fromkeys(str(row[4][0]) for row in found))
    for address in addresses:
        literal = _literal(address)
        if literal is None or not may_be_asked(literal):
            raise RefusedAddressError(_("It leads into a private network."))
    return addresses


def may_be_asked(address: IPv4Address | IPv6Address) -> bool:
    """Say whether this is a public address, or private ones are allowed by the installation."""
    if settings.PRIVATE_WEBHOOKS:
        return True
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return may_be_asked(address.ipv4_mapped)
        if any(address in network for network in _WRAPPED):
            return False
    return address.is_global and not address.is_multicast


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None
