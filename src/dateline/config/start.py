"""What the subcommands share: the --data option and starting Django in this process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click
import django
from django.db import OperationalError
from django.utils.module_loading import import_string

from dateline.config.installation import Installation, load_installation

F = TypeVar("F", bound=Callable[..., Any])
SETTINGS = "dateline.config.settings"


def _remember_folder(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        # Child processes and the settings module read it from the environment, so that there is one way in.
        os.environ["DATELINE_DATA"] = os.path.abspath(value)
    return value


def data_option(function: F) -> F:
    """Add --data DIR to a command; it wins over DATELINE_DATA and is not passed on to the function."""
    option = click.option(
        "--data",
        metavar="DIR",
        expose_value=False,
        is_eager=True,
        callback=_remember_folder,
        help="The paper's folder (it has a paper.toml), or a data folder. Default: data/ right here.",
    )
    return option(function)


def start_django() -> Installation:
    """Check the configuration and start Django. Raises ConfigurationError before anything else happens."""
    installation = load_installation(os.environ)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    return installation


@contextmanager
def database_must_answer() -> Iterator[None]:
    """Say in one line that the database does not answer, instead of a traceback."""
    try:
        yield
    except OperationalError as error:
        reason = " ".join(str(error).split())
        raise click.ClickException(
            f"The database does not answer: {reason}. Is DATABASE_URL right?"
        ) from error


def call(dotted_path: str, **arguments: Any) -> Any:
    """Call a function of a package by name.

    Commands are imported before Django has started, and actions import models, so commands name them.
    """
    return import_string(dotted_path)(**arguments)
