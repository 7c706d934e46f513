"""The rows that a new page holds in memory: bylines, topics and the like, before any of them is saved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations


def hold_relations(page: Any) -> None:
    """Let a page that has no key yet hold all its rows itself, so that nobody asks the database for them."""
    model: Any = type(page)
    held = page.__dict__.setdefault("_cluster_related_objects", {})
    for name in _names_of(model):
        held.setdefault(name, [])


def held_rows(page: Any, name: str) -> Sequence[Any]:
    """Return the rows under one of the names of a page that holds them; ``.all()`` gives the same.

    It makes a manager and a query set first, each time, which takes longer than what is done with the rows.
    """
    rows: Sequence[Any] = page._cluster_related_objects[name]
    return rows


@cache
def _names_of(model: Any) -> tuple[str, ...]:
    own = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    return (*own, *(relation.name for relation in get_all_child_m2m_relations(model)))
