"""See what an action left behind: log entries and published versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from dateline.publishing.models import PublishedVersion
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import latest_number

# Touched by every publication: the page's own address and record, what search finds, the order of changes;
# by all but typos what sitemaps tell, which has tests of its own.
OWN = ("publication/", "address", "stories/text", "stories/changes", "sitemap/")


@dataclass
class Watch:
    """What was written inside the block."""

    entries: list[LogEntry] = field(default_factory=list)
    versions: list[PublishedVersion] = field(default_factory=list)
    _number: int = 0
    _version: int = 0

    def __enter__(self) -> Watch:
        self._number = latest_number()
        newest = PublishedVersion.objects.order_by("-pk").first()
        self._version = newest.pk if newest else 0
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.entries = list(LogEntry.objects.after(self._number))
        self.versions = list(PublishedVersion.objects.filter(pk__gt=self._version).order_by("pk"))

    @property
    def events(self) -> list[str]:
        return [entry.event for entry in self.entries]

    @property
    def kinds(self) -> list[str]:
        return [version.kind for version in self.versions]

    @property
    def keys(self) -> set[str]:
        """Keys of the one entry, without those that every publication has."""
        (entry,) = self.entries
        return {key for key in entry.keys if not key.startswith(OWN)}

    @property
    def is_empty(self) -> bool:
        return not self.entries and not self.versions


def fresh(page: Any) -> Any:
    """Return the page as the database has it now."""
    return type(page).objects.get(pk=page.pk)
