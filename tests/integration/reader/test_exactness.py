"""Whatever the desk does, a page whose bytes change has announced a key that the change touched.

This is what the edition relies on: it keeps a page until an entry of the log touches one of its keys. The
test renders many pages with their keys, does something, and looks for pages that differ and were not touched.
DATELINE_EXACT_STEPS makes it longer.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client

from dateline.edition.keys import collecting
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import latest_number
from tests.support.desk_work import VERBS, Choices, Desk, Outcome, addresses, make_base_paper

STEPS = int(os.environ.get("DATELINE_EXACT_STEPS", "30"))


@dataclass(frozen=True)
class Rendered:
    status: int
    body: bytes
    keys: frozenset[str]


def render(reader: Client, address: str) -> Rendered:
    with collecting() as dependencies:
        response = reader.get(address)
    return Rendered(response.status_code, response.content, frozenset(dependencies.keys))


@pytest.mark.parametrize("seed", [20261123, 4])
def test_every_page_that_changes_was_touched(
    db: None, tmp_path: object, settings: object, reader: Client, seed: int
) -> None:
    settings.MEDIA_ROOT = f"{tmp_path}/media"
    make_base_paper()
    choices = Choices.seeded(seed)
    desk = Desk(choices)
    pages: dict[str, Rendered] = {}
    for step in range(STEPS):
        known = [address for address in addresses() if address not in pages]
        pages.update({address: render(reader, address) for address in known})
        before = latest_number()
        verb = choices.pick(VERBS)
        with transaction.atomic():
            outcome = desk.do(verb)
        assert outcome is Outcome.DONE or latest_number() == before
        touched = {key for entry in LogEntry.objects.after(before) for key in entry.keys}
        stale = []
        for address, old in pages.items():
            fresh = render(reader, address)
            has_changed = (fresh.status, fresh.body) != (old.status, old.body)
            if has_changed and not old.keys & touched:
                stale.append(address)
            pages[address] = fresh

        assert stale == [], f"step {step}, {verb}: touched {sorted(touched)}"
