"""The stories package as a Django app."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "dateline.stories"
    label = "paper_stories"
    verbose_name = "Stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.stories import picture_use_signal_handlers, signal_handlers  # noqa: F401, PLC0415 - models first; it listens
        from dateline.stories.edition_keys import register_publications  # noqa: PLC0415 - models first

        register_publications()
        signal_handlers.announce_documents()
