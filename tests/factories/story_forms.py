"""What a browser sends from the edit screen of a story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from dateline.stories.models import StoryPage

LEFT_EMPTY = (
    *("slug", "standfirst", "kicker", "dateline_place", "label", "short_headline", "series"),
    *("lead_picture", "lead_caption", "lead_credit", "search_description", "published_at"),
    *("content_note", "age_rating", "legal_labels", "change_kind", "change_summary"),
    *("go_live_at", "expire_at"),
)


def block(kind: str, value: Any, *, block_id: str = "") -> dict[str, Any]:
    """Return one block as the form names it; give its id to edit a block that is there already."""
    sent = rich_text(f"<p>{value}</p>") if kind == "paragraph" else value
    return {"type": kind, "value": sent, "id": block_id, "deleted": ""}


def body(blocks: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the fields of a body."""
    numbered = {str(number): {**one, "order": str(number)} for number, one in enumerate(blocks)}
    return {"count": str(len(blocks)), **numbered}


def story_form(
    *, title: str = "Ferry back in service", blocks: Sequence[dict[str, Any]] = (), **fields: Any
) -> dict[str, Any]:
    """Return the whole form; ``fields`` are other fields of it, and the button that was pressed."""
    empty = dict.fromkeys(LEFT_EMPTY, "")
    form = {
        **empty,
        "title": title,
        "language": "en",
        "body": body(blocks),
        "bylines": inline_formset([]),
        "chosen_related": inline_formset([]),
        "comments": inline_formset([]),
        **fields,
    }
    sent: dict[str, Any] = nested_form_data(form)
    return sent


def form_of(story: StoryPage, **fields: Any) -> dict[str, Any]:
    """Return the form of a story of paragraphs and subheadings, as the screen shows it unchanged."""
    blocks = [
        {
            "type": one.block_type,
            "value": one.value if isinstance(one.value, str) else rich_text(one.value.source),
            "id": one.id,
            "deleted": "",
        }
        for one in story.body
    ]
    bylines = [
        {"contributor": byline.contributor_id, "role": byline.role, "id": byline.pk, "ORDER": str(number)}
        for number, byline in enumerate(story.bylines.all(), start=1)
    ]
    unchanged = {
        "slug": story.slug,
        "label": story.label,
        "language": story.language,
        "lead_picture": story.lead_picture_id or "",
        "bylines": inline_formset(bylines, initial=len(bylines)),
        "published_at": story.published_at.strftime("%Y-%m-%d %H:%M") if story.published_at else "",
    }
    return story_form(**{"title": story.title, "blocks": blocks, **unchanged, **fields})
