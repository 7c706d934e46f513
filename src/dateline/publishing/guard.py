"""The lock on what is public: pages change only while a publishing action holds the door open.

Wagtail, its API, imports, commands and shells all end in ``save()`` or in a queryset. Refusing there fails
closed: a way to publish that we do not know of raises an error instead of publishing without a record.
Behind it stand the database's own triggers (``triggers``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from dateline.publishing.errors import PublishingBypassError

_open: ContextVar[bool] = ContextVar("dateline_publishing_open", default=False)

# Nothing that a reader sees follows from these: drafts, locks, schedules and the place in the tree.
QUIET_FIELDS = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "has_unpublished_changes",
        "draft_title",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
        "go_live_at",
        "expire_at",
        "path",
        "depth",
        "numchild",
        "url_path",
        "content_type",
        "page_ptr",
        "id",
        "last_published_at",
        "live_revision",
        "expired",
        "change_kind",
        "change_summary",
        "wagtail_admin_comments",
    }
)


@contextmanager
def publishing() -> Iterator[None]:
    """Hold the door open for the block. Only publishing actions and doors may use this."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def is_open() -> bool:
    """Return True while a publishing action is at work."""
    return _open.get()


def check_save(page: Any, *, update_fields: Iterable[str] | None) -> None:
    """Raise PublishingBypassError when saving this page would change what is public."""
    if is_open():
        return
    names = _field_names(update_fields) if update_fields is not None else None
    if names is not None and names <= QUIET_FIELDS:
        return
    stored = type(page)._base_manager.filter(pk=page.pk).first() if page.pk else None
    if stored is None or not stored.live:
        if page.live:
            raise PublishingBypassError(page, "the page would become public")
        return
    if not page.live:
        raise PublishingBypassError(page, "the page would cease to be public")
    changed = sorted(_changed_fields(stored, page, names))
    if changed:
        raise PublishingBypassError(page, f"public fields would change ({', '.join(changed)})")


def check_part(part: Any, *, page_field: str) -> None:
    """Raise PublishingBypassError when a row belonging to a public page is changed outside an action."""
    if is_open():
        return
    field = type(part)._meta.get_field(page_field)
    owners = {getattr(part, field.attname)}
    if not part._state.adding:
        # A row taken from one page and given to another changes both.
        owners.update(type(part)._base_manager.filter(pk=part.pk).values_list(field.attname, flat=True))
    if field.related_model._base_manager.filter(pk__in=owners - {None}, live=True).exists():
        raise PublishingBypassError(part, "it belongs to a public page")


def check_rows(rows: Any, *, names: Iterable[str], live: str = "live") -> None:
    """Raise PublishingBypassError when changing these fields of a queryset would change what is public."""
    changed = _field_names(names)
    if is_open() or changed <= QUIET_FIELDS:
        return
    if "live" in changed or rows.filter(**{live: True}).exists():
        raise PublishingBypassError(rows.model, f"rows would change in bulk ({', '.join(sorted(changed))})")


def _field_names(names: Iterable[str]) -> set[str]:
    return {name.removesuffix("_id") if name != "id" else name for name in names}


def _changed_fields(stored: Any, page: Any, names: set[str] | None) -> Iterator[str]:
    for field in page._meta.concrete_fields:
        if field.name in QUIET_FIELDS or (names is not None and field.name not in names):
            continue
        if field.attname not in page.__dict__:
            continue
        if field.get_prep_value(getattr(stored, field.attname)) != field.get_prep_value(
            getattr(page, field.attname)
        ):
            yield field.name
