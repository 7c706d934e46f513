"""The secret of a receipt as a part of its address."""

from __future__ import annotations


class Secret:
    """128 bits in hexadecimal."""

    regex = "[0-9a-f]{32}"

    def to_python(self, value: str) -> str:
        """Return the secret as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return the secret as it is."""
        return value
