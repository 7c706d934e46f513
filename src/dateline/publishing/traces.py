"""What the files of the database keep of words after their rows are gone: freed pages, dead rows, indexes.

A row that is deleted is not overwritten at once by every database, and an index may name a word that stands
nowhere any more. Whoever gets hold of the files, or of a backup of them, could read it.
"""

from __future__ import annotations

import logging
import time

from django.db import connection

logger = logging.getLogger(__name__)

# Writing a file anew holds up whoever wants to write for about ten seconds per gigabyte.
LARGEST_FILE = 1024**3
# Somebody is always reading; a moment without comes soon.
PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.25
# GIN keeps a word whose last row is gone until the index is made anew.
WORD_INDEXES = ("paper_search_words", "wagtailsearch_indexentry")


def wipe_traces(*, largest: int = LARGEST_FILE) -> bool:
    """Have the database write its files anew without what was deleted; return whether it has.

    SQLite: the file is vacuumed and the write-ahead log emptied. One larger than ``largest`` bytes is left
    as it is, with a warning, for an hour when nobody writes. PostgreSQL: dead rows are vacuumed and the
    indexes of words made anew while everything goes on. Must not be called inside a transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
            for table in WORD_INDEXES:
                cursor.execute(f"REINDEX TABLE CONCURRENTLY {table}")
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        (size,) = cursor.fetchone()
        if size > largest:
            logger.warning("traces_left bytes=%d: run “dateline manage wipe_traces” when nobody works", size)
            return False
        # The copy that VACUUM writes counts as temporary: in memory it would take as much as the database.
        cursor.execute("PRAGMA temp_store = FILE")
        try:
            cursor.execute("VACUUM")
        finally:
            cursor.execute("PRAGMA temp_store = MEMORY")
    return _empty_write_ahead_log()


def _empty_write_ahead_log() -> bool:
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy, _pages, _moved = cursor.fetchone()
        if not is_busy:
            return True
        if time.monotonic() > end:
            logger.warning("traces_left in the write-ahead log: somebody reads all the time")
            return False
        time.sleep(PAUSE_SECONDS)
