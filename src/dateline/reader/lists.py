"""Lists of stories in pages: sections' older pages, topics, series, authors, days."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse

from dateline.lib.feed_addresses import Of, feed_address
from dateline.people.contexts import ContributorContext
from dateline.reader.feeds_page import feed_links
from dateline.reader.heads.listings import breadcrumbs, item_list, page, profile
from dateline.reader.heads.vocabulary import Node
from dateline.reader.pages import head_for, page_response
from dateline.reader.queries import paper_parts
from dateline.sections.models import SectionPage
from dateline.stories.card_queries import CardMaker
from dateline.stories.contexts import StoryListContext
from dateline.stories.queries import ListedStories

PAGE_SIZE = 24
# Beyond this the archive by date goes on: it is exact, and no page of it costs a walk over all that is newer.
PAGE_LIMIT = 100
RECORDS = ("topic", "series", "author")


def list_page(
    stories: ListedStories,
    *,
    kind: str,
    title: str,
    description: str,
    path: str,
    number: int,
    page_size: int | None = None,
    current: SectionPage | None = None,
    contributor: ContributorContext | None = None,
    template: str = "pages/story_list.html",
    is_indexed: bool = True,
    feed: tuple[Of, str] | None = None,
) -> HttpResponse:
    """Answer with one page of a list. Raises Http404 beyond its end, or if nothing of it is public."""
    page_size = page_size or PAGE_SIZE
    count = stories[: page_size * PAGE_LIMIT].count()
    page_count = max(1, -(-count // page_size))
    # The name of a topic, of a series or of somebody without a public story may tell what is to come.
    if not 1 <= number <= page_count or (kind in RECORDS and not count):
        raise Http404
    # Copies of the paper hold no feed of a list that has nothing in it.
    feed = feed if count else None
    parts = paper_parts()
    ids = [row[0] for row in stories[page_size * (number - 1) : page_size * number]]
    newer_url = path_of(path, number - 1) if number > 1 else ""
    older_url = path_of(path, number + 1) if number < page_count else ""
    if not older_url and number == PAGE_LIMIT:
        older_url = "/archive/"
    context = StoryListContext(
        title=title,
        description=description,
        kind=kind,
        cards=tuple(CardMaker(language=settings.LANGUAGE_CODE, sections=parts.sections).of(ids).values()),
        page_number=number,
        page_count=page_count,
        newer_url=newer_url,
        older_url=older_url,
        contributor=contributor,
        feed_url=feed_address(*feed) if feed else "",
    )
    head = head_for(
        title,
        parts=parts,
        path=path_of(path, number),
        description=description,
        is_indexed=is_indexed,
        data=_data(context, path=path, paper=parts.settings.name, page_size=page_size),
        kind="profile" if kind == "author" else "website",
        previous_url=newer_url,
        next_url=older_url,
        feeds=feed_links(*feed, title=title) if feed else (),
    )
    return page_response(template, parts=parts, head=head, current=current, list=context)


def _data(context: StoryListContext, *, path: str, paper: str, page_size: int) -> list[Node]:
    """Return what a list says of itself; its older pages are pages of their own on the same way."""
    listed = item_list(context.cards, first=page_size * (context.page_number - 1) + 1)
    address = path_of(path, context.page_number)
    way = breadcrumbs((paper, "/"), (context.title, path))
    if context.contributor is not None:
        # The page is about a person; what they have written is a thing of its own.
        return [profile(context.contributor, path=address), way, *([listed] if listed else [])]
    itself = page(
        "CollectionPage", name=context.title, path=address, description=context.description, main=listed
    )
    return [itself, way]


def path_of(path: str, number: int) -> str:
    """Return the address of a page of the list; its first page is the list's own address."""
    return path if number == 1 else f"{path}page/{number}/"
