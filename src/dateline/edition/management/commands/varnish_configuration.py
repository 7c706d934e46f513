"""Print the configuration for a Varnish in front of this node."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import get_resolver

from dateline.edition.varnish import varnish_configuration


class Command(BaseCommand):
    """dateline manage varnish_configuration"""

    help = "Print the configuration (VCL) for Varnish in front of this node."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--backend",
            default=getattr(settings, "LISTENS_AT", "127.0.0.1:8000"),
            metavar="HOST:PORT",
            help="Where this node listens, seen from Varnish.  [default: %(default)s]",
        )
        parser.add_argument(
            "--purger",
            action="append",
            metavar="ADDRESS",
            help="Where the worker's requests come from; may be given several times.  [default: 127.0.0.1]",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, _, port = options["backend"].rpartition(":")
        if not host or not port.isdecimal():
            raise CommandError(
                f'--backend is "{options["backend"]}"; expected HOST:PORT such as 127.0.0.1:8000.'
            )
        # The addresses declare what goes past the cache, once they are loaded.
        _ = get_resolver().url_patterns
        purgers = tuple(options["purger"] or ["127.0.0.1"])
        self.stdout.write(varnish_configuration(host=host.strip("[]"), port=int(port), purgers=purgers))
