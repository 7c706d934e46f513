"""The test site as a Django app."""

from django.apps import AppConfig


class EditionSiteConfig(AppConfig):
    name = "tests.edition_site"
    label = "edition_site"
    default_auto_field = "django.db.models.BigAutoField"
