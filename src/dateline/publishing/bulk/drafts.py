"""What a draft of a page holds, as ``serializable_data`` gives it, its fields looked up once for a model."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
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
from wagtail.fields import StreamField

from dateline.publishing.bulk.held import held_rows
from dateline.publishing.bulk.values import has_own_way

_PLAIN = frozenset({str, int, bool, type(None)})
_SIMPLE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.AutoField)


def draft_of(page: Any) -> dict[str, Any]:
    """Return the content of a revision of a page that holds its rows itself."""
    model: Any = type(page)
    content = _fields_of(page)
    for name, is_cluster in _children(model):
        rows = held_rows(page, name)
        content[name] = [row.serializable_data() if is_cluster else _fields_of(row) for row in rows]
    for name in _many(model):
        content[name] = [other.pk for other in held_rows(page, name)]
    return content


def _fields_of(row: Any) -> dict[str, Any]:
    model: Any = type(row)
    way = _way_of(model)
    values = dict(zip(way.names, way.read(row), strict=True))
    for name, make in way.made:
        values[name] = make(row)
    if not _PLAIN.issuperset(map(type, values.values())):
        for name, field in way.simple:
            if type(values[name]) not in _PLAIN:
                values[name] = get_field_value(field, row)
    return values


@dataclass(frozen=True, slots=True)
class _Way:
    """How the fields of a model are read: all at once as they are, and then what has a way of its own."""

    names: tuple[str, ...]
    read: Callable[[Any], tuple[Any, ...]]
    made: tuple[tuple[str, Callable[[Any], Any]], ...]
    simple: tuple[tuple[str, Any], ...]


@cache
def _way_of(model: Any) -> _Way:
    key = model._meta.pk
    while key.remote_field and key.remote_field.parent_link:
        key = key.remote_field.model._meta.pk
    fields = [("pk", key), *((field.name, field) for field in model._meta.fields if field.serialize)]
    own = [(name, field) for name, field in fields if field.remote_field is None]
    return _Way(
        names=tuple(name for name, _field in fields),
        read=attrgetter(*(field.attname for _name, field in fields)),
        made=tuple((name, _maker(field)) for name, field in own if not _is_simple(field)),
        simple=tuple((name, field) for name, field in own if _is_simple(field)),
    )


def _is_simple(field: Any) -> bool:
    has_own = has_own_way(field) or type(field).value_to_string is not models.Field.value_to_string
    return isinstance(field, _SIMPLE) and not has_own


def _maker(field: Any) -> Callable[[Any], Any]:
    if type(field) is StreamField:
        # Its value_to_string makes a field anew each time, to ask it for its encoder.
        encoder, read = field.json_field.encoder, attrgetter(field.attname)
        return lambda row: json.dumps(field.get_prep_value(read(row)), cls=encoder)
    return lambda row: get_field_value(field, row)


@cache
def _children(model: Any) -> list[tuple[str, bool]]:
    relations = get_all_child_relations(model)
    return [(one.get_accessor_name(), issubclass(one.related_model, ClusterableModel)) for one in relations]


@cache
def _many(model: Any) -> list[str]:
    return [field.name for field in get_all_child_m2m_relations(model) if field.serialize]
