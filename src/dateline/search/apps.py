"""The search package as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "dateline.search"
    label = "paper_search"
    verbose_name = "Search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.publishing.publication_watchers import (  # noqa: PLC0415 - models first
            watch_new_publications,
            watch_publications,
        )
        from dateline.publishing.withholding import register_words_holder  # noqa: PLC0415 - as above
        from dateline.search import checks, signal_handlers  # noqa: F401, PLC0415 - registers, listens
        from dateline.search.actions import follow_publication, forget_words, wait_for_index  # noqa: PLC0415 - as above

        watch_publications("story", follow_publication)
        watch_new_publications("story", wait_for_index)
        register_words_holder(forget_words)
