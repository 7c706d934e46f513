"""dateline export: the whole paper as static files."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dateline.config.first_run import run_steps
from dateline.config.folder import FolderUnusableError, prepare_folder
from dateline.config.installation import load_installation
from dateline.config.start import call, data_option, database_must_answer, start_django
from dateline.mirror.errors import CopyRefusedError, CopyStoppedError

MOST_PROCESSES = 16


def _own_processors() -> int:
    return min(MOST_PROCESSES, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)


@click.command()
@data_option
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--below",
    default="/",
    metavar="PATH",
    help="Where a host keeps the copy, such as /mirror/. Only the page for unknown addresses needs it.",
)
@click.option(
    "--processes",
    type=click.IntRange(1, MOST_PROCESSES),
    default=_own_processors,
    show_default="one for each processor",
    help="How many processes render pages.",
)
@click.option("--again", is_flag=True, help="Render everything again and mend whatever differs.")
@click.option("--replace", is_flag=True, help="Let the copy of another paper, or most of this one, go.")
def command(*, folder: Path, below: str, processes: int, again: bool, replace: bool) -> None:
    """Write the whole paper into DIR as static files, or bring a copy there up to date.

    The copy works on any host, under any path and from a folder. Exit code 1 if a page could not be made.
    """
    if not below.startswith("/") or below.startswith("//"):
        raise click.UsageError(f'--below is "{below}"; expected a path such as / or /mirror/')
    planned = load_installation(os.environ)
    # An export never begins a paper: a copy brought up to date with an empty one would lose every page.
    if planned.database.vendor == "sqlite" and not Path(planned.database.name).exists():
        raise click.UsageError(f"There is no paper in {planned.data}. Name the paper's folder with --data.")
    try:
        prepare_folder(planned)
    except FolderUnusableError as error:
        raise click.ClickException(str(error)) from error
    installation = start_django()
    with database_must_answer():
        if not call("dateline.config.first_run.has_tables"):
            raise click.UsageError("There is no paper in this database yet. Is DATABASE_URL right?")
    with database_must_answer():
        run_steps(with_demo=False, say=lambda step: None)
    try:
        failed = call(
            "dateline.mirror.exports.export_paper",
            folder=folder,
            keep_out=[installation.data, installation.media, installation.theme],
            below=below.rstrip("/") + "/",
            processes=processes,
            again=again,
            replace=replace,
        )
    except CopyRefusedError as error:
        raise click.UsageError(str(error)) from None
    except CopyStoppedError as error:
        raise click.ClickException(str(error)) from error
    if failed:
        raise SystemExit(1)
