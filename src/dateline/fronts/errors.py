"""What stands against an arrangement or a plan."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class ArrangementChangedError(Exception):
    """Raised when somebody else has arranged the front since it was opened."""

    def __init__(self) -> None:
        super().__init__("The front was arranged by somebody else in the meantime.")


class ArrangementRefusedError(ValidationError):
    """Raised when an arrangement cannot be: a story twice, or a place that this front does not have."""


class PlanClosedError(Exception):
    """Raised when a plan was carried out or called off, so that it can no longer be changed."""

    def __init__(self) -> None:
        super().__init__("The plan was carried out or called off.")


class PlanRefusedError(ValidationError):
    """Raised when one part of a plan is refused: then none of it happens. Names the part."""

    def __init__(self, part: str, messages: list[str]) -> None:
        text = _("%(part)s: %(reasons)s") % {"part": part, "reasons": " ".join(messages)}
        super().__init__(text)
