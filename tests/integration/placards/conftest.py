"""A paper and a reader."""

from __future__ import annotations

import pytest
from django.test import Client

from dateline.fronts.models import HomePage
from tests.factories.papers import make_paper


@pytest.fixture
def paper(db: None, tmp_path: object, settings: object) -> HomePage:
    settings.MEDIA_ROOT = f"{tmp_path}/media"
    return make_paper()


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})
