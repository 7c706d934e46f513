"""Put corrections on the desk."""

from __future__ import annotations

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from dateline.desk.notices.notice_views import AmendView, CorrectionListView

_patterns = (
    [
        path("", CorrectionListView.as_view(), name="list"),
        path("<int:story_id>/<int:correction_id>/amend/", AmendView.as_view(), name="amend"),
    ],
    "corrections",
)


def correction_urls() -> list[URLResolver]:
    """Return the addresses of the screens."""
    return [path("corrections/", include(_patterns))]


def correction_item() -> MenuItem:
    """Return the item of the list."""
    return MenuItem(
        _("Corrections"), reverse("corrections:list"), name="corrections", icon_name="warning", order=140
    )


def connect_notices() -> None:
    """Register the screens and their place in the menu."""
    hooks.register("register_admin_urls", correction_urls)
    hooks.register("register_admin_menu_item", correction_item)
