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
