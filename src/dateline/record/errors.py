"""What can go wrong with the public history."""


class NotesRegisteredError(Exception):
    """Two sources of notes on versions have one name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Notes on versions are registered twice under {name!r}.")
