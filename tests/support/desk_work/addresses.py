"""Where readers find things."""

from __future__ import annotations

from dateline.people.models import Contributor
from dateline.publishing.models import PublicAddress
from dateline.sections.models import SectionPage, Series, Topic
from dateline.stories.models import StoryPage

ALWAYS = ("/", "/archive/", "/page/about/", "/nothing-here/", "/2026/05/01/never-was/")


def addresses() -> list[str]:
    """Return every address that is or was public, and the lists and rarely asked pages around them."""
    days = {story.public_since for story in StoryPage.objects.exclude(published_at=None)}
    return [
        *ALWAYS,
        *(f"/{slug}/" for slug in SectionPage.objects.order_by("pk").values_list("slug", flat=True)),
        *PublicAddress.objects.order_by("pk").exclude(path="/").values_list("path", flat=True),
        *(f"/topic/{slug}/" for slug in Topic.objects.order_by("pk").values_list("slug", flat=True)),
        *(f"/author/{slug}/" for slug in Contributor.objects.order_by("pk").values_list("slug", flat=True)),
        *(f"/series/{slug}/" for slug in Series.objects.order_by("pk").values_list("slug", flat=True)),
        *sorted(
            {f"/archive/{day:%Y/%m/%d}/" for day in days}
            | {f"/archive/{day:%Y/%m}/" for day in days}
            | {f"/archive/{day:%Y}/" for day in days}
        ),
    ]
