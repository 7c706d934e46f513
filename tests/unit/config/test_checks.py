"""What ``dateline doctor`` advises."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.config.log_checks import check_log_copies, check_log_key, check_log_witness


@pytest.mark.parametrize(
    ("copies", "advice"),
    [((), ["doctor.I004"]), (("/backup/log",), []), (("https://mirror.example/log",), [])],
)
def test_log_that_is_kept_nowhere_else_is_pointed_out(
    settings: Any, copies: tuple[str, ...], advice: list[str]
) -> None:
    settings.LOG_COPIES = copies

    found = check_log_copies()

    assert [one.id for one in found] == advice
    assert all("DATELINE_LOG_COPIES" in (one.hint or "") for one in found)


@pytest.mark.parametrize(
    ("address", "witness", "copies", "found"),
    [
        ("https://paper.example", "elsewhere", (), []),
        ("https://paper.example", "paper/data/witness", (), ["doctor.W007"]),
        ("https://paper.example", "paper/witness", ("/backup/log",), ["doctor.W007"]),
        ("https://paper.example", "file/witness", (), ["doctor.W006"]),
        ("https://paper.example", None, (), ["doctor.W008"]),
        ("https://paper.example", None, ("/backup/log",), []),
        ("http://localhost:8000", "file/witness", (), []),
    ],
)
def test_witness_must_lie_where_no_backup_reaches(
    settings: Any,
    tmp_path: Path,
    address: str,
    witness: str | None,
    copies: tuple[str, ...],
    found: list[str],
) -> None:
    (tmp_path / "file").write_text("no folder")
    paper = tmp_path / "paper"
    settings.INSTALLATION = replace(settings.INSTALLATION, folder=paper, data=paper / "data")
    settings.BASE_URL, settings.LOG_COPIES = address, copies
    settings.LOG_WITNESS = tmp_path / witness if witness else None

    assert [one.id for one in check_log_witness()] == found


def sign_with(settings: Any, key: Path, *, is_elsewhere: bool) -> None:
    signing = replace(settings.INSTALLATION.log_signing, key=key, is_elsewhere=is_elsewhere)
    settings.INSTALLATION = replace(settings.INSTALLATION, log_signing=signing)


@pytest.mark.parametrize(("mode", "found"), [(0o600, []), (0o640, ["doctor.E010"]), (0o604, ["doctor.E010"])])
def test_key_that_others_can_read_is_wrong(
    settings: Any, tmp_path: Path, mode: int, found: list[str]
) -> None:
    sign_with(settings, tmp_path / "log_key", is_elsewhere=False)
    assert check_log_key() == []
    (tmp_path / "log_key").write_text("key")
    (tmp_path / "log_key").chmod(mode)

    assert [one.id for one in check_log_key()] == found


def test_key_that_stays_behind_when_somebody_else_signs_is_pointed_out(settings: Any, tmp_path: Path) -> None:
    sign_with(settings, tmp_path / "log_key", is_elsewhere=True)
    assert check_log_key() == []
    (tmp_path / "log_key").write_text("key")
    (tmp_path / "log_key").chmod(0o600)

    assert [one.id for one in check_log_key()] == ["doctor.W009"]
