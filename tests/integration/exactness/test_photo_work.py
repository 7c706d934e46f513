"""What the photo desk does, again and again: merged, replaced, renewed and ended, and no page is stale."""

from __future__ import annotations

import os
import random

import pytest

from tests.integration.exactness.machine import PaperMachine

PHOTO_WORK = ("merge_pictures", "replace_everywhere", "say_of_many")
AMONG = ("edit_picture", "crop_picture", "make_sizes", "wait", "edit_in_form", "publish_new", "restart")
# A picture stands on many pages, and each step reads all of those again.
STEPS = 60 if int(os.environ.get("EXACT_OPERATIONS", "300")) > 1000 else 12


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_photo_work_leaves_no_stale_byte(machine: type[PaperMachine]) -> None:
    machine.tally.wanted = STEPS
    chance = random.Random(11)
    work = machine()
    work.open()
    try:
        for step in range(STEPS):
            verb = PHOTO_WORK[step % len(PHOTO_WORK)] if step % 2 else chance.choice(AMONG)
            work.work(verb=verb, numbers=[chance.randrange(100) for _ in range(12)])
    finally:
        work.teardown()

    for verb in PHOTO_WORK:
        assert machine.tally.verbs[verb], f"{verb} was never done: {machine.tally.outcomes}"
