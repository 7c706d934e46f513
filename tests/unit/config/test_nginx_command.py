"""What `dateline nginx` is told is checked: the message names the option and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.config.commands.nginx import LISTEN, command


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


@pytest.mark.parametrize(
    "value",
    [
        *("80", "8080", "10.0.0.5:80", "10.0.0.5", "[::]:80", "[::1]", "*:80", "localhost:8000"),
        *("unix:/run/a.sock", "80 default_server", "127.0.0.1:8080 default_server backlog=511"),
    ],
)
def test_addresses_that_nginx_takes_are_taken(value: str) -> None:
    assert LISTEN.fullmatch(value)


@pytest.mark.parametrize(
    "value", ["", "80;", "eighty!", "http://a:80", "0", "99999", "80\nserver {", "10.0.0.5:"]
)
def test_address_that_nginx_would_refuse_is_refused_by_name(value: str) -> None:
    result = run("--listen", value)

    assert result.exit_code == 2
    assert "Invalid value for '--listen': it is" in result.output
    assert "expected a port or an address with a port, such as 8080" in result.output


def test_certificate_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "key.pem").touch()
    missing, spaces = tmp_path / "no.pem", tmp_path / "a b.pem"
    spaces.touch()

    for file, said in ((missing, "is not there"), (tmp_path, "is a folder"), (spaces, "a path with spaces")):
        result = run("--certificate", str(file), "--key", str(tmp_path / "key.pem"))
        assert result.exit_code == 2
        assert "Invalid value for '--certificate'" in result.output
        assert said in result.output


def test_half_a_certificate_or_one_file_for_both_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "one.pem"
    file.touch()

    assert "--key is missing" in run("--certificate", str(file)).output
    assert "are one file" in run("--certificate", str(file), "--key", str(file)).output


def test_listen_beside_a_certificate_is_refused_instead_of_ignored(tmp_path: Path) -> None:
    for name in ("c.pem", "k.pem"):
        (tmp_path / name).touch()

    result = run(
        *("--listen", "8443", "--certificate", str(tmp_path / "c.pem"), "--key", str(tmp_path / "k.pem"))
    )

    assert result.exit_code == 2
    assert "--listen is for sites without a certificate" in result.output
