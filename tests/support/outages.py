"""Let the database be away for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn
from unittest.mock import patch

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def database_away() -> Iterator[None]:
    """Let every question to the database fail as it does when the server has been stopped."""

    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise OperationalError("connection refused: secret-host:5432")

    with patch.object(BaseDatabaseWrapper, "cursor", refuse):
        yield
