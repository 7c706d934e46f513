"""Rows as they are before anything is set, made as copies: Django works the defaults out for each anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from django.db import models
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=models.Model)


def new_row(model: type[Row], **values: Any) -> Row:
    """Return a new row of a model with these values, by the names of their columns (``user_id``).

    For models of which no default is made anew for each row, and whose making nobody listens to. A default
    that can be changed, such as a list, is shared and must be set instead.
    """
    row: Any = model.__new__(model)
    row.__dict__.update(_defaults(model))
    row.__dict__.update(values)
    row._state = ModelState()
    made: Row = row
    return made


def new_page(model: type[Row], **values: Any) -> Row:
    """Return a new page with these values, by the names of their columns, as a copy like ``new_row``.

    Defaults that are made by a call, such as its UUIDs, are made for it alone. A StreamField is shared and
    must be set.
    """
    page = new_row(model, **values)
    for name, make in _made_anew(model):
        if name not in values:
            page.__dict__[name] = make()
    return page


@cache
def _made_anew(model: type[models.Model]) -> tuple[tuple[str, Callable[[], Any]], ...]:
    fields = (field for field in model._meta.concrete_fields if field.has_default())
    return tuple((field.attname, field.default) for field in fields if callable(field.default))


@cache
def _defaults(model: type[models.Model]) -> dict[str, Any]:
    return {name: value for name, value in model().__dict__.items() if name != "_state"}
