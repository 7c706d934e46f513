"""Alerts as a Django app; on start they learn of words that must go."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "dateline.alerts"
    label = "paper_alerts"
    verbose_name = "Alerts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.alerts.actions import forget_words  # noqa: PLC0415 - models first
        from dateline.publishing.withholding import register_words_holder  # noqa: PLC0415 - as above

        register_words_holder(forget_words)
