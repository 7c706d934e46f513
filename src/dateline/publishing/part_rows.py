"""Room for the rows that belong to a page, where another row of the page still has what one is to get.

modelcluster saves them one after the other. Two bylines whose people were exchanged, or a new byline for
somebody whom another row names until it is saved itself, would meet a rule of the database on the way to a
state that breaks none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations


def make_room(page: Any) -> None:
    """Delete rows in the way of others that are about to be saved; they are inserted again with their keys.

    Must be called inside the transaction that saves the page with its rows.
    """
    # What was not loaded is not saved either; see modelcluster's ``commit``.
    loaded = getattr(page, "_cluster_related_objects", None) or {}
    if page.pk is None or not loaded:
        return
    for relation in get_all_child_relations(page):
        wanted = loaded.get(relation.get_accessor_name())
        for names in _unique_together(relation) if wanted else ():
            _clear(relation, page, wanted, names)


def _unique_together(relation: Any) -> Iterator[list[str]]:
    """Yield the fields that, with the page, no two rows may share."""
    for constraint in relation.related_model._meta.constraints:
        is_plain = isinstance(constraint, models.UniqueConstraint) and constraint.condition is None
        if is_plain and relation.field.name in constraint.fields:
            fields = [name for name in constraint.fields if name != relation.field.name]
            yield [relation.related_model._meta.get_field(name).attname for name in fields]


def _clear(relation: Any, page: Any, wanted: Any, names: list[str]) -> None:
    kept = {tuple(getattr(row, name) for name in names): row.pk for row in wanted}
    # The guard is passed by: it looks at the page, which is saved next.
    rows: Any = models.QuerySet(relation.related_model).filter(**{relation.field.name: page})
    in_the_way = [pk for pk, *values in rows.values_list("pk", *names) if kept.get(tuple(values), pk) != pk]
    if in_the_way:
        rows.filter(pk__in=in_the_way).delete()
