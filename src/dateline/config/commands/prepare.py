"""dateline prepare: bring folder, database and static files up to date without serving anything."""

from __future__ import annotations

import os
import time

import click

from dateline.config.demo_folder import begin_demo
from dateline.config.first_run import run_steps, welcome_address
from dateline.config.folder import FolderUnusableError, prepare_folder
from dateline.config.installation import load_installation
from dateline.config.start import data_option, database_must_answer, start_django


@click.command()
@data_option
@click.option("--demo", is_flag=True, help="Also fill the paper with the demo newspaper.")
def command(*, demo: bool) -> None:
    """Make or update folder, tables, static files, roles and site; `up` does this by itself."""
    try:
        if demo:
            begin_demo(os.environ)
        prepare_folder(load_installation(os.environ))
    except FolderUnusableError as error:
        raise click.ClickException(str(error)) from error
    installation = start_django()
    click.echo(f"Preparing {installation.paper.name} in {installation.data}")
    began = time.monotonic()
    with database_must_answer():
        run_steps(with_demo=demo, say=lambda step: click.echo(f"  {step}"))
    click.echo(f"Ready after {time.monotonic() - began:.1f} s")
    link = welcome_address()
    if link:
        click.echo(f"Create the first editor-in-chief here, once, within 7 days:\n  {link}")
