"""What can go wrong when something is written to the publish log."""


class OutsideTransactionError(RuntimeError):
    """Raised when an entry would not share its transaction with the change it announces."""

    def __init__(self, event: str) -> None:
        super().__init__(
            f"'{event}' was announced outside a transaction; the change and its log entry must be "
            "committed together. Wrap both in transaction.atomic()."
        )


class NoKeysError(ValueError):
    """Raised when an entry names no key, so that no follower could act on it."""

    def __init__(self, event: str) -> None:
        super().__init__(f"'{event}' names no key; an entry must say what it touches.")


class EntriesStillNeededError(ValueError):
    """Raised when entries should be pruned that a follower has not handled."""

    def __init__(self, follower: str, position: int) -> None:
        super().__init__(f"'{follower}' has only got to entry {position}; entries after it cannot be pruned.")


class FollowerNameTakenError(ValueError):
    """Raised when two followers want to be known by the same name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"A follower called '{name}' is registered already.")


class EffectInProgressError(RuntimeError):
    """Raised when another process has claimed an effect and may still be at it."""

    def __init__(self, follower: str, key: str) -> None:
        super().__init__(f"'{follower}' may still be performing '{key}' elsewhere.")


class NotPerformedError(RuntimeError):
    """Raised by an effect that knows it did not happen, so that it may be tried again."""


class NotReachedError(RuntimeError):
    """Raised by a follower when whom it tells is away or refuses; says so in words for operators."""
