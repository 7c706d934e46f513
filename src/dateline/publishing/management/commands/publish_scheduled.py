"""Carry out the schedules that are due. Takes the place of Wagtail's command, which stops at a refusal."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dateline.publishing.scheduling import publish_due


class Command(BaseCommand):
    help = "Publish and unpublish the pages whose time has come."

    def handle(self, *args: Any, **options: Any) -> None:
        done, refused = publish_due(now=timezone.now())
        if int(options["verbosity"]):
            self.stdout.write(f"{done} carried out, {refused} refused.")
