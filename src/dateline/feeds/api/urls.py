"""Addresses of the read API; a slash at the end makes no difference."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from dateline.feeds.api import addresses, views
from dateline.feeds.api.answering import nothing_here

UUID = rf"(?P<uuid>{addresses.UUID_PATTERN})"

to_root = RedirectView.as_view(url=addresses.ROOT, permanent=True)


def _at(address: str) -> str:
    return rf"^{address.lstrip('/')}/?$"


urlpatterns = [
    path("api/v1/", views.root),
    path("api/", to_root),
    path("api/v1", to_root),
    path("api", to_root),
    re_path(_at(addresses.STORIES), views.stories),
    re_path(_at(f"{addresses.STORIES}/{UUID}"), views.story),
    re_path(_at(f"{addresses.STORIES}/{UUID}/versions"), views.versions),
    re_path(_at(f"{addresses.STORIES}/{UUID}/corrections"), views.corrections_of_story),
    re_path(_at(f"{addresses.STORIES}/{UUID}/republish"), views.republish),
    re_path(_at(addresses.CORRECTIONS), views.corrections),
    re_path(_at(addresses.SECTIONS), views.sections),
    re_path(_at(addresses.TOPICS), views.topics),
    re_path(_at(addresses.AUTHORS), views.authors),
    re_path(r"^api/v1/openapi\.json$", views.description),
    re_path(r"^api/v1/(?!docs/?$)", nothing_here),
]
