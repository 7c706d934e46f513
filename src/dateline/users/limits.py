"""How often somebody may try to log in, and as what they are counted. Numbers only; ``login_actions`` counts.

A limit lets ``burst`` attempts through at once and gives one back every ``seconds_each``. So nobody is ever
locked out for good: whatever others do, an attempt is there again after that time.
"""

from __future__ import annotations

import hmac
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """So many at once, and one more every so many seconds."""

    burst: int
    seconds_each: int


# Of one account by strangers: at most 20 in the first hour of an attack, then 10 an hour.
ACCOUNT = Limit(burst=10, seconds_each=360)
# Of one account from a browser that has logged in to it before. Apart from the one above, so that
# strangers who guess do not shut out the owner.
KNOWN_BROWSER = Limit(burst=10, seconds_each=360)
# From one network, whatever the account: a newsroom behind one address comes through, a list does not.
NETWORK = Limit(burst=60, seconds_each=60)
# One-time and recovery codes, and confirming who one is: 6 digits, three of which are good at a time.
CODE = Limit(burst=5, seconds_each=720)
# Asking for a passkey costs us a row and some arithmetic, and cannot be guessed.
PASSKEY = Limit(burst=60, seconds_each=5)
# Letters with a link for a new password. Whoever has others use them up has received those letters, and
# each of their links is as good as the last.
RESET = Limit(burst=3, seconds_each=3600)
RESET_NETWORK = Limit(burst=20, seconds_each=180)

V4_PREFIX, V6_PREFIX = 24, 48


def account_key(pk: int) -> str:
    """Return what an account is counted as."""
    return _digest(f"account:{pk}")


def name_key(name: str) -> str:
    """Return what a name without an account is counted as: like any account, so that it looks like one."""
    return _digest(f"name:{_plain(name)}")


def code_key(pk: int) -> str:
    """Return what the codes of an account are counted as."""
    return _digest(f"code:{pk}")


def reset_key(address: str) -> str:
    """Return what asking for a letter to this address is counted as, whether somebody has it or not."""
    return _digest(f"reset:{_plain(address)}")


def browser_key(token: str, *, kind: str) -> str:
    """Return what a known browser is counted as."""
    return _digest(f"browser:{kind}:{token}")


def network_key(address: str, *, at: datetime, kind: str = "login") -> str:
    """Return what the network of an address is counted as, today. Tomorrow it has another name."""
    return _digest(f"network:{kind}:{network_of(address)}", day=f"{at:%Y-%m-%d}")


def network_of(address: str) -> str:
    """Return the part of an address that one customer of a provider has at most."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    prefix = V6_PREFIX if isinstance(parsed, IPv6Address) else V4_PREFIX
    return str(ip_network(f"{parsed}/{prefix}", strict=False))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _digest(text: str, *, day: str = "") -> str:
    key = hmac.digest(settings.SECRET_KEY.encode(), f"dateline.users.limits:{day}".encode(), sha256)
    return hmac.new(key, text.encode(), sha256).hexdigest()
