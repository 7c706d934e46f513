"""Feeds as a Django app; on start it offers its addresses to copies and in times of flood."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "dateline.feeds"
    label = "paper_feeds"
    verbose_name = "Feeds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dateline.feeds.edition_keys import register_story_keys  # noqa: PLC0415 - models first

        register_story_keys()
        _offer_feeds()
        _offer_api()
        _follow()


def _offer_feeds() -> None:
    from dateline.edition.copies import register_addresses, register_home, register_index  # noqa: PLC0415 - settings first
    from dateline.edition.waiting_room import register_finder  # noqa: PLC0415 - as above
    from dateline.feeds.finding import existing_feeds, feed_addresses  # noqa: PLC0415 - models first
    from dateline.feeds.partner_feeds import ROOT as PARTNER_FEEDS  # noqa: PLC0415 - as above
    from dateline.feeds.partner_feeds import existing_partner_feeds  # noqa: PLC0415 - as above

    register_addresses("feeds", feed_addresses)
    register_finder(existing_feeds)
    register_finder(existing_partner_feeds)
    # Nobody lists them, so no copy has them.
    register_home(PARTNER_FEEDS)
    # Static hosts tell the kind of a file by its name.
    for prefix in ("/rss/", "/atom/"):
        register_index(prefix, "index.xml")


def _offer_api() -> None:
    from dateline.edition.addresses import register_programs, register_query  # noqa: PLC0415 - settings first
    from dateline.edition.copies import register_home  # noqa: PLC0415 - as above
    from dateline.edition.waiting_room import register_finder  # noqa: PLC0415 - as above
    from dateline.feeds.api.addresses import PARAMETERS, ROOT  # noqa: PLC0415 - models first
    from dateline.feeds.api.finding import existing_api  # noqa: PLC0415 - as above

    register_programs(ROOT)
    for path, names in PARAMETERS.items():
        register_query(path, names)
    register_finder(existing_api)
    # A copy has no keys, and no order of changes that goes on.
    register_home(ROOT)


def _follow() -> None:
    from dateline.edition.copies import register_home  # noqa: PLC0415 - settings first
    from dateline.edition.sending import register_forms  # noqa: PLC0415 - as above
    from dateline.feeds.change_actions import note_change, note_changes  # noqa: PLC0415 - models first
    from dateline.feeds.hubs import OWN_HUB  # noqa: PLC0415 - as above
    from dateline.feeds.indexnow import indexnow_follower  # noqa: PLC0415 - as above
    from dateline.feeds.webhooks.following import webhook_follower  # noqa: PLC0415 - as above
    from dateline.feeds.websub.following import websub_follower  # noqa: PLC0415 - as above
    from dateline.publishing.publication_watchers import (  # noqa: PLC0415 - as above
        watch_new_publications,
        watch_publications,
    )
    from dateline.publishlog.followers import register_follower  # noqa: PLC0415 - as above

    watch_publications("story", note_change)
    watch_new_publications("story", note_changes)
    register_follower(webhook_follower())
    register_follower(websub_follower())
    register_follower(indexnow_follower())
    register_forms(OWN_HUB)
    # Subscribers of what a copy says are those of the paper.
    register_home(OWN_HUB)
