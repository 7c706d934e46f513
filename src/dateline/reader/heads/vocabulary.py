"""How things are said in JSON-LD. Source: schema.org, release 30; JSON-LD 1.1 (W3C)."""

from __future__ import annotations

from typing import Any, TypeAlias
from urllib.parse import urljoin

from django.conf import settings

Node: TypeAlias = dict[str, Any]

CONTEXT = "https://schema.org"
# Names of things, not addresses of pages: whatever says the same name speaks of the same thing.
ORGANIZATION, WEBSITE = "#organization", "#website"
# Open Graph wants a country with the language; where it is spoken most must do. Source: ogp.me.
LOCALES = {
    "en": "en_US",
    "ru": "ru_RU",
    "uk": "uk_UA",
    "be": "be_BY",
    "kk": "kk_KZ",
    "ka": "ka_GE",
    "hy": "hy_AM",
    "az": "az_AZ",
    "de": "de_DE",
    "fr": "fr_FR",
    "es": "es_ES",
    "ar": "ar_AR",
    "fa": "fa_IR",
    "he": "he_IL",
}


def whole(path: str) -> str:
    """Return the full address of a path of the paper; a full one stays as it is."""
    return urljoin(f"{settings.WAGTAILADMIN_BASE_URL}/", path)


def thing(kind: str, **properties: Any) -> Node:
    """Return a thing of this kind with those properties of which something is known."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value not in _NOTHING}}


def named(node: Node, name: str) -> Node:
    """Return the thing under a name of its own, a full address with a fragment."""
    return {"@type": node["@type"], "@id": name, **node}


def reference(name: str) -> Node:
    """Return a mention of something that is described elsewhere under this name."""
    return {"@id": name}


def block(node: Node) -> Node:
    """Return what stands by itself in a page: a thing that says which vocabulary it speaks."""
    return {"@context": CONTEXT, **node}


_NOTHING: tuple[Any, ...] = ("", None, [], (), {})
