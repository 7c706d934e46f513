"""Addresses for programs: a public contract (DESIGN section 6)."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from dateline.feeds import views
from dateline.feeds.choices import Format, Of

app_name = "feeds"


def _feeds() -> Iterator[URLPattern]:
    for form in Format:
        root, ending = ("feed", ".json") if form is Format.JSON else (str(form), "/")
        yield path(f"{root}{ending}", views.feed, {"form": form}, name=str(form))
        for of in (Of.TOPIC, Of.AUTHOR, Of.SERIES):
            yield path(f"{root}/{of}/<slug:slug>{ending}", views.feed, {"form": form, "of": of})
        yield path(f"{root}/<slug:slug>{ending}", views.feed, {"form": form, "of": Of.SECTION})


urlpatterns = [*_feeds()]
