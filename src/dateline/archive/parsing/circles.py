"""Redirects of the old site that lead back to where they began, in whichever format they came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.archive.records import Document, Problem
from dateline.archive.sameness import host_of, old_address

MOST_STEPS = 20


def with_circles_named(documents: Iterable[Document]) -> Iterator[Document]:
    """Yield the documents, the redirect that closes a circle with an error; what leads elsewhere does not.

    Left out is what leads to the same page in other words.
    """
    led: dict[str, str] = {}
    for document in documents:
        if document.kind != "redirect" or document.errors or not _stays(document):
            yield document
            continue
        start, target = old_address(document.address), old_address(document.target)
        if start == target and document.address != document.target:
            # From http to https, or to a place on the page: it is one page here, and leads nowhere.
            continue
        # As where addresses are kept: the first that says where one leads is believed.
        if led.setdefault(start, target) == target and _returns(start, led):
            del led[start]
            told = Problem(document.address, "the redirect leads back to itself", "a redirect that ends")
            yield replace(document, errors=(told,))
        else:
            yield document


def _stays(document: Document) -> bool:
    """Say whether a redirect leads to the same site: many led to another site's page of the same address."""
    return bool(document.address and document.target) and host_of(document.target) in (
        "",
        host_of(document.address),
    )


def _returns(start: str, led: dict[str, str]) -> bool:
    current, steps = led.get(start), 1
    while current is not None and current != start and steps < MOST_STEPS:
        current, steps = led.get(current), steps + 1
    return current == start
