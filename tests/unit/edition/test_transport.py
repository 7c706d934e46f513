"""Plain http leads to https, only where a trusted proxy says that it was plain."""

from __future__ import annotations

from ipaddress import ip_network
from types import SimpleNamespace

import pytest

from dateline.edition.transport import PlainHttp

PROXIES = (ip_network("10.0.0.0/8"), ip_network("::1/128"))


def _location(
    path: str = "/",
    *,
    query: str = "",
    client: str = "10.1.2.3:5000",
    base: str = "https://paper.test",
    **headers: str,
) -> str | None:
    plain = PlainHttp(base_url=base, proxies=PROXIES)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = plain.redirect(SimpleNamespace(path=path, query_string=query, client=client, headers=named))
    if answer is None:
        return None
    assert answer.status == 301
    assert dict(answer.headers)["cache-control"] == "private, no-store"
    return dict(answer.headers)["location"]


@pytest.mark.parametrize(
    ("path", "query", "location"),
    [
        ("/", "", "https://paper.test/"),
        ("/town/", "a=1&b=%20?", "https://paper.test/town/?a=1&b=%20?"),
        ("/ж x/", "", "https://paper.test/%D0%B6%20x/"),
        ("//other.test/", "", "https://paper.test//other.test/"),
        ("/\r\nset-cookie: a", "\r\nb", "https://paper.test/%0D%0Aset-cookie:%20a?%0D%0Ab"),
        ("/?a#b", "", "https://paper.test/%3Fa%23b"),
    ],
)
def test_plain_http_leads_to_the_same_page(path: str, query: str, location: str) -> None:
    assert _location(path, query=query, x_forwarded_proto="http", host="evil.test") == location


@pytest.mark.parametrize("said", ["https", "HTTPS", "", "https, http", "wss"])
def test_everything_else_is_left_alone(said: str) -> None:
    assert _location(x_forwarded_proto=said) is None


def test_only_trusted_proxies_are_believed() -> None:
    assert _location(x_forwarded_proto="http", client="[::1]:80")
    assert _location(x_forwarded_proto="http", client="203.0.113.9:80") is None
    assert _location(x_forwarded_proto="http", client="") is None
    assert _location() is None, "nobody says anything: a health check, or a proxy that does not tell"


def test_paper_without_https_or_proxies_looks_at_nothing() -> None:
    assert _location(x_forwarded_proto="http", base="http://paper.test") is None
    assert not PlainHttp(base_url="http://paper.test", proxies=PROXIES)
    assert not PlainHttp(base_url="https://paper.test", proxies=())
    assert PlainHttp(base_url="https://paper.test", proxies=PROXIES)
