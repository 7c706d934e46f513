"""What stands against publishing a story, in the newsroom's words."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.lib.canonical_text import canonical_text
from dateline.media.queries import problems_before_publishing
from dateline.publishing.paper_time import moment_in_words
from dateline.stories.canonical import pictures_in
from dateline.stories.embargoed_files import held_pictures


def problems_of_story(story: Any) -> Mapping[str, list[str]]:
    """Return the problems by field; empty when the story may be published."""
    problems: dict[str, list[str]] = {}
    shown = [story.lead_picture, *pictures_in(story.body)]
    held = held_pictures(at=timezone.now(), besides=story) if any(shown) else {}
    if not story.title.strip():
        problems["title"] = [_("A story needs a headline.")]
    if story.lead_picture is not None:
        lead = _with_credit(story.lead_picture, story.lead_credit)
        # Said where it can be mended at once: the story has a field for the credit, below the picture.
        field = "lead_picture" if lead.credit.strip() else "lead_credit"
        if found := _problems_of(lead, held):
            problems[field] = found
    in_body = [text for picture in pictures_in(story.body) for text in _problems_of(picture, held)]
    if any(block.block_type == "picture" and block.value["picture"] is None for block in story.body):
        in_body.append(_("A picture in the text is missing: choose it, or remove its part."))
    if in_body:
        problems["body"] = in_body
    if all(_is_empty(block) for block in story.body):
        problems.setdefault("body", []).append(_("A story needs a text."))
    return problems


def _is_empty(block: Any) -> bool:
    """Say whether it is text that nobody has written: a new story begins with one."""
    return block.block_type == "paragraph" and not canonical_text(block.value.source)


def _with_credit(picture: Any, credit: str) -> Any:
    """Return the picture with the credit that the story gives it, if it does."""
    if not credit.strip():
        return picture
    credited = copy(picture)
    credited.credit = credit
    return credited


def _problems_of(picture: Any, held: Mapping[int, Any]) -> list[str]:
    found = problems_before_publishing(picture)
    if picture.pk in held:
        found.append(
            _("The picture belongs to another story, which is under embargo until %s.")
            % moment_in_words(held[picture.pk].until)
        )
    return [f"“{picture.title}”: {problem}" for problem in found]
