"""Insert what belongs to many pages with as few statements as the database takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections, models, router
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from modelsearch.backends import get_search_backends_with_name
from wagtail.models import ReferenceIndex

from dateline.publishing.bulk.held import held_rows
from dateline.publishing.bulk.ids import reserve_ids
from dateline.publishing.bulk.search_entries import add_new_entries
from dateline.publishing.bulk.values import prepared, read_column


def insert_rows(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Insert the columns of exactly this model; a key that no row has yet is given by the database.

    Django's ``bulk_create`` refuses models with a parent model, as pages are: each of the two is inserted by
    itself here. One statement is written for all rows, where ``bulk_create`` compiles each value of each.
    """
    if not rows:
        return
    connection = connections[router.db_for_write(model)]
    for row in rows:
        # As in bulk_create: a row may have been made before what it names had its key.
        if row._state.fields_cache:
            row._prepare_related_fields_for_save(operation_name="insert_rows")
    fields: list[Any] = list(model._meta.local_concrete_fields)
    if rows[0].pk is None:
        fields = [field for field in fields if not field.primary_key]
    columns = [prepared(field, read_column(field, rows), connection=connection) for field in fields]
    _insert(model, fields, zip(*columns, strict=True))


def insert_values(
    model: type[models.Model], *, names: Sequence[str], values: Sequence[Sequence[Any]]
) -> None:
    """Insert rows of which only the values of these columns are given; their keys the database gives."""
    if not values:
        return
    connection = connections[router.db_for_write(model)]
    by_name = {field.attname: field for field in model._meta.local_concrete_fields}
    fields = [by_name[name] for name in names]
    columns = zip(*values, strict=True)
    ready = [
        prepared(field, column, connection=connection) for field, column in zip(fields, columns, strict=True)
    ]
    _insert(model, fields, zip(*ready, strict=True))


def _insert(model: type[models.Model], fields: Sequence[Any], values: Iterable[Sequence[Any]]) -> None:
    connection = connections[router.db_for_write(model)]
    name = connection.ops.quote_name
    columns = ", ".join(name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {name(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 - names of ours
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(values))


def insert_pages(model: Any, pages: Sequence[Any]) -> None:
    """Insert pages, one table of their model after the other, the root first."""
    for table in (*reversed(model._meta.get_parent_list()), model):
        insert_rows(table, pages)


def adopt_children(pages: Sequence[Any]) -> dict[Any, list[Any]]:
    """Give the rows that pages carry with them (bylines and the like) keys and their page; return them."""
    found: dict[Any, list[Any]] = {}
    for relation in get_all_child_relations(type(pages[0])):
        accessor, key = relation.get_accessor_name(), relation.field.attname
        rows = []
        for page in pages:
            for position, row in enumerate(held_rows(page, accessor)):
                setattr(row, key, page.pk)
                if hasattr(row, "sort_order") and row.sort_order is None:
                    row.sort_order = position
                rows.append(row)
        for row, pk in zip(rows, reserve_ids(relation.related_model, len(rows)), strict=True):
            row.pk = pk
        if rows:
            found[relation.related_model] = rows
    return found


def insert_relations(pages: Sequence[Any]) -> None:
    """Insert the rows between pages and what they name many of, such as topics."""
    for relation in get_all_child_m2m_relations(type(pages[0])):
        through: Any = relation.remote_field.through
        source, target = relation.m2m_field_name(), relation.m2m_reverse_field_name()
        names: list[str] = [f"{source}_id", f"{target}_id"]
        values = []
        for page in pages:
            more = page.values_of_relation(relation.name)
            names[2:] = more
            values += [(page.pk, other.pk, *more.values()) for other in held_rows(page, relation.name)]
        insert_values(through, names=names, values=values)


def index_references(pages: Sequence[Any]) -> None:
    """Note what these pages refer to, which for a single page is a task of Wagtail's."""
    own, *_between, root = [
        ContentType.objects.get_for_model(model, for_concrete_model=False)
        for model in (type(pages[0]), *pages[0]._meta.get_parent_list())
    ]
    names = (
        "object_id",
        "to_content_type_id",
        "to_object_id",
        "model_path",
        "content_path",
        "content_path_hash",
    )
    values = [(own.pk, root.pk, *told) for page in pages for told in _references_of(page)]
    insert_values(ReferenceIndex, names=("content_type_id", "base_content_type_id", *names), values=values)


def index_words(pages: Sequence[Any]) -> None:
    """Bring the pages into the search index at once, as the publication of a single page does."""
    for _name, backend in get_search_backends_with_name(with_auto_update=True):
        if not add_new_entries(backend, pages):
            backend.add_bulk(type(pages[0]), pages)


def _references_of(page: Any) -> Iterator[tuple[Any, ...]]:
    """Yield what a page refers to, each once; a page that is new has no such rows yet."""
    key = str(page.pk)
    found: Iterable[tuple[int, str, str, str]] = set(ReferenceIndex._extract_references_from_object(page))
    for to_type, to_id, model_path, content_path in found:
        yield key, to_type, to_id, model_path, content_path, _hash_of(content_path)


@lru_cache(maxsize=5_000)
def _hash_of(content_path: str) -> Any:
    return ReferenceIndex._get_content_path_hash(content_path)
