"""What Granian runs in tests."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.edition_site.settings")
django.setup()

from dateline.edition.application import build_front  # noqa: E402 - Django must be set up first

application = build_front()
