"""Bring the index of the search up to date; can be stopped at any moment and goes on where it was."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from dateline.search.catching_up_actions import begin_anew, catching_up, look_again

SAID_EVERY = 5.0


class Command(BaseCommand):
    """Index what is missing, take out what is not public, count words."""

    help = "Index public stories that a search does not find, newest first. Stopped, it goes on where it was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anew", action="store_true", help="forget the whole index first")

    def handle(self, *, anew: bool, **options: Any) -> None:
        if anew:
            begin_anew()
        else:
            look_again()
        done, began, said = 0, time.monotonic(), time.monotonic()
        for count in catching_up():
            done += count
            if time.monotonic() - said > SAID_EVERY:
                said = time.monotonic()
                self.stdout.write(f"{done} looked at, {done / (said - began):.0f} a second")
        self.stdout.write("The index is complete.")
