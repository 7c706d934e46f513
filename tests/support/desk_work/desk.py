"""The whole desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from dateline.media import signal_handlers
from dateline.publishing.errors import NotPublicError
from tests.support.desk_work.desk_form_verbs import DeskFormVerbs
from tests.support.desk_work.dialog_verbs import DialogVerbs
from tests.support.desk_work.front_verbs import FrontVerbs
from tests.support.desk_work.name_verbs import NameVerbs
from tests.support.desk_work.old_address_verbs import OldAddressVerbs
from tests.support.desk_work.outcome import NothingToDoError, Outcome, RefusedError
from tests.support.desk_work.page_form_verbs import PageFormVerbs
from tests.support.desk_work.picture_verbs import PictureVerbs
from tests.support.desk_work.record_verbs import RecordVerbs
from tests.support.desk_work.redirect_verbs import RedirectVerbs
from tests.support.desk_work.report_verbs import ReportVerbs
from tests.support.desk_work.story_verbs import StoryVerbs
from tests.support.desk_work.structure_verbs import StructureVerbs
from tests.support.desk_work.text_verbs import TextVerbs

REFUSALS = (ValidationError, NotPublicError, ProtectedError, RefusedError)


@contextmanager
def _worker_away() -> Iterator[None]:
    """Leave the sizes of pictures that nobody waits for to the worker, which comes as a verb of its own."""
    with patch.object(signal_handlers, "make_renditions_task"):
        yield


class Desk(
    StoryVerbs,
    TextVerbs,
    PageFormVerbs,
    DeskFormVerbs,
    DialogVerbs,
    ReportVerbs,
    StructureVerbs,
    RecordVerbs,
    NameVerbs,
    PictureVerbs,
    FrontVerbs,
    RedirectVerbs,
    OldAddressVerbs,
):
    """Does what it is told; see ``VERBS``."""

    def do(self, name: str) -> Outcome:
        """Do one thing and say what became of it."""
        self._client = None
        try:
            with _worker_away():
                getattr(self, name)()
        except NothingToDoError:
            return Outcome.NOTHING
        except REFUSALS:
            return Outcome.REFUSED
        return Outcome.DONE


VERBS = tuple(
    name
    for name in sorted(dir(Desk))
    if getattr(getattr(Desk, name), "is_verb", False)
    for _ in range(getattr(getattr(Desk, name), "weight", 1))
)
