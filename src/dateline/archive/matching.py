"""Find the section, the people and the stories that a document names, or make what is missing."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from wagtail.models import Page

from dateline.fronts.models import HomePage
from dateline.lib.slugs import slug_from
from dateline.people.models import Contributor
from dateline.publishing.actions import publish_page
from dateline.publishing.paper_time import day_bounds
from dateline.sections.models import SectionPage
from dateline.sections.reserved import is_reserved
from dateline.stories.models import StoryPage

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "–": "-", "—": "-"}
)
UNSORTED = "Archive"


def same_words(text: str) -> str:
    """Return the text in a form in which the same headline in two typographies is the same."""
    return re.sub(r"\s+", " ", text.translate(_QUOTES)).strip().casefold()


def find_section(name: str) -> SectionPage | None:
    """Return the section with this name or address, in any language of the paper."""
    wanted = same_words(name)
    for section in SectionPage.objects.all().prefetch_related("names"):
        names = [section.title, section.label, section.slug, *(other.name for other in section.names.all())]
        if wanted in {same_words(each) for each in names if each}:
            return section
    slug = slug_from(name)
    return SectionPage.objects.filter(slug=slug).first() if slug else None


def make_section(name: str, *, by: Any) -> SectionPage:
    """Create and publish a section that only the archive knows; it stays out of the navigation."""
    home = HomePage.objects.get()
    slug = slug_from(name) or "section"
    if is_reserved(slug) or Page.objects.child_of(home).filter(slug=slug).exists():
        slug = f"{slug}-section"
    section = SectionPage(title=name, slug=slug, in_navigation=False, order=900, live=False)
    home.add_child(instance=section)
    publish_page(page=section, by=by)
    return section


def find_or_make_contributor(name: str) -> Contributor:
    """Return the contributor with this name; a new one when there is none."""
    wanted = same_words(name)
    for contributor in Contributor.objects.filter(name__iexact=name):
        return contributor
    slug = base = slug_from(name) or "contributor"
    number = 1
    while (taken := Contributor.objects.filter(slug=slug).first()) is not None:
        if same_words(taken.name) == wanted:
            return taken
        number += 1
        slug = f"{base}-{number}"
    return Contributor.objects.create(name=name, slug=slug)


def story_with(headline: str, *, on: date | None = None) -> StoryPage | None:
    """Return the public story with this headline, of this day if one is given."""
    stories = StoryPage.objects.public().filter(title__iexact=headline)
    if on is not None:
        start, end = day_bounds(on)
        stories = stories.filter(published_at__gte=start, published_at__lt=end)
    return stories.order_by("-published_at").first() or _in_other_typography(headline, on)


def _in_other_typography(headline: str, on: date | None) -> StoryPage | None:
    """Look again without quotation marks and dashes, among the stories of the day only: it reads them all."""
    if on is None:
        return None
    start, end = day_bounds(on)
    wanted = same_words(headline)
    for story in StoryPage.objects.public().filter(published_at__gte=start, published_at__lt=end):
        if same_words(story.title) == wanted:
            return story
    return None


def free_slug(headline: str, *, on: date) -> str:
    """Return an address from the headline that no story of that day has."""
    base = slug_from(headline) or "story"
    start, end = day_bounds(on)
    taken = set(
        StoryPage.objects.filter(
            published_at__gte=start, published_at__lt=end, slug__startswith=base[:60]
        ).values_list("slug", flat=True)
    )
    slug, number = base, 1
    while slug in taken or slug.isdigit():
        number += 1
        slug = f"{base}-{number}"
    return slug
