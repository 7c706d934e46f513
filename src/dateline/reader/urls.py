"""Addresses of the reader's paper: a public contract (DESIGN section 6)."""

from django.urls import include, path, re_path, register_converter

from dateline.corrections.listing import ADDRESS
from dateline.reader import history_views, program_views, views
from dateline.reader.converters import FourDigits, TwoDigits, VersionNumber

app_name = "reader"

register_converter(FourDigits, "yyyy")
register_converter(TwoDigits, "mm")
register_converter(VersionNumber, "version")

STORY = "<yyyy:year>/<mm:month>/<mm:day>/<slug:slug>/"

urlpatterns = [
    path("", views.front, name="front"),
    path(STORY, views.story, name="story"),
    path(f"{STORY}history/", history_views.history, name="history"),
    path(f"{STORY}history/page/<version:page>/", history_views.history, name="history_page"),
    path(f"{STORY}history/index.json", history_views.history_json, name="history_json"),
    path(f"{STORY}history/index.atom", history_views.history_atom, name="history_atom"),
    path(f"{STORY}history/<version:number>/", history_views.version, name="version"),
    path(f"{STORY}history/<version:number>.json", history_views.evidence, name="evidence"),
    path(f"{STORY}history/<version:older>-<version:newer>/", history_views.difference, name="difference"),
    path(
        f"{STORY}history/<version:older>-<version:newer>.json",
        history_views.difference_json,
        name="difference_json",
    ),
    path("archive/difference/", history_views.chosen_difference, name="chosen_difference"),
    path("archive/", views.archive, name="archive"),
    path("archive/<yyyy:year>/", views.archive, name="archive_year"),
    path("archive/<yyyy:year>/<mm:month>/", views.archive, name="archive_month"),
    path("archive/<yyyy:year>/<mm:month>/<mm:day>/", views.archive_day, name="archive_day"),
    path("topic/<slug:slug>/", views.topic, name="topic"),
    path("topic/<slug:slug>/page/<int:number>/", views.topic, name="topic_page"),
    path("series/<slug:slug>/", views.series, name="series"),
    path("series/<slug:slug>/page/<int:number>/", views.series, name="series_page"),
    path("author/<slug:slug>/", views.author, name="author"),
    path("author/<slug:slug>/page/<int:number>/", views.author, name="author_page"),
    path("page/<slug:slug>/", views.company, name="company_page"),
    path("republish/<uuid:uuid>/", program_views.republish, name="republish"),
    path("api/v1/docs/", program_views.api_documentation, name="api_documentation"),
    path("feeds/", views.feeds, name="feeds"),
    path("corrections/atom.xml", views.corrections_atom, name="corrections_feed"),
    re_path(rf"^{ADDRESS.pattern.removeprefix('/')}$", views.corrections, name="corrections"),
    path("", include("dateline.reader.alerts.urls")),
    path("", include("dateline.reader.offline.urls")),
    path("", include("dateline.reader.searching.urls")),
    path("", include("dateline.reader.reports.urls")),
    path("<slug:slug>/", views.section, name="section"),
    path("<slug:slug>/page/<int:number>/", views.section_older, name="section_page"),
]
