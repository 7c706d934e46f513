"""The sections package as a Django app."""

from django.apps import AppConfig


class SectionsConfig(AppConfig):
    name = "dateline.sections"
    label = "paper_sections"
    verbose_name = "Sections"
    default_auto_field = "django.db.models.BigAutoField"
