"""Placards as a Django app; on start it follows the log, and what leaves the paper."""

from django.apps import AppConfig


class PlacardsConfig(AppConfig):
    name = "dateline.placards"
    label = "paper_placards"
    verbose_name = "Placards"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.placards.edition_keys import register_placard_keys  # noqa: PLC0415 - models first
        from dateline.placards.following import placard_follower, watch_what_leaves  # noqa: PLC0415 - as above
        from dateline.publishlog.followers import register_follower  # noqa: PLC0415 - as above

        register_placard_keys()
        watch_what_leaves()
        register_follower(placard_follower())
