"""The desk's list and edit screens of contributors."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from dateline.people.models import Contributor
from dateline.people.panels import CONTRIBUTOR_PANELS


class ContributorViewSet(SnippetViewSet):
    """People named in bylines and credits; they need no account."""

    model = Contributor
    base_url_path = "people"
    admin_url_namespace = "people"
    icon = "user"
    menu_label = _("People")
    menu_name = "people"
    menu_order = 240
    add_to_admin_menu = True
    edit_handler = ObjectList(CONTRIBUTOR_PANELS)
    list_display = ["name", "role_title", BooleanColumn("has_page", label=_("Author page"))]
    list_filter = ["has_page"]
    list_per_page = 50
    ordering = ["sort_name", "name"]
