"""Print a new one-time link that creates the first editor-in-chief."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from dateline.users.actions import create_welcome_link
from dateline.users.errors import AlreadyWelcomedError


class Command(BaseCommand):
    """dateline manage welcome_link"""

    help = "Print a new one-time link that creates the first editor-in-chief. Older links stop working."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            token = create_welcome_link(at=timezone.now())
        except AlreadyWelcomedError as error:
            raise CommandError(
                f"{error} For a forgotten password: dateline manage changepassword <e-mail address>."
            ) from error
        self.stdout.write(settings.BASE_URL + reverse("users:welcome", kwargs={"token": token}))
