"""The application as Granian's workers start it: the edition's front, with Django behind it."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.config.settings")
django.setup()

from dateline.edition.application import build_front  # noqa: E402 - Django must be set up first

application = build_front()
