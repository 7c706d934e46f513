"""Put partners on the desk."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from dateline.desk.partners.hub_view import HubView
from dateline.desk.partners.views import MAY_MANAGE, PartnersView, PartnerView

_patterns = (
    [
        path("", PartnersView.as_view(), name="list"),
        path("hub/", HubView.as_view(), name="hub"),
        path("<int:number>/", PartnerView.as_view(), name="partner"),
    ],
    "partners",
)


class PartnersMenuItem(MenuItem):
    """“Partners”, for those who may."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_MANAGE))


def partner_urls() -> list[URLResolver]:
    """Return the addresses of the screens."""
    return [path("partners/", include(_patterns))]


def partners_item() -> MenuItem:
    """Return the item of the list."""
    return PartnersMenuItem(
        _("Partners"), reverse("partners:list"), name="partners", icon_name="globe", order=430
    )


def connect_partners() -> None:
    """Register the screens and their place in the menu."""
    hooks.register("register_admin_urls", partner_urls)
    hooks.register("register_admin_menu_item", partners_item)
