"""What stands against publishing a story, in the newsroom's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dateline.stories.canonical import pictures_in


def problems_of_story(story: Any) -> Mapping[str, list[str]]:
    """Return the problems by field; empty when the story may be published."""
    problems: dict[str, list[str]] = {}
    if not story.title.strip():
        problems["title"] = [_("A story needs a headline.")]
    if story.lead_picture is not None and not story.lead_picture.credit.strip():
        problems["lead_picture"] = [_uncredited(story.lead_picture)]
    uncredited = [picture for picture in pictures_in(story.body) if not picture.credit.strip()]
    if uncredited:
        problems["body"] = [_uncredited(picture) for picture in uncredited]
    if not story.body:
        problems.setdefault("body", []).append(_("A story needs a text."))
    return problems


def _uncredited(picture: Any) -> str:
    return _("The picture “%(title)s” has no credit: open it and say who made it.") % {"title": picture.title}
