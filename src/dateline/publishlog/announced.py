"""Records that many pages show: every change of one writes its log entry in the same transaction.

Publications have actions of their own. A contributor's name, a section's order or a legal label change
through many doors (forms, inline panels, the API, imports, a shell), and a page must not go stale because
one of them was forgotten; so the model itself announces. See docs/decisions/0005.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import partial
from typing import Any, NoReturn

from django.db import models, router, transaction
from django.db.models.signals import pre_delete

from dateline.publishlog.actions import append_entry

# The keys of the change that is being saved, and that what is saved inside belongs to.
_whole: ContextVar[set[str] | None] = ContextVar("dateline_publishlog_whole", default=None)


# Wagtail notes in a save of its own which revision is the newest; no page shows that.
QUIET_FIELDS = frozenset({"latest_revision"})


class _AnnouncedChanges(models.QuerySet[Any]):
    """Bulk changes that announce themselves; those that cannot are closed."""

    def update(self, **kwargs: Any) -> int:
        with transaction.atomic():
            before = list(self)
            count = super().update(**kwargs)
            if before:
                after = self.model._base_manager.filter(pk__in=[row.pk for row in before])
                _announce(self.model, "changed", [*before, *after])
        return count

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        with transaction.atomic():
            created = super().bulk_create(objs, *args, **kwargs)
            if created:
                _announce(self.model, "created", created)
        return created

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(f"Change {self.model.__name__} records one by one, or with update().")


class AnnouncedQuerySet(_AnnouncedChanges):
    """Rows of a model that announces itself."""

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            rows = list(self)
            result = super().delete()
            if rows:
                _announce(self.model, "deleted", rows)
        return result


class AnnouncedModel(models.Model):
    """A record whose every change touches edition keys."""

    objects = AnnouncedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        _save(self, super().save, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            keys = set(self.touched_keys())
            subject = f"{self._meta.model_name}/{self.pk}"
            result = super().delete(*args, **kwargs)
            _tell(event=f"{self._meta.model_name}.deleted", keys=keys, subject=subject)
        return result

    def touched_keys(self) -> Iterable[str]:
        """Return the keys of everything that shows this record as it is now."""
        raise NotImplementedError


def announce_changes_of(model: type[models.Model], touched_keys: Callable[[Any], Iterable[str]]) -> None:
    """Let a model of another package announce its changes as ours do. For when apps are ready, once each.

    Its deletion is heard by signal, inside the transaction that deletes it, because most are cascades.
    """
    owner: Any = model
    plain_save = owner.save

    def save(row: Any, *args: Any, **kwargs: Any) -> None:
        _save(row, partial(plain_save, row), *args, **kwargs)

    owner.touched_keys, owner.save = touched_keys, save
    for manager in list(owner._meta.managers):
        own = next((each for each in owner._meta.local_managers if each.name == manager.name), None)
        announcing = own or copy(manager)
        rows = announcing._queryset_class
        announcing._queryset_class = type(f"Announced{rows.__name__}", (_AnnouncedChanges, rows), {})
        if own is None:
            # Inherited ones are copied anew now and then, and a change of the copy would be lost.
            owner.add_to_class(manager.name, announcing)
    owner._meta._expire_cache()
    pre_delete.connect(_on_pre_delete, sender=model, dispatch_uid=f"announced.{owner._meta.label}")


def _on_pre_delete(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    _announce(sender, "deleted", [instance])


def _save(row: Any, save: Callable[..., None], *args: Any, **kwargs: Any) -> None:
    if QUIET_FIELDS.issuperset(kwargs.get("update_fields") or ("all",)):
        save(*args, **kwargs)
        return
    model = type(row)
    using = kwargs.get("using") or router.db_for_write(model, instance=row)
    with transaction.atomic(using=using):
        # The row as it was: moving a record from one place to another touches both.
        before = model._base_manager.filter(pk=row.pk).first() if row.pk else None
        with _parts_of_one_change() as keys_of_parts:
            save(*args, **kwargs)
        rows = [row, before] if before else [row]
        _announce(model, "changed" if before else "created", rows, also=keys_of_parts)


def _announce(model: type[models.Model], verb: str, rows: Iterable[Any], *, also: Iterable[str] = ()) -> None:
    listed = list(rows)
    keys = {key for row in listed for key in row.touched_keys()}.union(also)
    name = model._meta.model_name
    subject = f"{name}/{listed[0].pk}" if len({row.pk for row in listed}) == 1 else str(name)
    _tell(event=f"{name}.{verb}", keys=keys, subject=subject)


@contextmanager
def _parts_of_one_change() -> Iterator[set[str]]:
    """Collect the keys of what is saved with a record: a front's places, a name's spellings.

    They become public with it, so one entry says it all.
    """
    keys: set[str] = set()
    token = _whole.set(keys)
    try:
        yield keys
    finally:
        _whole.reset(token)


def _tell(*, event: str, keys: set[str], subject: str) -> None:
    whole = _whole.get()
    if whole is not None:
        whole |= keys
    elif keys:
        append_entry(event=event, keys=keys, subject=subject)
