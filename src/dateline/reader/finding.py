"""Which of many addresses exist, in a few cheap queries: for when a flood of others must be kept out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from wagtail.contrib.redirects.models import Redirect

from dateline.archive.old.leading import known_addresses
from dateline.corrections.listing import ROOT as CORRECTIONS
from dateline.corrections.listing import correction_addresses
from dateline.people.models import Contributor
from dateline.publishing.models import PublicAddress
from dateline.reader.device_addresses import ONCE as ON_DEVICES
from dateline.reader.queries import FEEDS_URL
from dateline.sections.models import Series, Topic

BY_SLUG = re.compile(r"/(topic|series|author)/([-a-zA-Z0-9_]+)/(?:page/[0-9]{1,3}/)?")
# Few enough to be made once each; of days there could be a flood.
ARCHIVE = re.compile(r"/(?:archive/(?:(?:1[89]|20)[0-9]{2}/(?:[01][0-9]/)?)?)?")
SLUGS: dict[str, Any] = {"topic": Topic, "series": Series, "author": Contributor}
OLDER = re.compile(r"page/[0-9]{1,3}/$")


def existing_addresses(addresses: Sequence[str]) -> set[str]:
    """Return those at which there is something; being asked too often, it may say so of a few others."""
    found = own_addresses(addresses)
    return found | known_addresses([address for address in addresses if address not in found])


def own_addresses(addresses: Sequence[str]) -> set[str]:
    """Return those at which this paper itself has something, the site before it left out."""
    older = {OLDER.sub("", address): address for address in addresses if OLDER.search(address)}
    paths = [*addresses, *older]
    public = set(PublicAddress.objects.filter(path__in=paths).values_list("path", flat=True))
    found = public.intersection(addresses) | {older[path] for path in public.intersection(older)}
    without_slash = {address.rstrip("/"): address for address in addresses}
    moved = Redirect.objects.filter(old_path__in=list(without_slash)).values_list("old_path", flat=True)
    found |= {without_slash[path] for path in moved}
    found |= {address for address in addresses if ARCHIVE.fullmatch(address) or address == FEEDS_URL}
    found |= set(ON_DEVICES).intersection(addresses)
    if any(address.startswith(CORRECTIONS) for address in addresses):
        found |= set(correction_addresses()).intersection(addresses)
    return found | _by_slug(addresses)


def _by_slug(addresses: Sequence[str]) -> set[str]:
    found: set[str] = set()
    matches = {address: match for address in addresses if (match := BY_SLUG.fullmatch(address))}
    for kind, model in SLUGS.items():
        asked = {address: match[2] for address, match in matches.items() if match[1] == kind}
        if asked:
            slugs = set(model.objects.filter(slug__in=set(asked.values())).values_list("slug", flat=True))
            found |= {address for address, slug in asked.items() if slug in slugs}
    return found
