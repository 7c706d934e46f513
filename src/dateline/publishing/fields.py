"""Text that is written once and seldom read, kept compressed in the database."""

from __future__ import annotations

import zlib
from typing import Any

from django.db import models


class CompressedTextField(models.BinaryField):  # type: ignore[type-arg]  # generic in its stubs alone
    """Text in Python, zlib (RFC 1950) in the database: a third of the room for prose, a quarter for JSON."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, str):
            value = compressed(value)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        return None if value is None else zlib.decompress(bytes(value)).decode()

    def to_python(self, value: Any) -> Any:
        # Fixtures bring the text itself; a plain binary field would take it for Base64.
        return value

    def value_to_string(self, obj: Any) -> str:
        return str(self.value_from_object(obj))


def compressed(text: str) -> bytes:
    """Return the text as the database keeps it."""
    return zlib.compress(text.encode())
