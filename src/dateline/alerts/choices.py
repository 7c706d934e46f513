"""What readers can ask to be told of, and what becomes of an alert."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

BREAKING = "breaking"
OF_SECTION = "section-"


class State(models.TextChoices):
    """What has become of an alert."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    DONE = "done", _("sent")
    CANCELED = "canceled", _("called off")


OPEN = (State.WAITING, State.SENDING)


class EndReason(models.TextChoices):
    """Why an alert was called off."""

    NONE = "", ""
    BY_HAND = "by_hand", _("by hand")
    STORY_GONE = "story_gone", _("readers no longer have the story")
    TOO_LATE = "too_late", _("it was no news any more")


def section_subject(pk: int) -> str:
    """Return the subject of a section's stories."""
    return f"{OF_SECTION}{pk}"


def is_subject(text: str) -> bool:
    """Say whether this is written as subjects are; the section may be gone."""
    number = text.removeprefix(OF_SECTION)
    return text == BREAKING or (
        number != text and number.isascii() and number.isdecimal() and len(number) < 19
    )
