"""Counters that outlive processes and versions."""

from __future__ import annotations

from array import array
from pathlib import Path

from dateline.edition.metrics import ENDING, NAMES, Counters, node_totals


def test_counts_of_a_dead_process_are_carried_over(tmp_path: Path) -> None:
    (tmp_path / f"999999999{ENDING}").write_bytes(array("Q", [3] * len(NAMES)).tobytes())

    Counters(tmp_path).add("hits")

    assert node_totals(tmp_path)["hits"] == 4


def test_counts_of_a_version_with_other_counters_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "past.0badcafe").write_bytes(array("Q", [3] * len(NAMES)).tobytes())

    Counters(tmp_path).add("hits")

    assert node_totals(tmp_path)["hits"] == 1
