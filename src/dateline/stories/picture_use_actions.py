"""Note which pictures drafts and recorded versions show, so that a picture can say where it is used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.models import Revision

from dateline.media.models import Picture, PictureUse
from dateline.publishing.models import PublishedVersion
from dateline.stories.models import StoryPage
from dateline.stories.picture_uses import picture_ids_in, pictures_of

AT_ONCE = 500


@transaction.atomic
def note_draft(*, page_id: int, content: dict[str, Any]) -> None:
    """Note the pictures of a story's newest draft; no page for readers shows it."""
    wanted = picture_ids_in(content)
    noted = PictureUse.objects.filter(page_id=page_id, version=None)
    known = set(noted.values_list("picture_id", flat=True))
    if known - wanted:
        noted.filter(picture__in=known - wanted).delete()
    if wanted - known:
        # A draft can name a picture that was deleted since.
        there = Picture.objects.filter(pk__in=wanted - known).values_list("pk", flat=True)
        uses = [PictureUse(picture_id=pk, page_id=page_id) for pk in there]
        PictureUse.objects.bulk_create(uses, ignore_conflicts=True)


def note_revision(*, revision: Revision, is_new: bool) -> None:
    """Note the pictures of a draft, whichever door it was saved through; older drafts do not count."""
    if revision.content_type.model_class() is not StoryPage:
        return
    newer = Revision.objects.filter(
        base_content_type=revision.base_content_type, object_id=revision.object_id, pk__gt=revision.pk
    )
    if is_new or not newer.exists():
        note_draft(page_id=int(revision.object_id), content=revision.content)


def note_version(*, version: PublishedVersion) -> None:
    """Note the pictures that a version of the record shows, as far as they are still there.

    Those of the newest version are on the page itself; of older ones the record says only what they looked
    like, so that of two copies both are noted.
    """
    if not version.picture_digests:
        return
    page_id = version.publication.page_id
    shown: Iterable[int] = _on_page(page_id, version.number)
    if not shown:
        looks = [digest for digest in version.picture_digests if digest]
        shown = Picture.objects.filter(digest__in=looks).values_list("pk", flat=True)
    uses = [PictureUse(picture_id=pk, page_id=page_id, version=version.number) for pk in shown]
    PictureUse.objects.bulk_create(uses, ignore_conflicts=True)


def _on_page(page_id: int, number: int) -> set[int]:
    story = StoryPage.objects.filter(pk=page_id, version_number=number).first()
    return pictures_of(story) if story is not None else set()


def forget_draft(*, page_id: int) -> None:
    """Forget the draft of a story that is deleted; what the record shows stays noted."""
    PictureUse.objects.filter(page_id=page_id, version=None).delete()


def note_all_uses() -> int:
    """Note the uses in every draft and version, for papers that are older than the notes; count the pages."""
    count = 0
    stories = StoryPage.objects.exclude(latest_revision=None).order_by("pk")
    for page_id, revision_id in stories.values_list("pk", "latest_revision_id").iterator(AT_ONCE):
        content = Revision.objects.values_list("content", flat=True).get(pk=revision_id)
        note_draft(page_id=page_id, content=content)
        count += 1
    versions = PublishedVersion.objects.select_related("publication").exclude(picture_digests=[])
    for version in versions.iterator(AT_ONCE):
        note_version(version=version)
    return count
