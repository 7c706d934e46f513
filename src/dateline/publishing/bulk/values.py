"""How a value of a field becomes what the database takes, found out once for all rows of a statement."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db import models

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


def reader_of(field: Any) -> Callable[[Any], Any]:
    """Return a function that gives the value of this field of a new row, as ``bulk_create`` reads it."""
    if has_own_way(field):
        return lambda row: field.pre_save(row, True)
    read: Callable[[Any], Any] = attrgetter(field.attname)
    return read


def has_own_way(field: Any) -> bool:
    """Say whether a field makes its value at the moment of saving instead of giving the one it has."""
    kind = type(field)
    if kind is models.DateTimeField:
        return bool(field.auto_now or field.auto_now_add)
    return kind.pre_save is not models.Field.pre_save


def preparer_of(field: Any, connection: Any) -> Callable[[Any], Any]:
    """Return a function that turns a value of this field into what the database takes.

    Text, whole numbers and truth are what they are on their way into the database; asking Django for each of
    them takes longer than writing it.
    """
    prepare: Callable[[Any, Any], Any] = field.get_db_prep_save
    plain = _plain_type(field)
    if plain is None:
        return lambda value: prepare(value, connection)
    turn = _turned(plain, connection, lambda value: prepare(value, connection))
    if turn is None:
        return lambda value: value if value is None or type(value) is plain else prepare(value, connection)
    return lambda value: (
        turn(value) if type(value) is plain else None if value is None else prepare(value, connection)
    )


def _turned(plain: type, connection: Any, prepare: Callable[[Any], Any]) -> Callable[[Any], Any] | None:
    """Return how a value of this type is written; None for one that is written as it is."""
    if plain is datetime:
        adapt: Callable[[Any], Any] = connection.ops.adapt_datetimefield_value
        # Django warns of a moment without a zone.
        return lambda value: adapt(value) if value.tzinfo is not None else prepare(value)
    if plain is uuid.UUID and not connection.features.has_native_uuid_field:
        return attrgetter("hex")
    return None


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
