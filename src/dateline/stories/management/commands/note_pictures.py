"""Note what pictures look like and which drafts and versions show them, for papers older than those notes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from dateline.media.look_actions import look_again
from dateline.media.models import Picture
from dateline.stories.picture_use_actions import note_all_uses


class Command(BaseCommand):
    """Run once after an upgrade. Running it again is harmless."""

    help = "Notes looks and uses of pictures that came before the photo desk kept them."

    def handle(self, *args: Any, **options: Any) -> None:
        looked = sum(
            look_again(picture=picture)
            for picture in Picture.objects.filter(look="").order_by("pk").iterator()
        )
        self.stdout.write(f"{looked} pictures looked at, {note_all_uses()} stories and company pages read.")
