"""What ``dateline doctor`` looks at, as Django checks that say what is wrong and how to mend it.

A package adds its own with ``@register(DOCTOR, deploy=True)``; ``deploy`` keeps them out of other commands.
Errors and warnings are wrong; information is advice.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning, register  # noqa: A004 - Django's own name
from django.db import DatabaseError, connection

from dateline.config.health import database_problem, waiting_migrations
from dateline.config.installation import LOOPBACK_NAMES, PAPER_FILE, SECRET_FILE, Installation
from dateline.desk.mail import knock, sends_mail
from dateline.users.queries import has_administrator

DOCTOR = "doctor"
ENOUGH_DISK = 1024**3
OLDEST_POSTGRESQL = 150_000


@register(DOCTOR, deploy=True)
def check_folders(**kwargs: Any) -> Sequence[CheckMessage]:
    """The paper's file and the folders that must be writable."""
    installation: Installation = settings.INSTALLATION
    found: list[CheckMessage] = []
    if not (installation.folder / PAPER_FILE).exists():
        hint = f"Make a paper with `dateline new DIR`, or write {installation.folder / PAPER_FILE}."
        found.append(
            Info(
                f"There is no {PAPER_FILE}; the paper has only default settings.", hint=hint, id="doctor.I001"
            )
        )
    if not installation.data.is_dir():
        return [
            *found,
            Error(f"{installation.data} is not there.", hint="Run `dateline up` once.", id="doctor.E001"),
        ]
    for folder in (installation.data, installation.media):
        if not os.access(folder, os.W_OK | os.X_OK):
            hint = f"Make {folder} and give it to the user that runs Dateline: chown -R USER {folder}."
            found.append(Error(f"{folder} cannot be written.", hint=hint, id="doctor.E002"))
    free = shutil.disk_usage(installation.data).free
    if free < ENOUGH_DISK:
        hint = "Free some space, or move the data folder. A full disk stops publishing."
        found.append(
            Warning(f"Only {free // 1024**2} MB are free for the data.", hint=hint, id="doctor.W001")
        )
    return found


@register(DOCTOR, deploy=True)
def check_mail(**kwargs: Any) -> Sequence[CheckMessage]:
    """The mail server must let us in; nothing is sent to find out."""
    problem = knock() if sends_mail() else ""
    if not problem:
        return []
    mail = settings.INSTALLATION.mail
    hint = f"Is EMAIL_URL right, and may this machine connect to {mail.host}:{mail.port}?"
    return [Warning(f"The mail server does not let us in: {problem}.", hint=hint, id="doctor.W005")]


@register(DOCTOR, deploy=True)
def check_nginx(**kwargs: Any) -> Sequence[CheckMessage]:
    """nginx runs as a user of its own, who must get to the pages that it is to serve."""
    pages = settings.INSTALLATION.nginx_folder
    if pages is None:
        return []
    closed = [
        str(place) for place in pages.parents if place.exists() and not place.stat().st_mode & stat.S_IXOTH
    ]
    if not closed:
        return []
    hint = f"Move the paper, for instance to /srv, or let others pass: chmod o+x {' '.join(closed)}"
    return [Warning("nginx cannot get to the pages it is to serve.", hint=hint, id="doctor.W004")]


@register(DOCTOR, deploy=True)
def check_secret(**kwargs: Any) -> Sequence[CheckMessage]:
    """The secret must be kept, and nobody else may read it."""
    installation: Installation = settings.INSTALLATION
    if not installation.secret_is_kept:
        hint = "Run `dateline up`, which makes one, or set SECRET_KEY or SECRET_KEY_FILE."
        return [
            Error(
                "There is no secret key; everybody is logged out at each start.", hint=hint, id="doctor.E003"
            )
        ]
    path = installation.data / SECRET_FILE
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        hint = f"chmod 600 {path}; if others may have read it, delete it and start again."
        return [Error(f"Others on this machine can read {path}.", hint=hint, id="doctor.E004")]
    return []


@register(DOCTOR, deploy=True)
def check_database(**kwargs: Any) -> Sequence[CheckMessage]:
    """The database must answer, have today's tables and be able to search."""
    problem = database_problem()
    if problem:
        hint = "Is it running, and is DATABASE_URL right? For SQLite: may the data folder be written?"
        return [Error(f"The database does not answer ({problem}).", hint=hint, id="doctor.E005")]
    waiting = waiting_migrations()
    if waiting:
        hint = "Run `dateline up` or `dateline manage migrate`."
        return [Error(f"{waiting} changes of the tables are waiting.", hint=hint, id="doctor.E006")]
    return [*_check_vendor(), *_check_administrator()]


@register(DOCTOR, deploy=True)
def check_addresses(**kwargs: Any) -> Sequence[CheckMessage]:
    """Readers must come over https, and mail must leave."""
    installation: Installation = settings.INSTALLATION
    found: list[CheckMessage] = []
    is_local = settings.BASE_URL.split("//")[1].rsplit(":", 1)[0] in LOOPBACK_NAMES
    if is_local:
        hint = "Before the paper goes public: DATELINE_BASE_URL=https://your.paper"
        found.append(Info(f"The paper calls itself {settings.BASE_URL}.", hint=hint, id="doctor.I002"))
    elif not installation.is_https:
        hint = "Put a proxy with a certificate in front and set DATELINE_BASE_URL to the https address."
        found.append(Error("Readers and staff come without encryption.", hint=hint, id="doctor.E007"))
    if installation.mail.kind == "console":
        kind = Info if is_local else Warning
        hint = "Set EMAIL_URL, for example smtp://user:password@mail.example:587."
        found.append(kind("Mail is printed instead of sent.", hint=hint, id="doctor.W002"))
    if settings.DEBUG:
        hint = "Unset DATELINE_DEBUG; it shows the inside of the program to readers."
        found.append(Warning("DATELINE_DEBUG is on.", hint=hint, id="doctor.W003"))
    return found


def _check_vendor() -> list[CheckMessage]:
    if connection.vendor == "postgresql":
        with connection.cursor():
            version: int = connection.connection.info.server_version
        if version >= OLDEST_POSTGRESQL:
            return []
        hint = "Upgrade the server to PostgreSQL 15 or newer."
        return [Error(f"PostgreSQL is too old ({version // 10000}).", hint=hint, id="doctor.E008")]
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')")
            has_search = bool(cursor.fetchone()[0])
    except DatabaseError:
        has_search = False
    if has_search:
        return []
    hint = "Use the Python of your distribution, or PostgreSQL."
    return [Error(f"SQLite {sqlite3.sqlite_version} was built without FTS5.", hint=hint, id="doctor.E009")]


def _check_administrator() -> list[CheckMessage]:
    if has_administrator():
        return []
    hint = "Open the link that `dateline manage welcome_link` prints."
    return [Info("There is no editor-in-chief yet.", hint=hint, id="doctor.I003")]
