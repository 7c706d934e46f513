"""The desk's list and edit screens of fronts."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from dateline.fronts.models import Front
from dateline.fronts.panels import FRONT_PANELS


class FrontViewSet(SnippetViewSet):
    """The home front and the fronts of sections, each with its places."""

    model = Front
    base_url_path = "fronts"
    admin_url_namespace = "fronts"
    icon = "grip"
    menu_label = _("Fronts")
    menu_name = "fronts"
    menu_order = 120
    add_to_admin_menu = True
    edit_handler = ObjectList(FRONT_PANELS)
    list_display = ["__str__", Column("chosen", label=_("Stories chosen"), sort_key="chosen")]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the home front first, then the sections in the order of the navigation."""
        fronts = Front.objects.select_related("section").annotate(chosen=Count("slots"))
        return fronts.order_by(F("section__order").asc(nulls_first=True), "pk")
