"""Recompute the commitment of every stored version."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dateline.publishing.models import PublishedVersion
from dateline.record.checking import checked_versions


class Command(BaseCommand):
    """Names each version that is not what was published, and fails when there is one."""

    help = "Recompute the commitment of every stored version. Nothing is changed."

    def handle(self, *args: Any, **options: Any) -> None:
        count = damaged = 0
        for checked in checked_versions():
            count += 1
            if not checked.is_sound:
                damaged += 1
                version = PublishedVersion.objects.get(pk=checked.version_id)
                self.stderr.write(f"{version.address} version {version.number} is not what was published.")
        self.stdout.write(f"{count} versions checked, {damaged} damaged.")
        if damaged:
            raise CommandError("The record is damaged. Restore the database from a backup.")
