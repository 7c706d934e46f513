"""How a value of a field becomes what the database takes, found out once for all rows of a statement."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime
from operator import attrgetter
from types import NoneType
from typing import Any

from django.db import models
from wagtail.fields import StreamField

# Of these classes themselves, not of classes made from them, which may prepare values in their own way.
_TEXT = frozenset({models.CharField, models.TextField, models.SlugField, models.URLField})
_WHOLE = frozenset(
    {
        models.AutoField,
        models.BigAutoField,
        models.BigIntegerField,
        models.IntegerField,
        models.PositiveBigIntegerField,
        models.PositiveIntegerField,
        models.PositiveSmallIntegerField,
        models.SmallIntegerField,
    }
)


def read_column(field: Any, rows: Sequence[Any]) -> list[Any]:
    """Return the values of this field of new rows, as ``bulk_create`` reads them."""
    if has_own_way(field):
        return [field.pre_save(row, True) for row in rows]
    return list(map(attrgetter(field.attname), rows))


def has_own_way(field: Any) -> bool:
    """Say whether a field makes its value at the moment of saving instead of giving the one it has."""
    kind = type(field)
    if kind is models.DateTimeField:
        return bool(field.auto_now or field.auto_now_add)
    return kind.pre_save is not models.Field.pre_save


def prepared(field: Any, column: Sequence[Any], *, connection: Any) -> Sequence[Any]:
    """Return the values of this field of many rows as the database takes them.

    Text, whole numbers and truth are what they are on their way into the database; asking Django for each of
    them takes longer than writing it. So a whole column is looked at, at once.
    """
    prepare: Callable[[Any, Any], Any] = field.get_db_prep_save
    if type(field) is StreamField:
        # Otherwise each value makes a field of its own to be written by.
        write = field.json_field.get_db_prep_value
        return [write(field.get_prep_value(value), connection, prepared=True) for value in column]
    plain = _plain_type(field)
    kinds = set(map(type, column)) - {NoneType}
    if not kinds and plain is not None:
        return column
    if plain is None or kinds != {plain}:
        return [prepare(value, connection) for value in column]
    if plain is datetime:
        return _moments(column, prepare=prepare, connection=connection)
    if plain is uuid.UUID and not connection.features.has_native_uuid_field:
        return [value and value.hex for value in column]
    return column


def clean_columns(rows: Sequence[Any]) -> None:
    """Check and set values of new rows of one model, all but keys of other tables, as ``clean_fields`` does.

    Most values of a column are the same in many rows; what is the same is checked once.
    Raises ValidationError for the first value that a field refuses, without saying whose it is.
    """
    for field in rows[0]._meta.fields:
        if field.is_relation or field.generated:
            continue
        name = field.attname
        is_plain = _plain_type(field) is not None
        checked: dict[Any, Any] = {}
        for row in rows:
            value = row.__dict__[name]
            if field.blank and value in field.empty_values:
                continue
            if not is_plain:
                setattr(row, name, field.clean(value, row))
                continue
            # A number and a truth value that are equal are not the same.
            key = (type(value), value)
            if key not in checked:
                checked[key] = field.clean(value, row)
            if checked[key] is not value:
                row.__dict__[name] = checked[key]


def _moments(column: Sequence[Any], *, prepare: Callable[[Any, Any], Any], connection: Any) -> list[Any]:
    """Return moments as they are written; of those that many rows share, each is written out once."""
    adapt: Callable[[Any], Any] = connection.ops.adapt_datetimefield_value
    written: dict[int, Any] = {id(None): None}
    for value in column:
        if id(value) not in written:
            # Django warns of a moment without a zone.
            has_zone = value.tzinfo is not None
            written[id(value)] = adapt(value) if has_zone else prepare(value, connection)
    return [written[id(value)] for value in column]


def _plain_type(field: Any) -> type | None:
    """Return the type whose values this field leaves as they are, or writes in one way only."""
    kind = type(field)
    if kind is models.ForeignKey:
        target = _plain_type(field.target_field)
        # A key of text may be empty, which stands for none there.
        return None if target is str else target
    if kind is models.OneToOneField:
        return _plain_type(field.target_field)
    if kind in _TEXT:
        return str
    if kind in _WHOLE:
        return int
    return {models.BooleanField: bool, models.DateTimeField: datetime, models.UUIDField: uuid.UUID}.get(kind)
