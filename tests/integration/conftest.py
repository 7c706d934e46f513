"""A paper and a reader, for whoever has none of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from dateline.fronts.models import HomePage


@pytest.fixture
def paper(db: None, tmp_path: object, settings: object) -> HomePage:
    # Tests of the edition have settings without these models.
    from tests.factories.papers import make_paper  # noqa: PLC0415

    settings.MEDIA_ROOT = f"{tmp_path}/media"
    return make_paper()


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})
