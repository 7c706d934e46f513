"""What the edit screen of a story asks of the database: each thing once.

Wagtail asks anew for the step of the workflow, for the schedule and for the page above wherever a button or a
panel needs them, which makes more than a third of the queries of the screen. Its lists have attributes for
what was loaded before; the screen fills the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.forms import CheckboxSelectMultiple
from wagtail.models import Page, Revision


class Checkboxes(CheckboxSelectMultiple):
    """Many boxes to tick. Django renders three templates for each, a sixth of the screen's time."""

    template_name = "stories/desk/checkboxes.html"


def share_tasks(stories: Iterable[Any]) -> None:
    """Let stories that wait at one step have one object of it, which remembers what it was asked.

    Whether somebody may open a story depends on its step, and each row would ask that of the database again.
    """
    known: dict[int, Any] = {}
    for story in stories:
        for state in story._current_workflow_states:
            if (current := state.current_task_state) is not None:
                current.task = known.setdefault(current.task_id, current.task)


def read_once(draft: Any, *, page: Page, schedule: Revision | None) -> None:
    """Tell a draft that is only looked at what was read with its page."""
    share_tasks([page])
    draft._current_workflow_states = page._current_workflow_states
    draft._approved_schedule = schedule is not None
    draft._cached_parent_obj = page.get_parent()
