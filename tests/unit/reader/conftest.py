"""Enough of Django to render the theme, when no settings are given."""

import sys
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.test import override_settings

sys.path.insert(0, str(Path(__file__).parents[3]))

if not settings.configured:
    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles", "dateline.reader.apps.ReaderConfig"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        STATIC_URL="/static/",
        USE_TZ=True,
        LANGUAGES=[("en", "English"), ("ru", "Русский")],
    )
    django.setup()


@pytest.fixture(autouse=True)
def plain_static_files() -> Iterator[None]:
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": storage}):
        yield
