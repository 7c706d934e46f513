"""Stories for machines. Source: schema.org (release 30), Google's article guidelines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings

from dateline.media.contexts import PictureContext
from dateline.people.contexts import BylineContext
from dateline.stories.contexts import NoticeContext
from dateline.stories.models import StoryPage

TYPES = {
    "opinion": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "explainer": "BackgroundNewsArticle",
}


_facts: list[Callable[[], dict[str, Any]]] = []


def register_publisher_facts(facts: Callable[[], dict[str, Any]]) -> None:
    """Let a package above say something more of the paper to machines, such as where its policies stand.

    The same for every page and at every moment: nothing is announced for it.
    """
    if facts not in _facts:
        _facts.append(facts)


def publisher_facts() -> dict[str, Any]:
    """Return what packages above say of the paper."""
    return {name: value for facts in _facts for name, value in facts().items()}


def news_article(
    story: StoryPage,
    *,
    url: str,
    bylines: Sequence[BylineContext],
    picture: PictureContext | None,
    notices: Sequence[NoticeContext],
) -> dict[str, Any]:
    """Return the JSON-LD of a story; its times are the ones that readers see."""
    base = settings.WAGTAILADMIN_BASE_URL
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES.get(story.label, "NewsArticle"),
        "mainEntityOfPage": url,
        "headline": story.title,
        "inLanguage": story.language,
        "isAccessibleForFree": True,
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": settings.WAGTAIL_SITE_NAME,
            "url": f"{base}/",
            **publisher_facts(),
        },
        "version": str(story.version_number),
    }
    if story.section.live:
        data["articleSection"] = str(story.section)
    if story.published_at:
        data["datePublished"] = story.published_at.isoformat()
        data["dateModified"] = (story.updated_at or story.published_at).isoformat()
    if story.version_number:
        data["archivedAt"] = f"{url}history/{story.version_number}/"
    if story.standfirst:
        data["description"] = story.standfirst
    if picture:
        data["image"] = [base + picture.src]
    authors = [byline for byline in bylines if byline.role == "words"]
    if authors:
        data["author"] = [_person(byline, base) for byline in authors]
    if notices:
        data["correction"] = [
            {"@type": "CorrectionComment", "text": notice.text, "datePublished": notice.at.isoformat()}
            for notice in notices
        ]
    return data


def _person(byline: BylineContext, base: str) -> dict[str, str]:
    person = {"@type": "Person", "name": byline.contributor.name}
    if byline.contributor.url:
        person["url"] = base + byline.contributor.url
    return person
