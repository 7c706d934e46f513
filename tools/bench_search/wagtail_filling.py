"""Put the words of every story into Wagtail's index, as publishing them one by one would have."""

from __future__ import annotations

import django

django.setup()

from modelsearch.backends import get_search_backend  # noqa: E402 - Django must be set up first

from dateline.stories.models import StoryPage  # noqa: E402 - as above

BATCH = 500


def main() -> None:
    """Fill it."""
    backend, last = get_search_backend(), 0
    while stories := list(StoryPage.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        backend.add_bulk(StoryPage, stories)
        last = stories[-1].pk


if __name__ == "__main__":
    main()
