"""Lists of stories; each announces the list that it read. Cards announce the stories in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, TypeAlias

from django.db.models import QuerySet

from dateline.edition.keys import announce, kept, watch
from dateline.people.models import Contributor
from dateline.publishing.choices import Status
from dateline.publishing.models import PublicAddress, Publication
from dateline.publishing.paper_time import day_bounds, local_date
from dateline.sections.contexts import LinkContext
from dateline.sections.models import SectionPage, Series, Topic
from dateline.stories.models import Byline, CompanyPage, StoryPage, StoryTopic
from dateline.stories.querysets import StoryPlace, StoryQuerySet

# Rows that begin with the id of a story, in the order of a list; counted and read from an index alone.
ListedStories: TypeAlias = QuerySet[Any, Any]
OlderPlaces: TypeAlias = list[tuple[int, datetime]]
# So many places of each list are kept, which is what the home front asks for at most in a usual paper.
HEAD = 64


def newest_stories(*, limit: int) -> list[StoryPlace]:
    """Return the places of the newest stories of the paper."""
    return _head_of("stories/list", StoryPage.objects.newest(), limit)


def newest_in_section(section: SectionPage, *, limit: int, without: Collection[int] = ()) -> list[StoryPlace]:
    """Return the places of stories filed under the section, newest first."""
    key, stories = f"section/{section.pk}/list", StoryPage.objects.newest().filter(section=section.pk)
    # Passed over in Python: a NOT IN would cost the database its index order.
    wanted = _head_of(key, stories, limit + len(without))
    return [place for place in wanted if place.pk not in without][:limit]


def newest_with_label(label: str, *, limit: int) -> list[StoryPlace]:
    """Return the places of the newest stories with this label."""
    return _head_of(f"label/{label}/list", StoryPage.objects.newest().filter(label=label), limit)


def stories_by_id(ids: Iterable[int]) -> dict[int, StoryPage]:
    """Load stories for cards with one query, in this order; those that are no more are left out."""
    listed = list(ids)
    found = StoryPage.objects.for_cards().in_bulk(listed) if listed else {}
    return {pk: found[pk] for pk in listed if pk in found}


def stories_about(topic: Topic) -> ListedStories:
    """Return stories on the topic, newest first."""
    announce(f"topic/{topic.pk}/list")
    return _listed(StoryTopic.objects.filter(topic=topic.pk))


def stories_of_series(series: Series) -> ListedStories:
    """Return stories of the series in its own order."""
    announce(f"series/{series.pk}/list")
    stories = StoryPage.objects.newest().filter(series=series)
    return _ids_of(stories.order_by("listed_at", "pk") if series.oldest_first else stories)


def newest_of_series(series: Series) -> ListedStories:
    """Return stories of the series, newest first, whatever its own order is."""
    announce(f"series/{series.pk}/list")
    return _ids_of(StoryPage.objects.newest().filter(series=series))


def stories_by(contributor: Contributor) -> ListedStories:
    """Return stories with the contributor in the byline, newest first."""
    announce(f"contributor/{contributor.pk}/list")
    # Whoever wrote the words and took the photos has two bylines on one story.
    return _listed(Byline.objects.filter(contributor=contributor)).distinct()


def stories_in_section(section: SectionPage) -> ListedStories:
    """Return stories filed under the section, newest first."""
    announce(f"section/{section.pk}/list")
    return _ids_of(StoryPage.objects.newest().filter(section=section.pk))


def stories_on(day: date) -> ListedStories:
    """Return stories published on one day of the paper, latest first."""
    announce(f"day/{day}")
    start, end = day_bounds(day)
    return _ids_of(StoryPage.objects.newest().filter(listed_at__gte=start, listed_at__lt=end))


def moments_between(start: datetime, end: datetime) -> QuerySet[Publication, datetime]:
    """Return when the public stories of a span of time were published.

    Taken from the register of publications, which is public exactly while the page is, because counting
    pages would look at each. Announces nothing; the caller knows the span's key.
    """
    public = Publication.objects.filter(content_type="story", status=Status.PUBLIC)
    return public.filter(published_at__gte=start, published_at__lt=end).values_list("published_at", flat=True)


def older_places(story: StoryPage, *, limit: int) -> OlderPlaces:
    """Return what ``older_in_section`` chooses from: ids and dates of that many stories before this one."""
    before = StoryPage.objects.newest().filter(section=story.section_id, listed_at__lt=story.published_at)
    # Nothing but what stands in the index: these neighbours lie far apart in a large archive.
    return [(pk, listed_at) for pk, listed_at in before.values_list("pk", "listed_at")[:limit]]


def older_in_section(
    story: StoryPage, *, places: OlderPlaces, limit: int, without: Collection[int]
) -> list[int]:
    """Return the ids of the stories of the section that came before this one.

    For a new story these are the section's newest; for one from the archive, its neighbours in time, so that
    thirty years of pages do not change with every new story. Announced by month: a story arriving later in
    another month touches none of these pages. ``places`` must be as many more as there are to be left out.
    """
    passed_over = {*without, story.pk}
    found = [row for row in places if row[0] not in passed_over][:limit]
    oldest = found[-1][1] if len(found) == limit else None
    if oldest is None or _months_between(oldest, story.public_since) > 24:
        announce(f"section/{story.section_id}/list")
    else:
        announce(*(f"section/{story.section_id}/{month}" for month in _months(oldest, story.public_since)))
    return [pk for pk, _listed_at in found]


def story_at(path: str) -> StoryPage | None:
    """Return the public story whose current address this is."""
    announce(f"address{path}")
    owners = PublicAddress.objects.filter(path=path, is_current=True).values("publication__page_id")
    # No order and no relations: one row by its key, and the page knows the sections already.
    for found in StoryPage.objects.public().filter(pk__in=owners).for_readers().order_by()[:1]:
        announce(f"publication/{found.uuid}")
        return found
    return None


def company_pages() -> list[CompanyPage]:
    """Return the company pages that the footer lists, in order."""
    announce("company-pages")
    return list(CompanyPage.objects.public().filter(in_footer=True).order_by("order", "title").defer("body"))


def company_addresses() -> dict[str, LinkContext]:
    """Return every public company page by the last part of its address, those outside the footer too."""
    announce("company-pages")
    pages = CompanyPage.objects.public().order_by("pk").defer("body")
    return {page.slug: LinkContext(label=page.title, url=page.public_path()) for page in pages}


def company_page(slug: str) -> CompanyPage | None:
    """Return the public company page at this address."""
    page = CompanyPage.objects.public().filter(slug=slug).first()
    announce(f"company-page/{page.pk}" if page else "company-pages")
    return page


def contributor_by_slug(slug: str) -> Contributor | None:
    """Return the contributor whose page this is."""
    found = Contributor.objects.filter(slug=slug, has_page=True).select_related("portrait").first()
    announce(f"contributor/{found.pk}" if found else "contributors")
    return found


def month_key(section_id: int, moment: datetime) -> str:
    """Return the key of what a section published in the month of this moment."""
    return f"section/{section_id}/{local_date(moment):%Y-%m}"


def _months(start: datetime, end: datetime) -> Iterable[str]:
    first, last = local_date(start), local_date(end)
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield f"{year}-{month:02d}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _months_between(start: datetime, end: datetime) -> int:
    first, last = local_date(start), local_date(end)
    return (last.year - first.year) * 12 + last.month - first.month


def _listed(rows: QuerySet[Any]) -> ListedStories:
    """Return the stories of rows that carry the stories' dates, newest first."""
    public = rows.filter(published_at__isnull=False).order_by("-published_at", "-story")
    return public.values_list("story_id", "published_at")


def _ids_of(stories: StoryQuerySet) -> ListedStories:
    return stories.values_list("pk", "listed_at")


def _head_of(key: str, stories: StoryQuerySet, limit: int) -> list[StoryPlace]:
    """Return the first places of a list with this key, from as many of them as are kept at least."""
    kept_places = -(-limit // HEAD) * HEAD
    return list(kept(f"{key}/{kept_places}", lambda: _places(key, stories[:kept_places])))[:limit]


def _places(key: str, stories: StoryQuerySet) -> tuple[StoryPlace, ...]:
    announce(key)
    places = tuple(stories.places())
    # A list's key tells who is on it. A picture decides about a place too, and is told with the card.
    watch(*(f"card/{place.pk}" for place in places))
    return places
