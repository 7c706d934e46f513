"""dateline import: bring an archive into the paper."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dateline.config.first_run import migrate, set_up_paper
from dateline.config.folder import FolderUnusableError, prepare_folder
from dateline.config.installation import load_installation
from dateline.config.start import call, data_option, database_must_answer, start_django


@click.command("import")
@data_option
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--as", "as_", metavar="FORMAT", help="The format, when it is not recognized by itself.")
@click.option("--dry-run", is_flag=True, help="Show what would happen and change nothing.")
@click.option(
    "--report", metavar="FILE", type=click.Path(dir_okay=False), help="Write the report as JSON too."
)
@click.option(
    "--rules",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What sections, tags, authors and addresses of the archive become: TOML or CSV.",
)
@click.option(
    "--mapping",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Which column of a table becomes what: TOML. Default: the file of that name beside the table.",
)
@click.option(
    "--readers",
    metavar="N",
    type=click.IntRange(1, 32),
    default=None,
    help="Processes that read page dumps. Default: as many as there are processors, up to three.",
)
@click.option(
    "--pictures",
    metavar="DIR",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with the archive’s pictures; may be given several times.",
)
@click.option(
    "--fetch-pictures",
    is_flag=True,
    help="Fetch pictures that no folder has from the old site, over the network.",
)
def command(
    sources: tuple[str, ...],
    as_: str | None,
    dry_run: bool,
    report: str | None,
    rules: Path | None,
    mapping: Path | None,
    readers: int | None,
    pictures: tuple[Path, ...],
    fetch_pictures: bool,
) -> None:
    """Bring stories from files or folders into the paper. Exit code 1 if any file had a problem."""
    _refuse_unknown_format(as_)
    try:
        prepare_folder(load_installation(os.environ))
    except FolderUnusableError as error:
        raise click.ClickException(str(error)) from error
    start_django()
    # An archive can come before the paper has ever run.
    with database_must_answer():
        migrate()
        set_up_paper()
    if report is not None:
        _check_writable(Path(report))
    failed = call(
        "dateline.archive.imports.import_archive",
        sources=[Path(source) for source in sources],
        as_=as_,
        dry_run=dry_run,
        report_file=Path(report) if report else None,
        rules=rules,
        mapping=mapping,
        readers=readers or 0,
        pictures=list(pictures),
        fetch_pictures=fetch_pictures,
    )
    if failed:
        raise SystemExit(1)


def _refuse_unknown_format(name: str | None) -> None:
    known = [each.name for each in call("dateline.archive.formats.registered")]
    if name is not None and name not in known:
        raise click.UsageError(f'--as is "{name}"; expected one of: {", ".join(sorted(known))}')


def _check_writable(path: Path) -> None:
    """Refuse before the work is done, not after it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError as error:
        raise click.UsageError(
            f"--report {path}: {error.strerror}; expected a file that can be written"
        ) from None
