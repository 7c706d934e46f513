"""What a draft of a page holds, as ``serializable_data`` gives it, its fields looked up once for a model."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import models
from modelcluster.models import (
    ClusterableModel,
    get_all_child_m2m_relations,
    get_all_child_relations,
    get_field_value,
)

from dateline.publishing.bulk.values import has_own_way

_PLAIN = frozenset({str, int, bool, type(None)})
_SIMPLE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.AutoField)


def draft_of(page: Any) -> dict[str, Any]:
    """Return the content of a revision of the page."""
    model: Any = type(page)
    content = _fields_of(page)
    for name, is_cluster in _children(model):
        rows = getattr(page, name).all()
        content[name] = [row.serializable_data() if is_cluster else _fields_of(row) for row in rows]
    for name in _many(model):
        content[name] = [other.pk for other in getattr(page, name).all()]
    return content


def _fields_of(row: Any) -> dict[str, Any]:
    model: Any = type(row)
    return {name: read(row) for name, read in _readers(model)}


@cache
def _readers(model: Any) -> list[tuple[str, Callable[[Any], Any]]]:
    key = model._meta.pk
    while key.remote_field and key.remote_field.parent_link:
        key = key.remote_field.model._meta.pk
    fields = [field for field in model._meta.fields if field.serialize]
    return [("pk", _reader(key)), *((field.name, _reader(field)) for field in fields)]


def _reader(field: Any) -> Callable[[Any], Any]:
    read: Callable[[Any], Any] = attrgetter(field.attname)
    if field.remote_field is not None:
        return read
    if has_own_way(field) or type(field).value_to_string is not models.Field.value_to_string:
        return lambda row: get_field_value(field, row)
    if not isinstance(field, _SIMPLE):
        return lambda row: get_field_value(field, row)

    def quick(row: Any) -> Any:
        value = read(row)
        return value if type(value) in _PLAIN else get_field_value(field, row)

    return quick


@cache
def _children(model: Any) -> list[tuple[str, bool]]:
    relations = get_all_child_relations(model)
    return [(one.get_accessor_name(), issubclass(one.related_model, ClusterableModel)) for one in relations]


@cache
def _many(model: Any) -> list[str]:
    return [field.name for field in get_all_child_m2m_relations(model) if field.serialize]
