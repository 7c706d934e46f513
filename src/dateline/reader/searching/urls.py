"""Addresses of search; ``/search/?q=`` is a public contract (DESIGN section 6)."""

from django.urls import path

from dateline.lib.feed_addresses import Format
from dateline.reader.searching import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="search_suggest"),
    path("search/rss/", views.feed, {"form": Format.RSS}, name="search_rss"),
    path("search/atom/", views.feed, {"form": Format.ATOM}, name="search_atom"),
    path("search/feed.json", views.feed, {"form": Format.JSON}, name="search_json"),
    path("search/<path:rest>", views.nothing, name="search_nothing"),
]
