"""Send readers who came over plain http to https, when a proxy that the paper trusts says that they did.

Only then is it sure: whoever asks past every proxy, as a health check does, gets what they ask for, and a
proxy that says nothing or is not trusted can lead nobody round in circles.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Any
from urllib.parse import quote

from dateline.edition.serve import Answer

Network = IPv4Network | IPv6Network

HEADER = "x-forwarded-proto"
MOST_REMEMBERED = 1_000
# As a path may have them (RFC 3986 section 3.3); everything else is written as bytes.
PLAIN = "/-._~!$&'()*+,;=:@"


class PlainHttp:
    """Knows the trusted proxies and the paper's address; makes nothing of a paper without https."""

    def __init__(self, *, base_url: str, proxies: Sequence[Network]) -> None:
        self._base_url = base_url
        self._proxies = proxies if base_url.startswith("https://") else ()
        self._is_trusted: dict[str, bool] = {}

    def __bool__(self) -> bool:
        """Say whether there is anything to look at."""
        return bool(self._proxies)

    def redirect(self, scope: Any) -> Answer | None:
        """Return the way to https for who came without; None for everybody else."""
        try:
            said = scope.headers.get(HEADER)
        except (UnicodeDecodeError, ValueError, RuntimeError):
            return None
        if said is None or said.strip().lower() != "http" or not self._trusts(scope.client):
            return None
        query = f"?{quote(scope.query_string, safe=PLAIN + '?%')}" if scope.query_string else ""
        location = f"{self._base_url}{quote(scope.path, safe=PLAIN)}{query}"
        # Caches in front know nothing of the header, and would lead those who came over https here too.
        return Answer(301, [("location", location), ("cache-control", "private, no-store")], b"")

    def _trusts(self, client: str) -> bool:
        host = client.rpartition(":")[0].strip("[]")
        known = self._is_trusted.get(host)
        if known is None:
            try:
                address = ip_address(host)
            except ValueError:
                return False
            known = any(address in network for network in self._proxies)
            if len(self._is_trusted) < MOST_REMEMBERED:
                self._is_trusted[host] = known
        return known
