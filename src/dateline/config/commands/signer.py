"""dateline signer: hold the key of the verifiable log and sign with it."""

from __future__ import annotations

import ctypes
import grp
import os
import resource
import signal
import sys
from pathlib import Path

import click

from dateline.lib.tlog.key_holder import KeyHolder, NotSignedError
from dateline.lib.tlog.signer_socket import answer_one, listen

PR_SET_DUMPABLE = 4
FOR_OWNER, FOR_GROUP = 0o600, 0o660


@click.command()
@click.option(
    "--key", envvar="DATELINE_LOG_KEY", required=True, type=click.Path(path_type=Path), help="The file."
)
@click.option(
    "--socket",
    "place",
    envvar="DATELINE_LOG_SIGNER",
    required=True,
    type=click.Path(path_type=Path),
    help="Where it is asked.",
)
@click.option("--group", metavar="NAME", help="Who else may ask; without it only the same user.")
def command(*, key: Path, place: Path, group: str | None) -> None:
    """Sign checkpoints of the log, and nothing that contradicts what was signed, until stopped.

    `dateline up` runs one of its own. Run it by yourself to give the key to another user.
    """
    try:
        number = grp.getgrnam(group).gr_gid if group else -1
        listening = listen(place.absolute(), mode=FOR_GROUP if group else FOR_OWNER, group=number)
        holder = KeyHolder(key.absolute())
        holder.standing()
    except KeyError as error:
        raise click.ClickException(f"There is no group {group}.") from error
    except OSError as error:
        raise click.ClickException(f"{place} cannot be made: {error.strerror}.") from error
    except NotSignedError as error:
        # It is asked all the same: whoever puts the file right need not start it again.
        click.echo(str(error), err=True)
    _shut_off()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: sys.exit(0))
    while True:
        answer_one(listening, holder)


def _shut_off() -> None:
    """Keep others of the same user from reading the key out of our memory, and it out of core files."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0)
