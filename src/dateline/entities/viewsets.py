"""The desk's list and edit screens of entities."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet, SnippetViewSetGroup

from dateline.entities.models import Entity
from dateline.entities.offered_spellings import offered_in, write_in
from dateline.entities.panels import edit_screen


def labels_in_force(entity: Entity) -> str:
    """Return the jurisdictions that have a label on the entity today, for the list."""
    today = timezone.localdate()
    codes = {label.jurisdiction for label in entity.labels.all() if label.is_in_force(today)}
    return ", ".join(sorted(codes))


class AddEntityView(CreateView):
    """A new entity; what suggests one leads here with its spellings filled in."""

    def get_initial_form_instance(self) -> Any:
        offered = offered_in(self.request.GET)
        if self.request.method != "GET" or offered is None:
            return super().get_initial_form_instance()
        entity = Entity()
        write_in(entity, offered)
        return entity


class EditEntityView(EditView):
    """An entity; what suggests a spelling leads here with its row filled in."""

    def get_object(self, queryset: Any = None) -> Any:
        entity = super().get_object(queryset)
        offered = offered_in(self.request.GET)
        if self.request.method == "GET" and offered is not None:
            write_in(entity, offered)
        return entity


class EntityViewSet(SnippetViewSet):
    """Persons, organizations and places."""

    model = Entity
    add_view_class = AddEntityView
    edit_view_class = EditEntityView
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
