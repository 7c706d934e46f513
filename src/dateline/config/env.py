"""Typed readers of environment variables. A wrong value is noted with the variable's name, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from dateline.config.problems import Problems

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})

HOST = re.compile(r"\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]|\*", re.IGNORECASE)

Network = IPv4Network | IPv6Network


class Environment:
    """The variables of one process; an empty variable counts as not set."""

    def __init__(self, variables: Mapping[str, str], problems: Problems) -> None:
        self._variables = variables
        self._problems = problems

    def text(self, name: str, *, default: str) -> str:
        """Read plain text."""
        return self._variables.get(name, "").strip() or default

    def boolean(self, name: str, *, default: bool) -> bool:
        """Read yes or no."""
        value = self.text(name, default="")
        if value.lower() in TRUE:
            return True
        if value and value.lower() not in FALSE:
            self._problems.add(where=name, value=value, expected="1, true, yes, on, 0, false, no or off")
        return default if not value else False

    def integer(self, name: str, *, default: int, low: int, high: int) -> int:
        """Read a whole number between two bounds, both included."""
        value = self.text(name, default="")
        if not value:
            return default
        if value.isascii() and value.isdecimal() and low <= int(value) <= high:
            return int(value)
        self._problems.add(where=name, value=value, expected=f"a whole number from {low} to {high}")
        return default

    def choice(self, name: str, *, default: str, choices: tuple[str, ...]) -> str:
        """Read one of a few words."""
        value = self.text(name, default=default)
        if value in choices:
            return value
        self._problems.add(where=name, value=value, expected=f"one of {', '.join(choices)}")
        return default

    def words(self, name: str) -> tuple[str, ...]:
        """Read a list separated by commas."""
        return tuple(part.strip() for part in self.text(name, default="").split(",") if part.strip())

    def hosts(self, name: str) -> tuple[str, ...]:
        """Read a list of host names, without scheme, port and path; a leading dot means all below it."""
        words = self.words(name)
        for word in words:
            if not HOST.fullmatch(word):
                self._problems.add(
                    where=name, value=word, expected="host names such as www.paper.example, with commas"
                )
        return words

    def networks(self, name: str) -> tuple[Network, ...]:
        """Read a list of IP addresses or networks."""
        found: list[Network] = []
        for word in self.words(name):
            try:
                found.append(ip_network(word))
            except ValueError:
                self._problems.add(
                    where=name,
                    value=word,
                    expected="IP addresses or networks such as 10.0.0.0/8, with commas",
                )
        return tuple(found)

    def path(self, name: str, *, default: Path) -> Path:
        """Read a path; a relative one counts from the current folder."""
        return Path(self.text(name, default=str(default))).expanduser().absolute()

    def site_address(self, name: str, *, default: str) -> str:
        """Read the address of a site: scheme and host, no path; returned without a final slash."""
        value = self.text(name, default=default).rstrip("/")
        if is_site_address(value):
            return value
        self._problems.add(
            where=name, value=value, expected="an address such as https://paper.example, without a path"
        )
        return default

    def secret(self, name: str) -> str:
        """Read a secret from the variable, or from the file that the variable with _FILE names."""
        value, file_name = self.text(name, default=""), self.text(f"{name}_FILE", default="")
        if value and file_name:
            self._problems.add(
                where=f"{name}_FILE", value=file_name, expected=f"nothing, because {name} is set too"
            )
        if value or not file_name:
            return value
        try:
            return Path(file_name).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            self._problems.add(
                where=f"{name}_FILE", value=file_name, expected="the path of a readable text file"
            )
            return ""


def is_site_address(value: str) -> bool:
    """Say whether this is http(s)://host[:port] and nothing more."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return False
    extras = parts.path or parts.query or parts.fragment or parts.username
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not extras
