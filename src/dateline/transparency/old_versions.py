"""Versions that are older than the publish log that is kept."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.publishing.models import PublishedVersion
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import pruned_below
from dateline.transparency.leaves import SUBJECT, WITH_VERSION, NewLeaf, leaf_of_version


def versions_without_entry() -> Iterator[NewLeaf]:
    """Yield, oldest first, the versions whose entries were let go before there was a verifiable log."""
    if pruned_below() <= 1:
        return
    kept = {
        (key.removeprefix(SUBJECT), data.get("number"))
        for event, keys, data in LogEntry.objects.values_list("event", "keys", "data").iterator()
        if event.rpartition(".")[2] in WITH_VERSION
        for key in keys
        if key.startswith(SUBJECT)
    }
    for together in LogEntry.objects.filter(data__has_key="together").values_list(
        "data__together", flat=True
    ):
        kept.update((uuid, number) for _page, uuid, number, _kind in together)
    for version in PublishedVersion.objects.select_related("publication").order_by("pk").iterator():
        if (str(version.publication_id), version.number) not in kept:
            yield leaf_of_version(version)
