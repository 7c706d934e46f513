"""The desk's list of stories, the way to a new one, and the edit screen of one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet

from dateline.stories.desk_queries import sections_open_to
from dateline.stories.edit_screen import read_once
from dateline.stories.models import CompanyPage, StoryPage
from dateline.stories.names_panel import NamesSidePanel
from dateline.stories.new_story import begin_story
from dateline.stories.side_panels import panels_beside
from dateline.stories.story_filters import StoryFilterSet
from dateline.stories.story_list import StoryIndexView
from dateline.stories.story_rows import story_columns

STORIES = "stories:index"


class ChooseSectionView(ChooseParentView):
    """One click on a section opens an empty story in it; with one section not even that is asked."""

    template_name = "stories/desk/choose_section.html"
    page_title = _("Write a story")

    def get_page_subtitle(self) -> str:
        return str(_("Which section?"))

    def get_valid_parent_pages(self, user: Any) -> QuerySet[Any]:
        return sections_open_to(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sections = sections_open_to(self.request.user)
        return {**super().get_context_data(**kwargs), "sections": sections}


class StoryListingViewSet(PageListingViewSet):
    """What the desk's menu calls “Stories”."""

    model = StoryPage
    name = "stories"
    icon = "doc-full-inverse"
    menu_label = _("Stories")
    menu_name = "stories"
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = StoryIndexView
    choose_parent_view_class = ChooseSectionView
    filterset_class = StoryFilterSet
    list_per_page = 30
    ordering = "-latest_revision_created_at"
    columns = story_columns()


class CompanyPageListingViewSet(PageListingViewSet):
    """About us, jobs, privacy, where to find us."""

    model = CompanyPage
    name = "company_pages"
    icon = "home"
    menu_label = _("Company pages")
    ordering = "order"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("path", label=_("Address"), accessor="public_path"),
        Column("language", label=_("Language"), accessor="get_language_display", sort_key="language"),
        Column("order", label=_("Place in the footer"), sort_key="order"),
        PageStatusColumn("status", label=_("State"), sort_key="live"),
    ]


class StoryCreateView(CreateView):
    """The screen of a new story; it leads back to the list, and not into a tree of pages."""

    def get(self, request: HttpRequest) -> HttpResponse:
        begin_story(self.page, by=request.user)
        return super().get(request)

    def redirect_away(self) -> HttpResponse:
        return redirect(self.next_url or STORIES)

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()
        # The first autosave fills the panel of names, which therefore is there from the beginning.
        own = [NamesSidePanel(self.page, self.request), *panels_beside(self.page, self.request)]
        return MediaContainer([*panels, *own])


class StoryEditView(EditView):
    """The edit screen of a story, with the names that it mentions at its side."""

    def get_object(self) -> Any:
        draft = super().get_object()
        if self.request.method == "GET":
            read_once(draft, page=self.real_page_record, schedule=self.scheduled_revision)
        return draft

    def redirect_away(self) -> HttpResponse:
        return redirect(self.next_url or STORIES)

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()
        leaves_out = self.expects_json_response or self.hydrate_create_view
        added = [] if leaves_out else panels_beside(self.page, self.request)
        own = [NamesSidePanel(self.page, self.request), *added]
        return MediaContainer([*panels, *own])


class StoryUnpublishView(UnpublishView):
    """The question before a story is taken out of the paper."""

    def get_next_url(self) -> str:
        return get_valid_next_url_from_request(self.request) or reverse(STORIES)


class StoryViewSet(PageViewSet):
    """The screens of one story."""

    model = StoryPage
    add_view_class = StoryCreateView
    edit_view_class = StoryEditView
    unpublish_view_class = StoryUnpublishView


stories_viewset = StoryListingViewSet()
company_pages_viewset = CompanyPageListingViewSet()
story_viewset = StoryViewSet()
