"""The desk's screens of sections, topics and series."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from dateline.sections.models import SectionPage, Series, Topic
from dateline.sections.panels import SERIES_PANELS, TOPIC_PANELS


class SectionListingViewSet(PageListingViewSet):
    """The sections in the order of the navigation."""

    model = SectionPage
    name = "sections"
    icon = "list-ul"
    menu_label = _("Sections")
    ordering = "order"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Name"), sort_key="title", classname="title"),
        Column("path", label=_("Address"), accessor="public_path"),
        Column("order", label=_("Place"), sort_key="order"),
        BooleanColumn("in_navigation", label=_("In the navigation")),
        PageStatusColumn("status", label=_("State"), sort_key="live"),
    ]


class TopicViewSet(SnippetViewSet):
    """What stories are about."""

    model = Topic
    base_url_path = "topics"
    admin_url_namespace = "topics"
    icon = "tag"
    menu_label = _("Topics")
    edit_handler = ObjectList(TOPIC_PANELS)
    list_display = ["name", "slug"]
    list_per_page = 50
    ordering = ["name"]


class SeriesViewSet(SnippetViewSet):
    """Stories that belong together."""

    model = Series
    base_url_path = "series"
    admin_url_namespace = "series"
    icon = "list-ol"
    menu_label = _("Series")
    edit_handler = ObjectList(SERIES_PANELS)
    list_display = ["name", "slug", BooleanColumn("oldest_first", label=_("Oldest first"))]
    list_per_page = 50
    ordering = ["name"]


class TopicsGroup(SnippetViewSetGroup):
    """What the desk's menu calls “Topics & series”."""

    items = (TopicViewSet, SeriesViewSet)
    menu_icon = "tag"
    menu_label = _("Topics & series")
    menu_name = "topics"
    menu_order = 250


sections_viewset = SectionListingViewSet()
