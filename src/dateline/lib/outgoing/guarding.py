"""Which addresses the paper may be sent to by what somebody types or sends: public ones, and no others.

Otherwise a webhook could make the paper ask its own database, a cloud's secrets or the newsroom's printers.
A name is looked up once, and what was found is what is connected to: it cannot lead elsewhere in between.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

# What lies inside them is an address of the old kind, which could be anybody's.
_WRAPPED = tuple(ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16"))
LONGEST = 500


class Refusal(StrEnum):
    """Why an address must not be asked."""

    NO_ADDRESS = "no address"
    NO_HTTPS = "no https"
    NAMES_SOMEBODY = "a name or a password in it"
    PRIVATE = "in a private network"
    NO_HOST = "no such host"


class RefusedTargetError(ValueError):
    """Raised for an address that must not be asked."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is let through besides https to public addresses."""

    may_be_private: bool = False
    may_be_plain: bool = False
    """Whether http without TLS will do."""
    longest: int = LONGEST
    """Characters of an address."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes."""

    host: str
    port: int
    path: str
    """With its query."""
    is_https: bool


def target_of(url: str, *, rules: Rules) -> Target:
    """Return where an address leads. Raises RefusedTargetError; asks nobody."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise RefusedTargetError(Refusal.NO_ADDRESS) from None
    if not parts.hostname or len(url) > rules.longest or any(not 32 < ord(one) < 127 for one in url):
        raise RefusedTargetError(Refusal.NO_ADDRESS)
    if parts.scheme != "https" and not (parts.scheme == "http" and rules.may_be_plain):
        raise RefusedTargetError(Refusal.NO_HTTPS)
    if parts.username is not None or parts.password is not None:
        raise RefusedTargetError(Refusal.NAMES_SOMEBODY)
    is_https = parts.scheme == "https"
    query = f"?{parts.query}" if parts.query else ""
    target = Target(parts.hostname, port or (443 if is_https else 80), (parts.path or "/") + query, is_https)
    if (literal := _literal(target.host)) is not None and not may_be_asked(literal, rules=rules):
        raise RefusedTargetError(Refusal.PRIVATE)
    return target


def addresses_of(target: Target, *, rules: Rules) -> list[str]:
    """Look a target up and return where it is. Raises RefusedTargetError when any of that is private."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise RefusedTargetError(Refusal.NO_HOST) from None
    addresses = list(dict.fromkeys(str(row[4][0]) for row in found))
    for address in addresses:
        literal = _literal(address)
        if literal is None or not may_be_asked(literal, rules=rules):
            raise RefusedTargetError(Refusal.PRIVATE)
    return addresses


def may_be_asked(address: IPv4Address | IPv6Address, *, rules: Rules) -> bool:
    """Say whether this is a public address, or private ones are let through."""
    if rules.may_be_private:
        return True
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return may_be_asked(address.ipv4_mapped, rules=rules)
        if any(address in network for network in _WRAPPED):
            return False
    return address.is_global and not address.is_multicast


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None
