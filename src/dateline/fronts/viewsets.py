"""The desk's list and edit screens of fronts."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from dateline.fronts import views
from dateline.fronts.desk_queries import count_of_warnings
from dateline.fronts.models import Front
from dateline.fronts.panels import FRONT_PANELS
from dateline.fronts.permissions import MAY_CHANGE_FRONTS


class WarningsColumn(Column):
    """How many of the chosen stories something is wrong with."""

    def get_value(self, instance: Any) -> str:
        return str(count_of_warnings(instance, now=timezone.now()) or "")


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
    list_display = [
        "__str__",
        Column("chosen", label=_("Stories chosen"), sort_key="chosen"),
        WarningsColumn("warnings", label=_("Warnings")),
    ]
    list_per_page = 50

    @property
    def edit_view(self) -> Any:
        """The front editor in place of a form: a save through a form would not see what others saved."""
        return views.edit_view

    @property
    def revisions_revert_view(self) -> Any:
        return views.revert_view

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("preview/<int:pk>/", views.preview_view, name="preview")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the home front first, then the sections in the order of the navigation."""
        fronts = Front.objects.select_related("section").annotate(chosen=Count("slots"))
        return fronts.order_by(F("section__order").asc(nulls_first=True), "pk")


class PlansMenuItem(MenuItem):
    """Plans and breaking news, for those who may arrange fronts."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_CHANGE_FRONTS))


def breaking_item() -> MenuItem:
    """Return the item of breaking news."""
    return PlansMenuItem(
        _("Breaking news"), reverse("breaking"), name="breaking", icon_name="warning", order=122
    )


def plans_item() -> MenuItem:
    """Return the item of the plans."""
    return PlansMenuItem(_("Plans"), reverse("plans:list"), name="plans", icon_name="calendar", order=125)
