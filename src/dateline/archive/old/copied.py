"""The old addresses that a copy of the paper as static files can answer."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive.models import OldAddress


def addresses_for_copies() -> Iterator[str]:
    """Yield the addresses that lead somewhere, in the order in which they came.

    A file knows no query, and no folder is without a name: such addresses only the paper itself answers.
    """
    rows = OldAddress.objects.filter(is_gone=False, address__startswith="/")
    rows = rows.exclude(address__contains="?").exclude(address__contains="//")
    yield from rows.order_by("pk").values_list("address", flat=True).iterator(chunk_size=2000)
