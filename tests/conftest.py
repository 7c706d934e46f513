"""What every test gets: the database where it may have one, and nothing left over from the test before."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone, translation

from tests.support import flushing, migrated_database

TESTS = Path(__file__).parent
# Only these may touch the database; unit tests stay pure and fast.
WITH_DATABASE = ("integration", "browser")
# Looking for garbage every 700 objects, among all that is imported for good, is a tenth of the work.
OBJECTS_BETWEEN_LOOKS = 20_000


flushing.install()
migrated_database.install()


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"


# After the plug-in that puts tests in random order.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if folder == "browser":
            item.add_marker(pytest.mark.browser)
        if folder in WITH_DATABASE and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db)
    items.sort(key=lambda item: item.get_closest_marker("longest") is None)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS, 20, 20)


@pytest.fixture(autouse=True)
def _fresh_language_and_zone() -> Iterator[None]:
    """Whatever a test activates ends with it."""
    yield
    translation.deactivate()
    timezone.deactivate()
