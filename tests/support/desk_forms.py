"""Fill in the desk's forms as a browser does."""

from __future__ import annotations

from typing import Any

from django.test import Client
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from dateline.stories.models import StoryPage


def story_form(story: StoryPage, **changes: Any) -> dict[str, Any]:
    """Return what the edit form of a story would send; ``text`` replaces its first paragraph."""
    text = changes.pop("text", None)
    blocks = []
    for position, block in enumerate(story.body):
        source = block.value.source if text is None or position else f"<p>{text}</p>"
        blocks.append((block.block_type, rich_text(source), block.id))
    body = streamfield([(kind, value) for kind, value, _id in blocks])
    for position, (_kind, _value, block_id) in enumerate(blocks):
        body[f"{position}-id"] = block_id or ""
    byline_rows = [
        {"contributor": byline.contributor_id, "role": byline.role, "id": byline.pk or ""}
        for byline in story.bylines.all()
    ]
    moment = story.published_at
    data = {
        "title": story.title,
        "slug": story.slug,
        "kicker": story.kicker,
        "standfirst": story.standfirst,
        "short_headline": story.short_headline,
        "dateline_place": story.dateline_place,
        "label": story.label,
        "language": story.language,
        "lead_picture": story.lead_picture_id or "",
        "lead_caption": story.lead_caption,
        "lead_credit": story.lead_credit,
        "topics": [topic.pk for topic in story.topics.all()],
        "series": story.series_id or "",
        "published_at": moment.strftime("%Y-%m-%d %H:%M:%S") if moment else "",
        "content_note": story.content_note,
        "age_rating": story.age_rating,
        "legal_labels": story.legal_labels,
        "change_kind": "",
        "change_summary": "",
        "search_description": story.search_description,
        "body": body,
        "bylines": inline_formset(byline_rows, initial=sum(1 for row in byline_rows if row["id"])),
        "chosen_related": inline_formset([]),
        "comments": inline_formset([]),
    }
    return dict(nested_form_data({**data, **changes}))


def page_form(client: Client, address: str, **changes: Any) -> Any:
    """Return what the form at this address would send; only for pages without a body of blocks."""
    data = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form")
    for name, value in changes.items():
        data[name] = value
    return data
