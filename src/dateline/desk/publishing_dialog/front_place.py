"""“And put it on the front here”: the wish that goes with a publication."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dateline.fronts.actions import place_story
from dateline.fronts.choices import Zone
from dateline.fronts.models import Front
from dateline.publishing.companions import Companion, register_companion
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.paper_time import moment_in_words

MAY_CHANGE_FRONTS = "paper_fronts.change_front"


def place_on_front(*, page: Any, data: dict[str, Any], by: Any) -> None:
    """Put the story that is being published on a front.

    Raises PublicationRefusedError when the front is gone, or who wished it may not change fronts now.
    """
    front = Front.objects.filter(pk=data["front"]).first()
    if front is None:
        raise _refused(page, _("The front on which it was to stand does not exist any more."))
    if by is not None and not (by.is_active and by.has_perm(MAY_CHANGE_FRONTS)):
        raise _refused(page, _("%(name)s may not change fronts.") % {"name": by.get_full_name() or by})
    until = datetime.fromisoformat(data["until"]) if data.get("until") else None
    try:
        place_story(story=page, front=front, zone=data["zone"], until=until, by=by)
    except ValidationError as error:
        # Such as a place that this front does not have.
        raise _refused(page, " ".join(error.messages)) from error


def place_in_words(data: dict[str, Any]) -> str:
    """Return the wish for people: Home front, Lead, until …"""
    front = Front.objects.filter(pk=data["front"]).select_related("section").first()
    place = f"{front or _('a front that is gone')}, {Zone(data['zone']).label}"
    if not data.get("until"):
        return place
    until = moment_in_words(datetime.fromisoformat(data["until"]))
    return _("%(place)s, until %(moment)s") % {"place": place, "moment": until}


def register_front_place() -> None:
    """Let publications take a place on a front along."""
    register_companion(Companion(name="front", carry_out=place_on_front, in_words=place_in_words))


def _refused(page: Any, text: str) -> PublicationRefusedError:
    return PublicationRefusedError({"__all__": [text]}, page_id=page.pk)
