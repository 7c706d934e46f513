"""dateline doctor: what is wrong with this installation and how to mend it."""

from __future__ import annotations

import click
from django.core.checks import WARNING, CheckMessage, run_checks

from dateline.config.problems import ConfigurationError
from dateline.config.start import data_option, start_django


@click.command()
@data_option
def command() -> None:
    """Say what is wrong with this installation and how to mend it. Exit code 1 if anything is."""
    try:
        installation = start_django()
    except ConfigurationError as error:
        for problem in error.problems:
            _show("wrong", f"{problem.where} is {problem.value}.", f"Give it {problem.expected}.")
        raise SystemExit(1) from None
    click.echo(f"{installation.paper.name} in {installation.data}")
    findings = [
        finding for finding in run_checks(include_deployment_checks=True) if not finding.is_silenced()
    ]
    findings.sort(key=lambda finding: -finding.level)
    for finding in findings:
        _show(
            "wrong" if finding.level >= WARNING else "advice", _subject(finding) + finding.msg, finding.hint
        )
    wrong = sum(finding.level >= WARNING for finding in findings)
    if wrong:
        click.echo(f"{wrong} {'thing is' if wrong == 1 else 'things are'} wrong.")
        raise SystemExit(1)
    click.echo("Nothing is wrong.")


def _show(word: str, what: str, remedy: str | None) -> None:
    click.secho(f"{word}: ", nl=False, fg="red" if word == "wrong" else "yellow")
    click.echo(what)
    if remedy:
        click.echo(f"  mend: {remedy}")


def _subject(finding: CheckMessage) -> str:
    return f"{finding.obj}: " if finding.obj is not None else ""
