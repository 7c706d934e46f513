"""dateline new: begin a paper."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from dateline.config.installation import PAPER_FILE


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Make a folder for a new paper, with a commented paper.toml and an empty theme."""
    if (folder / PAPER_FILE).exists():
        raise click.ClickException(f"{folder / PAPER_FILE} is there already; this folder is a paper.")
    try:
        (folder / "theme" / "templates").mkdir(parents=True, exist_ok=True)
        (folder / "theme" / "static").mkdir(exist_ok=True)
        text = files("dateline.config").joinpath("new_paper.toml").read_text(encoding="utf-8")
        (folder / PAPER_FILE).write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}.") from error
    click.echo(f"Your paper is in {folder}. Say who it is in {folder / PAPER_FILE}, then start it:")
    click.echo(f"  dateline up --data {folder}")
