"""The desk's menu in the newsroom's order and words."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.contrib.settings.registry import SettingMenuItem
from wagtail.documents.wagtail_hooks import DocumentsMenuItem
from wagtail.images.wagtail_hooks import ImagesMenuItem

from dateline.alerts.models import AlertSettings
from dateline.paper.models import PaperSettings
from dateline.sections.permissions import MAY_CHANGE_STRUCTURE
from dateline.stories.desk_queries import may_write

# The explorer shows a tree of pages, and a newsroom has no tree; the others have an item of ours instead.
REPLACED = frozenset({"explorer", "images", "documents", "snippets"})
# Guides to the software, not to the paper.
REPLACED_HELP = ("whats-new-in-wagtail", "editor-guide")


class WriteMenuItem(MenuItem):
    """“Write a story”, for those who may."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_write(request.user)


class StructureMenuItem(MenuItem):
    """An item for those who may change sections and company pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_CHANGE_STRUCTURE))


def write_item() -> MenuItem:
    """Return the item that opens an empty story."""
    url = reverse("stories:choose_parent")
    return WriteMenuItem(_("Write a story"), url, name="write", icon_name="edit", order=100)


def pictures_item() -> MenuItem:
    """Return the item of the pictures."""
    url = reverse("wagtailimages:index")
    return ImagesMenuItem(_("Pictures"), url, name="pictures", icon_name="image", order=200)


def documents_item() -> MenuItem:
    """Return the item of the documents."""
    url = reverse("wagtaildocs:index")
    return DocumentsMenuItem(_("Documents"), url, name="files", icon_name="doc-full", order=210)


def paper_item() -> MenuItem:
    """Return the item of what holds for the whole paper."""
    items = [
        StructureMenuItem(_("Sections"), reverse("sections:index"), name="sections", icon_name="list-ul"),
        StructureMenuItem(
            _("Company pages"), reverse("company_pages:index"), name="company-pages", icon_name="home"
        ),
        _settings_item(PaperSettings, label=_("Paper settings"), name="paper-settings", icon="cog"),
        _settings_item(AlertSettings, label=_("Alerts to readers"), name="alert-settings", icon="mail"),
    ]
    return SubmenuMenuItem(_("The paper"), Menu(items=items), name="paper", icon_name="globe", order=400)


def _settings_item(model: type[Model], *, label: Any, name: str, icon: str) -> SettingMenuItem:
    """Return Wagtail's item of settings, called otherwise than the model."""
    item = SettingMenuItem(model, icon=icon, name=name)
    item.label = label
    return item


def arrange_menu(request: HttpRequest, items: list[Any]) -> None:
    """Take out what the newsroom has under another name."""
    items[:] = [item for item in items if item.name not in REPLACED]


def arrange_settings(request: HttpRequest, items: list[Any]) -> None:
    """Take out the paper's own settings, which have a place of their own."""
    items[:] = [item for item in items if getattr(item, "model", None) not in (PaperSettings, AlertSettings)]


def arrange_help(request: HttpRequest, items: list[Any]) -> None:
    """Leave the shortcuts; guides to the software behind the desk lead away from it."""
    items[:] = [item for item in items if not item.name.startswith(REPLACED_HELP)]
