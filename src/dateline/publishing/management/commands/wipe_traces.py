"""manage wipe_traces: what had to go leaves the files of the database too, however large they are."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dateline.publishing.traces import wipe_traces


class Command(BaseCommand):
    help = "Write the database anew without what was deleted. On SQLite nobody can write meanwhile."

    def handle(self, **options: Any) -> None:
        """Write it anew. Needs as much free space as the database takes."""
        if not wipe_traces(largest=sys.maxsize):
            raise CommandError("Somebody reads all the time; stop the paper and run this again.")
        self.stdout.write("Nothing that was deleted is left in the files of the database.")
