"""The archive as a Django app."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "dateline.archive"
    label = "paper_archive"
    verbose_name = "Archive"
    default_auto_field = "django.db.models.BigAutoField"
