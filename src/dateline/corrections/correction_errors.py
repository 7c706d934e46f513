"""Why a correction cannot be recorded, changed or amended."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class CorrectionKeptError(RuntimeError):
    """Raised when code tries to change or delete a correction that is on record."""

    def __init__(self) -> None:
        super().__init__("A correction is never changed or deleted. Amend it by another: amend_correction.")


class AmendmentRefusedError(ValidationError):
    """Raised when a correction cannot be amended; says why."""
