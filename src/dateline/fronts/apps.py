"""The fronts package as a Django app."""

from django.apps import AppConfig


class FrontsConfig(AppConfig):
    name = "dateline.fronts"
    label = "paper_fronts"
    verbose_name = "Fronts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.fronts.edition_keys import register_publications  # noqa: PLC0415 - models first
        from dateline.fronts.scheduled_plans import register_plans  # noqa: PLC0415 - as above

        register_publications()
        register_plans()
