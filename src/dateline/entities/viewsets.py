"""The desk's list and edit screens of entities."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from dateline.entities.models import Entity
from dateline.entities.panels import edit_screen


def labels_in_force(entity: Entity) -> str:
    """Return the jurisdictions that have a label on the entity today, for the list."""
    today = timezone.localdate()
    codes = {label.jurisdiction for label in entity.labels.all() if label.is_in_force(today)}
    return ", ".join(sorted(codes))


class EntityViewSet(SnippetViewSet):
    """Persons, organizations and places."""

    model = Entity
    icon = "tag"
    menu_label = _("Persons, organizations, places")
    add_to_admin_menu = False
    edit_handler = edit_screen()
    list_filter = ["kind"]
    list_per_page = 50
    list_display = [
        "__str__",
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("labels", label=_("Labels in force"), accessor=labels_in_force),
    ]
    ordering = ["slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Entity.objects.prefetch_related("names", "labels")


class NamesGroup(SnippetViewSetGroup):
    """What the desk's menu calls “Names”."""

    items = (EntityViewSet,)
    menu_icon = "tag"
    menu_label = _("Names")
    menu_name = "names"
    menu_order = 300
