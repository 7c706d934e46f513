"""Which pictures and documents readers must not get yet, because only stories under embargo show them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex, Revision

from dateline.media.models import Picture
from dateline.publishing.draft_models import Embargo
from dateline.stories.canonical import pictures_in
from dateline.stories.models import StoryPage


def held_pictures(*, at: datetime, besides: Any = None) -> dict[int, Embargo]:
    """Return the pictures that are held at this moment, by primary key, with the embargo that holds them.

    ``besides`` is a story whose own embargo does not count.
    """
    found: dict[int, Embargo] = {}
    for embargo, story in _stories_under_embargo(at, besides=besides):
        for picture in (story.lead_picture, *pictures_in(story.body)):
            if picture is not None and picture.pk not in found and not is_public(picture):
                found[picture.pk] = embargo
    return found


def is_document_held(document: Any, *, at: datetime) -> bool:
    """Say whether a document belongs to a story under embargo and to nothing that is public."""
    return next(stories_holding(document, at=at), None) is not None


def stories_holding(document: Any, *, at: datetime) -> Iterator[StoryPage]:
    """Yield the stories whose embargo keeps a document from readers, perhaps more than once."""
    for _embargo, story in _stories_under_embargo(at):
        if document.pk in _documents_in(story) and not is_public(document):
            yield story


def is_public(record: Any) -> bool:
    """Say whether anything that readers can see uses the record: a public page, a byline, a section."""
    users = ReferenceIndex.get_references_to(record).select_related("base_content_type")
    for content_type, object_id in users.values_list("base_content_type", "object_id").distinct():
        if content_type != _page_type() or Page.objects.filter(pk=object_id, live=True).exists():
            return True
    return False


def folders_of(picture_ids: Any) -> set[str]:
    """Return the folders that the files of these pictures lie in."""
    return {picture.folder for picture in Picture.objects.filter(pk__in=picture_ids)}


def _stories_under_embargo(at: datetime, *, besides: Any = None) -> Iterator[tuple[Embargo, Any]]:
    """Yield each with its drafts: the newest, and the one that waits for its time."""
    holding = Embargo.objects.filter(until__gt=at, lifted_at=None)
    if besides is not None:
        holding = holding.exclude(page_id=besides.pk)
    for embargo in holding:
        story = StoryPage.objects.filter(pk=embargo.page_id).first()
        if story is None:
            continue
        drafts = Revision.page_revisions.filter(object_id=str(story.pk))
        waiting = drafts.filter(approved_go_live_at__isnull=False)
        newest = drafts.filter(pk=story.latest_revision_id)
        revisions = (newest | waiting).distinct()
        yield from ((embargo, revision.as_object()) for revision in revisions)
        if not story.live:
            yield embargo, story


def _documents_in(story: Any) -> set[int]:
    model = get_document_model()
    return {
        int(value)
        for found_model, value, *_paths in story.body.stream_block.extract_references(story.body)
        if issubclass(found_model, model)
    }


def _page_type() -> int:
    return int(ContentType.objects.get_for_model(Page).pk)
