"""Places in Wagtail's tree of pages for many new pages, as ``add_child`` gives them one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, QuerySet
from wagtail.models import Page


def place_under(parents: Iterable[Any], pages: Mapping[Any, list[Any]]) -> None:
    """Give each page the path behind the last child of its parent, and count it there.

    ``pages`` are those of each parent, by the parent's primary key. The rows of the parents are locked, in
    the order of their keys: nobody else adds a child there until the transaction ends.
    """
    locked: QuerySet[Any] = QuerySet(Page).filter(pk__in=list(pages)).order_by("pk").select_for_update()
    paths = dict(locked.values_list("pk", "path"))
    by_key = {parent.pk: parent for parent in parents}
    for pk, children in pages.items():
        parent = by_key[pk]
        parent.path = paths[pk]
        step = _last_step(parent)
        for step, child in enumerate(children, step + 1):  # noqa: B020 - goes on where it began
            child.depth = parent.depth + 1
            child.path = Page._get_path(parent.path, child.depth, step)
            child._cached_parent_obj = parent
        parent.numchild += len(children)
        QuerySet(Page).filter(pk=pk).update(numchild=F("numchild") + len(children))


def by_parent(placed: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    """Return pages by the primary key of their parent; given pairs of page and parent."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for page, parent in placed:
        found[parent.pk].append(page)
    return found


def _last_step(parent: Any) -> int:
    children: QuerySet[Any] = QuerySet(Page).filter(depth=parent.depth + 1, path__startswith=parent.path)
    last = children.order_by("-path").values_list("path", flat=True).first()
    return Page._str2int(last[-Page.steplen :]) if last else 0
