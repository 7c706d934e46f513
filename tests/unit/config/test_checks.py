"""What ``dateline doctor`` advises."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.config.checks import check_log_copies


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
