"""What can go wrong when the first editor-in-chief is welcomed, and when somebody logs in."""


class LinkClosedError(Exception):
    """Raised when a welcome link was used, has expired, was replaced, or never existed."""

    def __init__(self) -> None:
        super().__init__("This link has been used, has expired or was replaced by a newer one.")


class AlreadyWelcomedError(Exception):
    """Raised when the paper has an administrator, so that no link may make another one."""

    def __init__(self) -> None:
        super().__init__("The paper already has an editor-in-chief, who can add others on the desk.")


class TooManyAttemptsError(Exception):
    """Raised when somebody has tried too often and must wait."""

    def __init__(self, *, seconds: int) -> None:
        super().__init__(f"Too many attempts; wait {seconds} seconds.")
        self.seconds = seconds
