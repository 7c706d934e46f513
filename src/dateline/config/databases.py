"""Turn the address of a database or mail server into what Django's settings want."""

from __future__ import annotations

from typing import Any

from dateline.config.addresses import DatabaseAddress, MailServer

# NORMAL loses nothing in a crash of the program under WAL; temporary tables stay in memory. What is deleted
# is overwritten, as with Debian's SQLite it would be anyway: words may have had to go.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
    " PRAGMA secure_delete=ON;"
)
# A writer waits this long for another writer before it gives up.
SQLITE_BUSY_SECONDS = 20
# A server that is switched off does not say no: without a limit everything that asks would hang for minutes.
CONNECT_SECONDS = "5"


def database_settings(address: DatabaseAddress) -> dict[str, Any]:
    """Return the value of DATABASES["default"]."""
    if address.vendor == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": address.name,
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                # Without IMMEDIATE a transaction that reads first and writes later fails at once when another
                # writer came between, however long the time-out is.
                "transaction_mode": "IMMEDIATE",
                "timeout": SQLITE_BUSY_SECONDS,
                "init_command": SQLITE_PRAGMAS,
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.name,
        "HOST": address.host,
        "PORT": address.port,
        "USER": address.user,
        "PASSWORD": address.password,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": CONNECT_SECONDS, **address.options},
    }


def mail_settings(server: MailServer) -> dict[str, Any]:
    """Return Django's EMAIL_ settings, to be merged into the settings module."""
    if server.kind == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    return {
        "EMAIL_BACKEND": "dateline.desk.mail.NotedSmtpBackend",
        "EMAIL_HOST": server.host,
        "EMAIL_PORT": server.port,
        "EMAIL_HOST_USER": server.user,
        "EMAIL_HOST_PASSWORD": server.password,
        "EMAIL_USE_TLS": server.start_tls,
        "EMAIL_USE_SSL": server.kind == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
