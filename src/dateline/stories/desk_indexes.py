"""An index on Wagtail's table of pages: the desk's lists show the last edited first.

Without it the database sorts all stories for every page of the list. A later migration of Wagtail may remake
the table on SQLite and leave the index behind, so it is made after every ``migrate`` that does not find it.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from wagtail.models import Page

EDITED = "paper_page_edited"


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
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {EDITED} ON {Page._meta.db_table} ({order})")
