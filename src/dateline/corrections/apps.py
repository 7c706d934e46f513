"""The corrections package as a Django app."""

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "dateline.corrections"
    label = "paper_corrections"
    verbose_name = "Corrections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.corrections.correction_wiring import connect_corrections  # noqa: PLC0415 - models first

        connect_corrections()
