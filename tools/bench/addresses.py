"""Print the address of a story of the middle years. Runs in a paper's environment."""

from __future__ import annotations

import django

django.setup()

from dateline.stories.models import StoryPage  # noqa: E402 - Django must be set up first


def main() -> None:
    """Print it."""
    stories = StoryPage.objects.newest().filter(lead_picture__isnull=False)
    print(stories.defer("body")[len(stories.values("pk")) // 2].public_path())


if __name__ == "__main__":
    main()
