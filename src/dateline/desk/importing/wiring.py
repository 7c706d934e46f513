"""Put imports on the desk."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from dateline.desk.importing.views import MAY_IMPORT, ImportListView, PrepareView, ReportView, RunView

_patterns = (
    [
        path("", ImportListView.as_view(), name="list"),
        path("<int:number>/prepare/", PrepareView.as_view(), name="prepare"),
        path("<int:number>/", RunView.as_view(), name="run"),
        path("<int:number>/report/", ReportView.as_view(), {"what": "report"}, name="report"),
        path("<int:number>/addresses/", ReportView.as_view(), {"what": "addresses"}, name="addresses"),
    ],
    "imports",
)


class ImportMenuItem(MenuItem):
    """“Import”, for those who may."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_IMPORT))


def import_urls() -> list[URLResolver]:
    """Return the addresses of the screens."""
    return [path("imports/", include(_patterns))]


def import_item() -> MenuItem:
    """Return the item of the list."""
    return ImportMenuItem(
        _("Import"), reverse("imports:list"), name="imports", icon_name="download", order=420
    )


def connect_imports() -> None:
    """Register the screens and their place in the menu."""
    hooks.register("register_admin_urls", import_urls)
    hooks.register("register_admin_menu_item", import_item)
