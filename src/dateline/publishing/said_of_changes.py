"""What is said of a change beside the text of its version: the sentence, and what packages above record.

Corrections stand above this package and register here what they record of a version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from django.core.exceptions import ImproperlyConfigured

from dateline.publishing.models import PublishedVersion
from dateline.publishing.triggers import GONE

SUMMARY = "summary"
Said: TypeAlias = Mapping[str, Any]
Source: TypeAlias = Callable[[Sequence[PublishedVersion]], Mapping[int, Said]]
_sources: dict[str, Source] = {}


def register_said(name: str, source: Source) -> None:
    """Have ``source(versions)`` asked for what it records of these versions, by their keys; JSON values only.

    It is put under ``name``. Two sources of one name are a configuration error.
    """
    if _sources.setdefault(name, source) is not source:
        raise ImproperlyConfigured(f"Two packages say “{name}” of a change.")


def said_of(versions: Iterable[PublishedVersion]) -> dict[int, dict[str, Any]]:
    """Return what is said of these changes by the key of the version; nothing said, no key."""
    listed = list(versions)
    found: dict[int, dict[str, Any]] = {row.pk: {SUMMARY: row.summary} for row in listed if row.summary}
    for name, source in _sources.items():
        for pk, said in source(listed).items():
            found.setdefault(pk, {})[name] = said
    return found


def words_in(said: Any) -> Iterator[str]:
    """Yield every text in what is said, without those that are gone."""
    if isinstance(said, str):
        if said not in ("", GONE):
            yield said
    elif isinstance(said, Mapping):
        for value in said.values():
            yield from words_in(value)
    elif isinstance(said, list | tuple):
        for value in said:
            yield from words_in(value)
