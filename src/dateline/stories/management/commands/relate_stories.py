"""Work out which stories are nearest to each other, for those that are public already."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from dateline.stories.actions import relate_stories
from dateline.stories.models import StoryPage

# In one transaction: others publish in between.
BATCH = 50


class Command(BaseCommand):
    """dateline manage relate_stories"""

    help = "Work out again which stories are related to each other. After the import of a large archive."

    def handle(self, *args: Any, **options: Any) -> None:
        ids = list(StoryPage.objects.newest().values_list("pk", flat=True))[::-1]
        changed = 0
        for start in range(0, len(ids), BATCH):
            changed += relate_stories(ids=ids[start : start + BATCH])
            if start % (200 * BATCH) == 0 and start:
                self.stdout.write(f"{start} of {len(ids)} stories looked at")
        self.stdout.write(f"{len(ids)} stories looked at, {changed} pages with other related stories.")
