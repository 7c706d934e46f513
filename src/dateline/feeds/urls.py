"""Addresses for programs: a public contract (DESIGN section 6)."""

from collections.abc import Iterator

from django.urls import URLPattern, include, path, re_path

from dateline.feeds import views
from dateline.feeds.partner_feeds import ENDINGS
from dateline.feeds.websub.views import hub
from dateline.lib.feed_addresses import Format, Of

app_name = "feeds"


def _feeds() -> Iterator[URLPattern]:
    for form in Format:
        root, ending = ("feed", ".json") if form is Format.JSON else (str(form), "/")
        yield path(f"{root}{ending}", views.feed, {"form": form}, name=str(form))
        for of in (Of.TOPIC, Of.AUTHOR, Of.SERIES):
            yield path(f"{root}/{of}/<slug:slug>{ending}", views.feed, {"form": form, "of": of})
        yield path(f"{root}/<slug:slug>{ending}", views.feed, {"form": form, "of": Of.SECTION})


_PART = r"(?:-(?P<part>[2-9]|[1-9][0-9]{1,4}))?\.xml$"
urlpatterns = [
    *_feeds(),
    path("", include("dateline.feeds.api.urls")),
    *(
        re_path(rf"^partner-feed/(?P<key>[-\w]{{32}})\.{ending}$", views.partner_feed, {"form": form})
        for form, ending in ENDINGS.items()
    ),
    path("websub/", hub, name="hub"),
    path("feeds.opml", views.outlines, name="opml"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap/pages.xml", views.sitemap_of_lists, name="sitemap_of_lists"),
    re_path(
        rf"^sitemap/(?P<name>topics|authors){_PART}", views.sitemap_of_records, name="sitemap_of_records"
    ),
    re_path(
        rf"^sitemap/(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{2}}){_PART}",
        views.sitemap_of_month,
        name="sitemap_of_month",
    ),
    path("news-sitemap.xml", views.news_sitemap, name="news_sitemap"),
    path("indexnow.txt", views.indexnow_key, name="indexnow_key"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
]
