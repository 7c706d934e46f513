"""Addresses of search; ``/search/?q=`` is a public contract (DESIGN section 6)."""

from django.urls import path

from dateline.reader.searching import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="search_suggest"),
    path("search/<path:rest>", views.nothing, name="search_nothing"),
]
