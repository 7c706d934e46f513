"""Whatever the desk does, in whatever order: readers get what would be rendered now, byte for byte.

Every page is served by the edition as in a paper: from memory, from disk, or rendered in a snapshot. This
test is never weakened. EXACT_OPERATIONS makes it longer.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.integration.exactness.machine import PaperMachine

STEPS = 25
PARTS = 2
OPERATIONS = int(os.environ.get("EXACT_OPERATIONS", "400"))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_no_sequence_of_work_leaves_a_stale_byte(machine: type[PaperMachine], part: int) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=max(1, -(-OPERATIONS // STEPS // PARTS)),
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            print_blob=True,
        ),
    )
    if report := os.environ.get("EXACT_REPORT"):
        Path(report, f"work-{part}.txt").write_text(machine.tally.report(), encoding="utf-8")
    # Chance decides how many find nothing to do or are refused; most must really have happened.
    assert machine.tally.outcomes["done"] >= 0.75 * OPERATIONS / PARTS
