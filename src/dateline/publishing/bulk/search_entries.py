"""Wagtail's search index for many new pages, without what it works out anew over the whole index each time.

modelsearch keeps a weight with each entry that says how long its title is beside the mean of all, and after
every addition reads all titles and writes the new entries a second time to set it. Over a run of a hundred
thousand stories that is the square of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelsearch.index import AutocompleteField, SearchField

SAMPLE = 1_000
"""Newest entries whose titles stand for all: headlines of a paper are about as long this year as last."""


def add_new_entries(backend: Any, objects: Sequence[Any]) -> bool:
    """Index objects that are in no index yet, with their weights; return False for a backend unlike SQLite's.

    The weight is the mean length of titles, this batch and the newest entries before it, by the title's own.
    """
    model = type(objects[0])
    index = backend.get_index_for_model(model)
    connection = getattr(index, "write_connection", None)
    if connection is None or connection.vendor != "sqlite":
        return False
    from modelsearch.backends.database.sqlite.sqlite import ObjectIndexer  # noqa: PLC0415 - has models

    indexers = [ObjectIndexer(one, backend) for one in objects]
    kind = ContentType.objects.get_for_model(model).pk
    rows = [(kind, indexer.id, *_texts_of(indexer)) for indexer in indexers]
    newest = index.entries.order_by("-pk").values_list("title", flat=True)[:SAMPLE]
    lengths = [*map(len, newest), *(len(row[2]) for row in rows)]
    counted = [length for length in lengths if length]
    mean = sum(counted) / len(counted) if counted else 1.0
    table = connection.ops.quote_name(index.entries.model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (content_type_id, object_id, title, autocomplete, body, title_norm)"  # noqa: S608 - a name of Wagtail's
            " VALUES (%s, %s, %s, %s, %s, %s)"
            # What an object of the same number may have left behind.
            " ON CONFLICT (content_type_id, object_id) DO UPDATE SET title = excluded.title,"
            " autocomplete = excluded.autocomplete, body = excluded.body, title_norm = excluded.title_norm",
            [(*row, mean / len(row[2]) if row[2] else 1.0) for row in rows],
        )
    return True


def _texts_of(indexer: Any) -> tuple[str, str, str]:
    """Return title, what completes a word, and body; modelsearch reads every field anew for each of them."""
    title: list[str] = []
    completing: list[str] = []
    body: list[str] = []
    for field in indexer.search_fields:
        for current, text in _texts_in(indexer, field):
            if isinstance(current, SearchField):
                (title if current.field_name == "title" else body).append(text)
            elif isinstance(current, AutocompleteField):
                completing.append(text)
    return " ".join(title), " ".join(completing), " ".join(body)


def _texts_in(indexer: Any, field: Any) -> Iterable[tuple[Any, str]]:
    """Return what a field gives to the index; modelsearch finds out anew for each page how to read it."""
    model: Any = type(indexer.obj)
    if _is_plain(model, field):
        return ((field, indexer.obj.__dict__[field.field_name]),)
    texts: Iterable[tuple[Any, str]] = indexer.prepare_field(indexer.obj, field)
    return texts


@cache
def _is_plain(model: Any, field: Any) -> bool:
    """Say whether a search field is a column whose text is indexed as it is."""
    if not isinstance(field, SearchField | AutocompleteField):
        return False
    columns = {column.attname: type(column) for column in model._meta.concrete_fields}
    return columns.get(field.field_name) in (models.CharField, models.TextField)
