"""Stories as the copy desk reads them: canonical texts, pictures, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from dateline.copydesk.engine.texts import Block, LinkFact, PictureFact, Story
from dateline.copydesk.sources import Piece, Source
from dateline.publishing.paper_time import local_date
from dateline.stories.canonical import canonical_blocks
from dateline.stories.choices import LabelsPolicy
from dateline.stories.models import StoryPage

_PAGE_LINK = re.compile(r'linktype="page"[^>]*\bid="(\d+)"|\bid="(\d+)"[^>]*linktype="page"')
_HEADS = (
    ("headline", "title", "headline"),
    ("short_headline", "short_headline", "short_headline"),
    ("kicker", "kicker", "kicker"),
    ("standfirst", "standfirst", "standfirst"),
    ("lead_caption", "lead_caption", "caption"),
    ("lead_credit", "lead_credit", "credit"),
)
KINDS = {"picture": "caption"}


def text_of(story: Any) -> Story:
    """Return a story as texts and facts."""
    heads = [
        Block(key, kind, text) for key, field, kind in _HEADS if (text := str(getattr(story, field) or ""))
    ]
    body = [
        Block(block["id"], KINDS.get(block["kind"], block["kind"]), block["text"])
        for block in canonical_blocks(story.body)
    ]
    return Story(
        language=story.language,
        blocks=(*heads, *(block for block in body if block.text)),
        pictures=tuple(_pictures(story)),
        links=tuple(_broken_links(story)),
        published_on=local_date(story.published_at or timezone.now()),
        labels_off=story.legal_labels == LabelsPolicy.OFF,
    )


def stories_source() -> Source:
    """Return the public stories as a source of the copy desk."""
    return Source(count=lambda: StoryPage.objects.live().count(), pieces=_public_stories)


def _public_stories() -> Iterator[Piece]:
    stories = StoryPage.objects.live().select_related("lead_picture").order_by("-published_at", "-pk")
    for story in stories.iterator(chunk_size=50):
        address = reverse("wagtailadmin_pages:edit", args=[story.pk])
        yield Piece(f"page/{story.pk}", story.title, address, text_of(story))


def _pictures(story: Any) -> Iterator[PictureFact]:
    if story.lead_picture is not None:
        yield _fact("lead_picture", story.lead_picture, story.lead_caption, story.lead_credit)
    for block in story.body:
        if block.block_type == "picture" and block.value["picture"]:
            yield _fact(str(block.id), block.value["picture"], block.value["caption"])
        elif block.block_type == "gallery":
            for item in block.value["pictures"]:
                if item["picture"]:
                    yield _fact(str(block.id), item["picture"], item["caption"])


def _fact(block: str, picture: Any, caption: str, credit: str = "") -> PictureFact:
    return PictureFact(
        block=block,
        title=picture.title,
        credit=credit or picture.credit,
        alt=picture.description,
        caption=caption or picture.caption,
    )


def _broken_links(story: Any) -> Iterator[LinkFact]:
    """Yield links inside the paper that lead to a page that is not public."""
    wanted: dict[int, str] = {}
    for block in story.body:
        if block.block_type in ("paragraph", "fact_box"):
            source = block.value.source if block.block_type == "paragraph" else block.value["text"].source
            for found in _PAGE_LINK.finditer(source):
                wanted[int(found[1] or found[2])] = str(block.id)
    if wanted:
        public = set(Page.objects.live().filter(pk__in=wanted).values_list("pk", flat=True))
        for number, block_id in wanted.items():
            if number not in public:
                yield LinkFact(block_id, 0, 1, f"page/{number}", is_broken=True)
