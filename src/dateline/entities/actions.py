"""Enter entities from code: importers, the demo paper, a shell. The desk's form does the same."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from dateline.entities.models import Entity, EntityName, LegalLabel, OwnershipNote


@transaction.atomic
def add_entity(
    *,
    kind: str,
    names: Iterable[EntityName],
    labels: Iterable[LegalLabel] = (),
    ownership_notes: Iterable[OwnershipNote] = (),
    owner: Entity | None = None,
    slug: str = "",
    description: str = "",
) -> Entity:
    """Keep a new entity with unsaved names, labels and notes, and return it.

    Everything is validated first: raises ValidationError, and then nothing is kept.
    """
    entity = Entity(kind=kind, slug=slug, description=description, owner=owner)
    entity.names.set(list(names))
    entity.labels.set(list(labels))
    entity.ownership_notes.set(list(ownership_notes))
    entity.full_clean()
    for row in (*entity.names.all(), *entity.labels.all(), *entity.ownership_notes.all()):
        row.full_clean(exclude={"entity", "key"})
    entity.save()
    return entity
