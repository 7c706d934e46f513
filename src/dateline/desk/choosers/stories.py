"""The chooser of stories: the newest first and a search in headlines, instead of a walk through the tree.

Wagtail's chooser begins at the page above all stories, which it finds by reading the path of each, shows the
oldest first, and orders what was searched by relevance, which SQLite works out anew for every row. All three
take seconds with a hundred thousand stories.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.views.chooser import (
    BrowseView,
    PageChooserTable,
    SearchView,
    page_models_from_string,
    shared_context,
)
from wagtail.models import Page

from dateline.fronts.models import HomePage
from dateline.sections.models import SectionPage
from dateline.stories.desk_queries import searchable
from dateline.stories.models import StoryPage

PER_PAGE, MOST_FOUND = 25, 1_000
EDITED = F("latest_revision_created_at").desc(nulls_last=True)


class StoryBrowseView(BrowseView):
    """Wagtail's chooser, which shows stories as a list: all of them, or those of the section it is in."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        self.shows_all = parent_page_id is None and wants_only_stories(request)
        if self.shows_all:
            parent_page_id = HomePage.objects.values_list("pk", flat=True).first()
        answer: HttpResponse = super().get(request, parent_page_id)
        return answer

    def get_object_list(self) -> QuerySet[Any]:
        if self.shows_all:
            return newest(StoryPage.objects.only("pk"))
        if self._is_in_section():
            return newest(StoryPage.objects.filter(section_id=self.parent_page.pk).only("pk"))
        pages: QuerySet[Any] = super().get_object_list()
        return pages

    def filter_object_list(self, pages: QuerySet[Any]) -> QuerySet[Any] | StorySlices:
        if not self.shows_all and not self._is_in_section():
            kept: QuerySet[Any] = super().filter_object_list(pages)
            return kept
        for hook in hooks.get_hooks("construct_page_chooser_queryset"):
            pages = hook(pages, self.request)
        return StorySlices(pages)

    def _is_in_section(self) -> bool:
        """Say whether a story can be chosen and the chooser is where all pages are stories."""
        can_be_story = any(issubclass(StoryPage, wanted) for wanted in self.desired_classes)
        return can_be_story and isinstance(self.parent_page, SectionPage)


class StorySlices:
    """Stories for a paginator, in two steps: first the keys of a slice are found, then its rows are loaded.

    In one step the database would carry all columns of all stories through the sort.
    """

    ordered = True

    def __init__(self, stories: QuerySet[Any]) -> None:
        self._stories = stories

    def count(self) -> int:
        return self._stories.order_by().count()

    def __getitem__(self, part: slice) -> list[Any]:
        return _loaded([story.pk for story in self._stories[part]])


class StorySearchView(SearchView):
    """Wagtail's search in the chooser, the newest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.is_multiple_choice = request.GET.get("multiple")
        page_type = request.GET.get("page_type") or "wagtailcore.page"
        try:
            classes = page_models_from_string(page_type)
        except (ValueError, LookupError) as error:
            raise Http404 from error
        form = SearchForm(request.GET)
        words = form.cleaned_data["q"] if form.is_valid() else ""
        matching = _matching(words, classes, request)
        found = Paginator(matching, per_page=PER_PAGE).get_page(request.GET.get("p"))
        pages = _loaded([row.pk for row in found])
        for page in pages:
            page.can_choose, page.is_parent_page = True, False
        found.object_list = pages
        context = {
            "searchform": form,
            "table": PageChooserTable(self.columns, pages, show_locale_labels=False),
            "pages": found,
            "page_type_string": page_type,
        }
        return TemplateResponse(
            request, "wagtailadmin/chooser/_search_results.html", shared_context(request, context)
        )


def wants_only_stories(request: HttpRequest) -> bool:
    """Say whether nothing but a story can be chosen."""
    return (request.GET.get("page_type") or "").lower() == "paper_stories.storypage"


def newest(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Return these pages, the last edited first."""
    return pages.order_by(EDITED, "-id")


def rows(stories: Any) -> QuerySet[Any]:
    """Return these stories with what a row of the chooser shows."""
    loaded: Any = newest(stories).defer("body", "nearest").select_related("section")
    loaded = loaded.prefetch_related("content_type").prefetch_workflow_states()
    found: QuerySet[Any] = loaded.annotate_approved_schedule()
    return found


def with_sections(stories: Iterable[Any]) -> list[Any]:
    """Tell stories which page is above them."""
    listed = list(stories)
    for story in listed:
        story._cached_parent_obj = story.section
    return listed


def _matching(words: str, classes: tuple[type[Page], ...], request: HttpRequest) -> Any:
    model = classes[0] if len(classes) == 1 else Page
    pages: Any = model.objects.all()
    for hook in hooks.get_hooks("construct_page_chooser_queryset"):
        pages = hook(pages, request)
    if not words:
        return pages.none()
    if len(classes) > 1:
        pages = pages.type(*classes)
    listed: Any = newest(pages.exclude(depth=1).only("pk"))
    found = listed.autocomplete(searchable(words), order_by_relevance=False)
    # To count all of them costs as much as to find them; nobody turns forty pages.
    return list(found[:MOST_FOUND])


def _loaded(keys: list[int]) -> list[Any]:
    """Return these pages in their order, with what a row of the chooser shows, and their section."""
    stories = with_sections(rows(StoryPage.objects.filter(pk__in=keys)))
    by_key: dict[int, Any] = {story.pk: story for story in stories}
    if others := [key for key in keys if key not in by_key]:
        by_key |= {page.pk: page for page in Page.objects.filter(pk__in=others).specific()}
    return [by_key[key] for key in keys if key in by_key]


def chooser_urls() -> list[URLPattern]:
    """Return the addresses of the chooser; they stand before Wagtail's own and take their place."""
    return [
        path("choose-page/", StoryBrowseView.as_view(), name="choose_story"),
        path("choose-page/<int:parent_page_id>/", StoryBrowseView.as_view(), name="choose_story_child"),
        path("choose-page/search/", StorySearchView.as_view(), name="choose_story_search"),
    ]
