"""dateline manage: any Django management command, on this paper."""

from __future__ import annotations

import os

import click
from django.core.management import execute_from_command_line

from dateline.config.installation import load_installation
from dateline.config.start import SETTINGS, data_option


@click.command(
    context_settings={
        "ignore_unknown_options": True,
        "allow_interspersed_args": False,
        "help_option_names": [],
    }
)
@data_option
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run any Django management command. Without one, list them.

    --data comes before the command's name.
    """
    load_installation(os.environ)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    execute_from_command_line(["dateline manage", *arguments])
