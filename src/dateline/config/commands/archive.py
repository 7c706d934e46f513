"""dateline archive: imports as a whole, and the addresses of the old site."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dateline.config.start import call, data_option, database_must_answer, start_django


@click.group("archive")
def command() -> None:
    """Watch and undo imports; prove that no old address is lost."""


@command.command("runs")
@data_option
def runs() -> None:
    """List the imports, the newest first."""
    start_django()
    with database_must_answer():
        call("dateline.archive.runs.telling.print_runs")


@command.command("carry", hidden=True)
@data_option
@click.argument("run", type=int)
def carry(run: int) -> None:
    """Carry out an import that was prepared on the desk; the desk itself calls this."""
    os.nice(5)
    start_django()
    with database_must_answer():
        if not call("dateline.archive.runs.starting.carry_run", number=run):
            raise SystemExit(1)


@command.command("undo")
@data_option
@click.argument("run", type=int)
@click.confirmation_option(prompt="Remove what this import brought?")
def undo(run: int) -> None:
    """Take out what an import brought, as far as the desk has not edited it."""
    start_django()
    with database_must_answer():
        if not call("dateline.archive.runs.telling.undo_and_tell", number=run):
            raise SystemExit(1)


@command.command("replay")
@data_option
@click.argument("addresses", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
def replay(addresses: tuple[str, ...]) -> None:
    """Look up every address of these files. Exit code 1 if one of them is answered with 404."""
    start_django()
    with database_must_answer():
        if not call(
            "dateline.archive.runs.telling.replay_and_tell", files=[str(Path(one)) for one in addresses]
        ):
            raise SystemExit(1)
