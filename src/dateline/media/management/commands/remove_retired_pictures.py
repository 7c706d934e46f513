"""Remove picture files that no record and no stored page needs any more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dateline.media.actions import remove_retired_files
from dateline.media.preferences import keep_retired_for


class Command(BaseCommand):
    """Run daily. Removing twice is harmless."""

    help = "Removes picture files that were replaced longer ago than DATELINE_RETIRED_FILE_HOURS."

    def handle(self, *args: Any, **options: Any) -> None:
        count = remove_retired_files(before=timezone.now() - keep_retired_for())
        self.stdout.write(f"{count} files removed.")
