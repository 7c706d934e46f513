"""What the screen of a new story has on it before anybody has written."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from dateline.people.choices import BylineRole
from dateline.people.models import Contributor
from dateline.stories.models import Byline, StoryPage


def begin_story(story: StoryPage, *, by: Any) -> None:
    """Put the writer's own byline and an empty text into a story that is in memory only.

    Nothing is kept before the writer has written something, and both can be removed on the screen.
    """
    contributor = contributor_of(by)
    if contributor is not None:
        story.bylines.set([Byline(contributor=contributor, role=BylineRole.WORDS)])
    story.body = [("paragraph", "")]


def contributor_of(user: Any) -> Contributor | None:
    """Return whom somebody is in bylines: the contributor with the same e-mail address, or the same name.

    Two of a name are nobody: a wrong byline is worse than none.
    """
    name, email = user.get_full_name().strip(), user.email.strip()
    by_email = Contributor.objects.filter(email__iexact=email) if email else Contributor.objects.none()
    for found in (by_email, Contributor.objects.filter(Q(name__iexact=name) & ~Q(name=""))):
        listed = list(found[:2])
        if len(listed) == 1:
            return listed[0]
    return None
