"""What the paper's own hub refuses."""


class HubRefusedError(ValueError):
    """Raised for a request that the hub does not take; its words go to whoever asked."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
