"""How a service can fail, by what it means for the post."""

from __future__ import annotations


class ServiceError(RuntimeError):
    """The least that is known: why, in words for people."""


class LaterError(ServiceError):
    """Nothing was done; the same may go well later. ``seconds``: the service says how long to wait."""

    def __init__(self, reason: str, *, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


class ChannelRefusedError(LaterError):
    """The service does not let us in at all: somebody has to mend the account."""


class RefusedError(ServiceError):
    """Nothing was done, and the same will be refused again."""


class UnsureError(ServiceError):
    """The request went out and no answer came: it may have been done."""


class MissingError(ServiceError):
    """What was to be changed or deleted is not there (any more)."""


class CannotTellError(ServiceError):
    """The service offers no way to find out whether something was posted."""


class TooLongError(ValueError):
    """Raised when a text does not fit, however much is left out."""
