"""How asking for alerts, and sending them, can fail."""

from __future__ import annotations


class DeviceRefusedError(ValueError):
    """Raised for a device that is not taken; its words go to whoever asked."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


class UnknownDeviceError(ValueError):
    """Raised for a device that asks for nothing here, or not any more."""


class LostKeyError(RuntimeError):
    """Raised when what was sealed cannot be opened: the paper's own key was lost."""
