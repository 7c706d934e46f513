"""Holds a save after it has read the story and before it takes the lock, until somebody else's is there too.

Two people who press at one moment hardly ever come that close: one request has mostly been written before the
other is read, and then an earlier check finds out, not the one under the lock.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from dateline.desk.keeping.screens import KeptEditMixin
from tests.keeping.together.meeting import MEETINGS, meet


def let_saves_meet() -> None:
    """Have every save of an edit screen wait where a meeting was called for its story."""
    valid = KeptEditMixin.form_valid

    def form_valid(view: Any, form: Any) -> Any:
        story = str(view.real_page_record.pk)
        meet(Path(os.environ[MEETINGS]) / story, person=str(view.request.user.pk))
        return valid(view, form)

    KeptEditMixin.form_valid = form_valid
