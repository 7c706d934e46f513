"""manage new_log_key: sign the log with a new key from now on."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dateline.transparency.errors import LogRefusedError
from dateline.transparency.signing import make_key


class Command(BaseCommand):
    help = "Make a new key for the verifiable log. The next checkpoint is signed with both and says so."

    def handle(self, **options: Any) -> None:
        """Have it made. The worker takes it up with the next publication, within five minutes."""
        try:
            new, *_ = make_key().verifiers
        except LogRefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{new}\n")
