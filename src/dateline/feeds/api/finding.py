"""Which addresses of the API exist, in a flood of made-up ones."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.feeds.api.addresses import ONCE, STORY
from dateline.publishing.choices import Status
from dateline.publishing.models import Publication


def existing_api(addresses: Sequence[str]) -> set[str]:
    """Return those of these addresses at which the API has something for certain, with one query.

    Questions with parameters are not among them: there are as many as somebody makes up.
    """
    found = set(ONCE).intersection(addresses)
    asked = {address: match["uuid"] for address in addresses if (match := STORY.fullmatch(address))}
    if asked:
        rows = Publication.objects.filter(pk__in=set(asked.values()), status=Status.PUBLIC)
        there = {str(pk) for pk in rows.values_list("pk", flat=True)}
        found.update(address for address, uuid in asked.items() if uuid in there)
    return found
