"""dateline up: everything in one go."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import click

from dateline.config.demo_folder import begin_demo
from dateline.config.folder import FolderInUseError, FolderUnusableError, claimed, prepare_folder
from dateline.config.installation import Installation, load_installation
from dateline.config.listening import Listening, remember_listening
from dateline.config.processes import ROLES, children_for
from dateline.config.start import data_option
from dateline.config.supervisor import Supervisor, die_with_parent


@click.command()
@data_option
@click.option("--port", metavar="PORT", help="Where to listen; also DATELINE_PORT.  [default: 8000]")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 is all."
)
@click.option("--demo", is_flag=True, help="Fill the paper with the demo newspaper.")
@click.option(
    "--role",
    type=click.Choice(list(ROLES)),
    default="all",
    show_default=True,
    help="Serve, do background work, or both.",
)
def command(*, port: str | None, host: str, demo: bool, role: str) -> None:
    """Update the tables, serve readers and the desk, and run the worker, until stopped."""
    # What it listened on before is for other commands; without a word about the port it is the usual one.
    os.environ["DATELINE_PORT"] = port or os.environ.get("DATELINE_PORT") or str(Listening().port)
    try:
        if demo:
            begin_demo(os.environ)
        installation = load_installation(os.environ)
        prepare_folder(installation)
        with claimed(installation.data, roles=ROLES[role]):
            if "web" in ROLES[role]:
                _refuse_taken_port(host, installation.port)
                _remember(installation, host=host)
            _prepare(demo=demo)
            _serve(installation, host=host, role=role)
    except (FolderInUseError, FolderUnusableError) as error:
        raise click.ClickException(str(error)) from error


def _remember(installation: Installation, *, host: str) -> None:
    try:
        remember_listening(installation.data, Listening(host=host, port=installation.port))
    except OSError as error:
        raise FolderUnusableError(installation.data, error) from error


def _refuse_taken_port(host: str, port: int) -> None:
    """Find out before anything is started; the server would silently share the port with another one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        reason = f"Port {port} on {host} cannot be used: {error.strerror}."
        raise click.ClickException(f"{reason} Name another one with --port.") from error


def _prepare(*, demo: bool) -> None:
    """Prepare in a process of its own, so that the supervisor stays small."""
    command = [sys.executable, "-m", "dateline.config.cli", "prepare", *(["--demo"] if demo else [])]
    # Left alone, it would go on writing after we were stopped and the folder was free again.
    run = subprocess.run(command, check=False, preexec_fn=die_with_parent)  # noqa: S603 - our own command
    code = run.returncode
    if code:
        raise SystemExit(code if code > 0 else 1)


def _serve(installation: Installation, *, host: str, role: str) -> None:
    announcement = _Announcement(installation, host=host, is_serving="web" in ROLES[role])
    supervisor = Supervisor(
        children=children_for(role, installation=installation, host=host),
        environment=os.environ,
        say=lambda line: click.echo(line, err=True),
        on_tick=announcement.make_when_ready,
    )
    supervisor.run()
    click.echo("Stopped.")


class _Announcement:
    """Say once that the paper can be opened, and not before it can."""

    def __init__(self, installation: Installation, *, host: str, is_serving: bool) -> None:
        listening = Listening(host=host, port=installation.port)
        self._probe = f"http://{listening.from_here}/readyz"
        self._base_url = installation.base_url
        self._is_serving = is_serving
        self._is_made = False

    def make_when_ready(self) -> None:
        """Look whether the server answers, until it does."""
        if self._is_made or (self._is_serving and not self._answers()):
            return
        self._is_made = True
        place = f"{self._base_url}/ (desk: {self._base_url}/desk/)" if self._is_serving else "the worker"
        click.echo(f"Running: {place}. Stop with Ctrl+C.")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self._probe, timeout=2) as answer:  # noqa: S310 - our own http address
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False
