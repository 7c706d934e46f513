"""manage new_log_key: sign the log with a new key from now on."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from dateline.transparency.signing import make_key


class Command(BaseCommand):
    help = "Make a new key for the verifiable log. The next checkpoint is signed with both and says so."

    def handle(self, **options: Any) -> None:
        """Make it; the worker takes it up with the next publication, at the latest after five minutes."""
        new, *_ = make_key()
        self.stdout.write(f"{new.verifier}\n")
