"""Why a picture is not taken, or cannot be shown."""

from django.utils.functional import Promise


class PictureRefusedError(ValueError):
    """Raised when an upload is not taken; the message is for the person who uploaded it."""

    def __init__(self, code: str, message: str | Promise) -> None:
        super().__init__(str(message))
        self.code = code


class PictureUnreadableError(OSError):
    """Raised when the stored file of a picture is gone or broken."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"The file {name} of the picture cannot be read: {reason}")
