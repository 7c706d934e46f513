"""What planning refuses."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _


class NotYoursToPlanError(PermissionDenied):
    """Somebody wants to plan in a section, or for a person, that is not theirs to plan for."""


class AlreadyStartedError(ValidationError):
    """The story of this plan has been begun, perhaps by somebody else a moment ago."""

    def __init__(self) -> None:
        super().__init__(_("The story has already been started."), code="started")


class DroppedError(ValidationError):
    """The plan was dropped, so there is nothing to begin."""

    def __init__(self) -> None:
        super().__init__(_("This plan was dropped. Take it up again first."), code="dropped")
