"""Stories made and published through the actions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Q
from PIL import Image

from dateline.lib.slugs import slug_from
from dateline.media.actions import add_picture
from dateline.media.models import Picture
from dateline.people.models import Contributor
from dateline.publishing.actions import publish_page
from dateline.sections.models import Topic
from dateline.stories.models import Byline, StoryPage
from tests.factories.papers import section

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
_numbers = count(1)


def draft(
    title: str = "Ferry back in service",
    *,
    within: str = "town",
    body: Any = None,
    by: Iterable[str] = (),
    topics: Iterable[str] = (),
    **fields: Any,
) -> StoryPage:
    """Return a story that nobody has published."""
    story = StoryPage(
        title=title,
        slug=fields.pop("slug", None) or slug_from(title),
        live=False,
        body=body if body is not None else [("paragraph", "<p>The ferry sails again.</p>")],
        bylines=[Byline(contributor=contributor(name), role="words") for name in by],
        **fields,
    )
    section(within).add_child(instance=story)
    if topics:
        story.topics.set([topic(name) for name in topics])
        story.save()
    return story


def published(title: str = "Ferry back in service", *, at: datetime = NOON, **fields: Any) -> StoryPage:
    """Return a public story."""
    story = draft(title, published_at=fields.pop("published_at", at), **fields)
    publish_page(page=story, by=None, at=at)
    return StoryPage.objects.get(pk=story.pk)


def contributor(name: str) -> Contributor:
    """Return the contributor with this name, or at its address when the name has changed since."""
    found = Contributor.objects.filter(Q(name=name) | Q(slug=slug_from(name))).first()
    return found or Contributor.objects.create(name=name, slug=slug_from(name))


def topic(name: str) -> Topic:
    """Return the topic with this name, or at its address when the name has changed since."""
    found = Topic.objects.filter(Q(name=name) | Q(slug=slug_from(name))).first()
    return found or Topic.objects.create(name=name, slug=slug_from(name))


def picture(*, credit: str = "Ines Moreau", caption: str = "The pier at noon", **fields: Any) -> Picture:
    """Return a small picture, each with bytes of its own."""
    number = next(_numbers)
    return add_picture(
        file=ContentFile(jpeg(number), name=f"pier-{number}.jpg"),
        name=f"pier-{number}.jpg",
        title=f"Pier {number}",
        credit=credit,
        caption=caption,
        **fields,
    )


def jpeg(number: int) -> bytes:
    """Return the bytes of a small picture, others for another number."""
    stream = BytesIO()
    Image.new("RGB", (640, 420), (number * 7 % 255, number * 31 % 255, 90)).save(stream, "JPEG")
    return stream.getvalue()
