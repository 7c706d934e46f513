"""Sections as a Django app."""

from django.apps import AppConfig


class SectionsConfig(AppConfig):
    name = "dateline.sections"
    label = "paper_sections"
    verbose_name = "Sections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.sections.edition_keys import register_publications  # noqa: PLC0415 - models first

        register_publications()
