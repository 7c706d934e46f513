"""Services named by an address: the database (DATABASE_URL) and outgoing mail (EMAIL_URL)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

DATABASE_EXPECTED = (
    "sqlite:///path/to/paper.sqlite3 or postgresql://user:password@host:5432/name "
    "(for a socket: postgresql:///name?host=/folder)"
)
EMAIL_EXPECTED = "smtp://user:password@host:587, smtps://user:password@host:465 or console:"
DEFAULT_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseAddress:
    """Which database the paper lives in."""

    vendor: str
    name: str
    host: str = ""
    port: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """How mail leaves: to the terminal, or to an SMTP server."""

    kind: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    start_tls: bool = False


def parse_database(value: str) -> DatabaseAddress:
    """Read a database address. Raises ValueError when it is not one."""
    parts = urlsplit(value)
    if parts.scheme == "sqlite":
        return _sqlite(parts)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(value)
    options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    host = options.pop("host", unquote(parts.hostname or ""))
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise ValueError(value)
    return DatabaseAddress(
        vendor="postgresql",
        name=name,
        host=host,
        port=options.pop("port", str(parts.port or "")),
        user=unquote(parts.username or "") or options.pop("user", ""),
        password=unquote(parts.password or ""),
        options=options,
    )


def _sqlite(parts: SplitResult) -> DatabaseAddress:
    path = unquote(parts.path).removeprefix("/")
    if parts.netloc or parts.query or not path:
        raise ValueError(parts.geturl())
    return DatabaseAddress(vendor="sqlite", name=str(Path(path).expanduser().absolute()))


def parse_mail(value: str) -> MailServer:
    """Read the address of the mail server. Raises ValueError when it is not one."""
    parts = urlsplit(value)
    if value.rstrip("/") == "console:":
        return MailServer(kind="console")
    options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    encrypted = options.pop("tls", "yes")
    unexpected = options or parts.path.strip("/") or encrypted not in {"yes", "no"}
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or unexpected:
        raise ValueError(value)
    return MailServer(
        kind=parts.scheme,
        host=parts.hostname,
        port=parts.port or DEFAULT_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        start_tls=parts.scheme == "smtp" and encrypted == "yes",
    )


def without_password(value: str) -> str:
    """Return an address that can be shown to people."""
    head, at, tail = value.rpartition("@")
    if not at:
        return value
    scheme, separator, credentials = head.rpartition("//")
    user, colon, _ = credentials.partition(":")
    return f"{scheme}{separator}{user}{':***' if colon else ''}@{tail}"
