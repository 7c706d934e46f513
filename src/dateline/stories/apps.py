"""The stories package as a Django app."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "dateline.stories"
    label = "paper_stories"
    verbose_name = "Stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.publishing.embargo_watchers import watch_embargoes  # noqa: PLC0415 - models first
        from dateline.stories import (  # noqa: PLC0415 - models first
            desk_indexes,  # noqa: F401 - registers indexes
            embargo_signal_handlers,  # noqa: F401 - listens
            picture_use_signal_handlers,  # noqa: F401 - listens
            signal_handlers,
        )
        from dateline.stories.edition_keys import register_publications  # noqa: PLC0415 - models first
        from dateline.stories.holding_actions import hold_pictures_soon  # noqa: PLC0415 - models first
        from dateline.stories.page_policy import register_page_policy  # noqa: PLC0415 - models first

        register_page_policy()
        register_publications()
        watch_embargoes(hold_pictures_soon)
        signal_handlers.announce_documents()
