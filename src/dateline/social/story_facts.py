"""What can be said of a story in a channel: as readers have it now, or as a draft would read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils import translation

from dateline.media.queries import picture_context
from dateline.people.choices import BylineRole
from dateline.publishing.choices import Status
from dateline.publishing.models import Publication
from dateline.social.pieces import Facts
from dateline.stories.models import StoryPage

MOST_HASHTAGS = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A story as channels may tell it."""

    facts: Facts
    section_id: int
    label: str
    language: str
    picture: str
    picture_digest: str


def told_of(publication: Publication) -> Told | None:
    """Return what channels may say of a publication now; None when it is not public."""
    public = Publication.objects.filter(pk=publication.pk, status=Status.PUBLIC).first()
    story = StoryPage.objects.filter(uuid=publication.pk, live=True).select_related("section").first()
    if public is None or story is None:
        return None
    return told_of_story(story, address=public.address)


def told_of_story(story: Any, *, address: str) -> Told:
    """Return what would be said of a story as it stands, at this address."""
    with translation.override(settings.LANGUAGE_CODE):
        picture = story.lead_picture
        context = picture_context(picture, use="lead") if picture is not None else None
        return Told(
            facts=Facts(
                headline=_plain(story.title),
                link=urljoin(settings.WAGTAILADMIN_BASE_URL, address),
                standfirst=_plain(story.standfirst),
                section=story.section.name_in(settings.LANGUAGE_CODE) if story.section_id else "",
                author=", ".join(_authors(story)),
                hashtags=hashtags_of(topic.name for topic in story.topics.all()),
            ),
            section_id=story.section_id or 0,
            label=str(story.label),
            language=story.language,
            picture=urljoin(settings.WAGTAILADMIN_BASE_URL, context.src) if context is not None else "",
            picture_digest=picture.digest if context is not None and picture is not None else "",
        )


def without_picture(told: Told) -> Told:
    """Return the same for a channel that shows none."""
    return replace(told, picture="", picture_digest="")


def hashtags_of(names: Any) -> tuple[str, ...]:
    """Return topics as hashtags: words joined with capital letters, nothing but letters and digits.

    One that would be digits alone is none: services do not link it.
    """
    found = []
    for name in names:
        words = re.findall(r"\w+", name.replace("_", " "))
        tag = words[0] if len(words) == 1 else "".join(word[:1].upper() + word[1:] for word in words)
        if tag and not tag.isdecimal():
            found.append(f"#{tag}")
    return tuple(dict.fromkeys(found))[:MOST_HASHTAGS]


def _authors(story: Any) -> list[str]:
    return [str(one.contributor.name) for one in story.bylines.all() if one.role == BylineRole.WORDS]


def _plain(text: str) -> str:
    return " ".join(text.split())
