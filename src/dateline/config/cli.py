"""The ``dateline`` command. Every module in ``commands`` is one subcommand; a new one is a new file."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Sequence

import click

from dateline import __version__
from dateline.config import commands
from dateline.config.problems import ConfigurationError


class CommandFolder(click.Group):
    """A group whose commands are the modules of a package, loaded when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names; a module called import_ is the command import."""
        return sorted(module.name.rstrip("_") for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the ``command`` of the module with this name."""
        modules = {module.name.rstrip("_"): module.name for module in pkgutil.iter_modules(commands.__path__)}
        if cmd_name not in modules:
            return None
        module = importlib.import_module(f"{commands.__name__}.{modules[cmd_name]}")
        found: click.Command = module.command
        return found


@click.group(cls=CommandFolder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dateline")
def dateline() -> None:
    """A newspaper in a box: the desk, the reader's paper and everything behind them."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command. Exit codes: 0 done, 1 failed, 2 wrong use or wrong settings."""
    # What a paper keeps (drafts, originals, readers' words) is nobody else's business on a shared machine.
    os.umask(0o027)
    try:
        dateline.main(args=arguments, prog_name="dateline")
    except ConfigurationError as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
