"""Feeds as a Django app; on start it offers its addresses to copies and in times of flood."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "dateline.feeds"
    label = "paper_feeds"
    verbose_name = "Feeds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.edition.copies import register_addresses, register_index  # noqa: PLC0415 - settings first
        from dateline.edition.waiting_room import register_finder  # noqa: PLC0415 - as above
        from dateline.feeds.edition_keys import register_sitemap_keys  # noqa: PLC0415 - as above
        from dateline.feeds.finding import existing_feeds, feed_addresses  # noqa: PLC0415 - models first

        register_sitemap_keys()
        register_addresses("feeds", feed_addresses)
        register_finder(existing_feeds)
        # Static hosts tell the kind of a file by its name.
        for prefix in ("/rss/", "/atom/"):
            register_index(prefix, "index.xml")
