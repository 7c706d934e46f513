"""Whatever the desk does, in whatever order: readers get what would be rendered now, byte for byte.

Every page is served by the edition as in a paper: from memory, from disk, or rendered in a snapshot. This
test is never weakened. EXACT_OPERATIONS says how much is done.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.integration.exactness.machine import PaperMachine

# On each database, and `make test` does all of it on both.
OPERATIONS = int(os.environ.get("EXACT_OPERATIONS", "150"))
PARTS = 1 if OPERATIONS < 1000 else 2
# Each sequence begins and ends with a look at every page. Long ones come to states that short ones never see.
STEPS = 25 if OPERATIONS < 1000 else 60


@pytest.mark.longest
@pytest.mark.slow
# A file that is opened for a picture may be closed by the garbage collector only.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("part", range(PARTS))
def test_no_sequence_of_work_leaves_a_stale_byte(machine: type[PaperMachine], part: int) -> None:
    # Some steps find nothing to do or are refused; counted are those that were really done. Hypothesis begins
    # with the simplest sequences, so it gets more of them than would do, and stops when it is enough.
    machine.tally.wanted = -(-OPERATIONS // PARTS)
    if report := os.environ.get("EXACT_REPORT"):
        machine.tally.file = Path(report, f"work-{part}.txt")
    while not machine.tally.is_enough:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=max(20, 4 * machine.tally.wanted // STEPS),
                stateful_step_count=STEPS,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                database=None,
                print_blob=True,
            ),
        )
    # The simplest sequence, one verb again and again, is the first that Hypothesis tries.
    assert machine.tally.wanted < 100 or len(+machine.tally.verbs) >= 30
