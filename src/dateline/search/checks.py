"""What ``dateline doctor`` looks at: whether every public story can be found, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Info, Warning, register  # noqa: A004 - Django's own name
from django.db import DatabaseError

from dateline.search.gaps import missing_stories, superfluous_stories
from dateline.search.models import WaitingStory
from dateline.search.state import RULES, index_state

DOCTOR = "doctor"
MEND = "Run `dateline manage index_stories`; it can be stopped and goes on where it was."


@register(DOCTOR, deploy=True)
def check_search_index(**kwargs: Any) -> Sequence[CheckMessage]:
    """Stories that a search does not find, and what is still being worked off."""
    try:
        return _findings()
    except DatabaseError:
        # Another check says what is wrong with the database.
        return []


def _findings() -> list[CheckMessage]:
    state, waiting = index_state(), WaitingStory.objects.count()
    if state.rules != RULES or not state.is_complete or waiting:
        hint = f"The worker does so, the newest stories first. Sooner: {MEND[:1].lower()}{MEND[1:]}"
        message = "The index of the search is being made" + (f"; {waiting} stories wait." if waiting else ".")
        return [Info(message, hint=hint, id="doctor.I005")]
    found: list[CheckMessage] = []
    if missing := missing_stories():
        found.append(
            Warning(f"A search does not find {missing} public stories.", hint=MEND, id="doctor.W006")
        )
    if superfluous := superfluous_stories():
        message = f"The index of the search holds {superfluous} stories that are not public."
        found.append(Warning(message, hint=MEND, id="doctor.W007"))
    return found
