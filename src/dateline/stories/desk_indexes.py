"""Indexes on Wagtail's table of pages: the desk's lists show the last edited first, its home what waits.

Without them the database sorts or reads all stories for every screen. A later migration of Wagtail may remake
the table on SQLite and leave an index behind, so each ``migrate`` makes what it does not find.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from wagtail.models import Page

EDITED, CHANGED, LOCKED = "paper_page_edited", "paper_page_changed", "paper_page_locked"


@receiver(post_migrate, dispatch_uid="dateline.stories.desk_indexes")
def on_post_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Make the index, once the table is there."""
    if getattr(sender, "label", "") == "paper_stories":
        create_indexes(connections[using])


def create_indexes(connection: Any) -> None:
    """Make the index if it is missing. Pages that nobody has edited come last in both databases."""
    # SQLite reads it backwards, and has the key in every index; PostgreSQL has to be told where NULL goes.
    order = "latest_revision_created_at"
    if connection.vendor == "postgresql":
        order += " DESC NULLS LAST, id DESC"
    pages = Page._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {EDITED} ON {pages} ({order})")
        # Few pages at any time, for which the desk's home would look through all.
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS {CHANGED} ON {pages} (content_type_id)"
            " WHERE live AND has_unpublished_changes"
        )
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {LOCKED} ON {pages} (locked_by_id) WHERE locked")
