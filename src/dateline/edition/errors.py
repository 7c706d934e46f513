"""What can go wrong between a request and a page."""

from dateline.publishlog.errors import NotReachedError

REFUSALS = {
    401: ": is the token right?",
    403: ": may this machine, or this token, purge?",
    404: ": is the address, the service or the zone right?",
    405: ": it knows no purging",
    501: ": it knows no purging",
}


class ConfigurationError(ValueError):
    """Raised when the EDITION setting names something that does not exist."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"EDITION has no '{name}'; it knows {', '.join(known)}.")


class BadAddressError(ValueError):
    """Raised for an address that no page can have; carries the status to answer with."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class AddressRegisteredError(ValueError):
    """Raised when two declarations disagree about one prefix."""

    def __init__(self, prefix: str) -> None:
        super().__init__(f"'{prefix}' has been declared with other query parameters.")


class FormsRegisteredError(ValueError):
    """Raised when two declarations disagree about who may send what under one prefix."""

    def __init__(self, prefix: str) -> None:
        super().__init__(f"Forms under '{prefix}' have been declared with other uploads.")


class RenderFailedError(RuntimeError):
    """Raised when a page could not be rendered: the handler failed or answered with a server error."""

    def __init__(self, address: str, status: int) -> None:
        super().__init__(f"Rendering {address} ended with status {status}.")
        self.status = status


class NestedSnapshotError(RuntimeError):
    """Raised when a page should be rendered inside somebody else's transaction."""

    def __init__(self) -> None:
        super().__init__("A page needs a read snapshot of its own, but this connection is in a transaction.")


class PurgeFailedError(NotReachedError):
    """Raised when a cache in front did not confirm that it has forgotten pages, or would not."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address} {reason}.")


class RefusedError(PurgeFailedError):
    """Raised when a cache answered that it will not; ``status`` is what it said."""

    def __init__(self, address: str, status: int) -> None:
        super().__init__(address, f"refused with status {status}{REFUSALS.get(status, '')}")
        self.status = status
