"""Where stories use a shared record: a picture, a document, another story."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, ForeignObjectRel, OuterRef, Q, QuerySet
from wagtail.models import Page, ReferenceIndex

from dateline.media.models import Picture, PictureUse
from dateline.stories.models import StoryPage


def public_stories_with(instance: Any, **where: str) -> QuerySet[StoryPage]:
    """Return public stories that name the record, also in their body, where no foreign key stands."""
    references = ReferenceIndex.get_references_to(instance).filter(**where)
    pages = [int(found) for found in references.values_list("object_id", flat=True) if found.isdigit()]
    found: QuerySet[StoryPage] = StoryPage.objects.filter(pk__in=pages, live=True)
    return found


def stories_with_picture(picture: Picture) -> QuerySet[StoryPage]:
    """Return the stories that show the picture now: readers' pages, drafts, leads of stories.

    Not by Wagtail's index of references, which a background task brings up to date some time after a save.
    """
    uses = PictureUse.objects.filter(picture=picture, page_id=OuterRef("pk"))
    is_public = Q(live=True) & Exists(uses.filter(version=OuterRef("version_number")))
    found: QuerySet[StoryPage] = StoryPage.objects.filter(
        is_public | Exists(uses.filter(version=None)) | Q(lead_picture=picture)
    )
    return found.order_by("-listed_at", "-pk")


def naming_fields() -> list[Any]:
    """Return the foreign keys by which anything but stories names a picture."""
    relations = Picture._meta.get_fields(include_hidden=True)
    return [
        relation.field
        for relation in relations
        if isinstance(relation, ForeignObjectRel)
        and relation.related_model._meta.app_label != Picture._meta.app_label
        and not issubclass(relation.related_model, Page)
        and relation.field.concrete
    ]


def other_records_with(picture: Picture) -> list[Any]:
    """Return everything but stories that names the picture, such as a portrait or the nameplate."""
    return [
        record
        for field in naming_fields()
        for record in field.model._base_manager.filter(**{field.name: picture}).order_by("pk")
    ]
