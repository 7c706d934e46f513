"""What keeps the log from growing. Each says in plain words what is wrong and what to do."""

from dateline.publishlog.errors import NotReachedError


class LogRefusedError(NotReachedError):
    """Raised instead of signing: a signature that is given cannot be taken back."""


class CopyAwayError(NotReachedError):
    """Raised when a copy of the log that has to be asked does not answer."""
