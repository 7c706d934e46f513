"""The content of a story as it goes into the record: fields and blocks with stable ids and canonical text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from dateline.lib.canonical_text import canonical_text
from dateline.stories.rich_text import clean_html

# A change of one of these changes what the story says, however small it looks.
MEANINGFUL_FIELDS = frozenset(
    {"headline", "label", "lead_picture", "lead_credit", "bylines", "dateline_place", "language"}
)
TEXT_FIELDS = frozenset({"standfirst", "kicker", "short_headline", "content_note"})


def story_content(story: Any) -> dict[str, Any]:
    """Return the content of a story's version; JSON values only."""
    return {
        "v": 1,
        "type": "story",
        "uuid": str(story.uuid),
        "fields": {
            "headline": story.title,
            "short_headline": story.short_headline,
            "kicker": story.kicker,
            "standfirst": story.standfirst,
            "dateline_place": story.dateline_place,
            "label": story.label,
            "content_note": story.content_note,
            "age_rating": story.age_rating,
            "legal_labels": story.legal_labels,
            "language": story.language,
            "slug": story.slug,
            "search_description": story.search_description,
            "section": story.section.slug,
            "published_at": _moment(story.published_at),
            "bylines": [
                {"name": byline.contributor.name, "slug": byline.contributor.slug, "role": str(byline.role)}
                for byline in story.bylines.select_related("contributor")
            ],
            "lead_picture": _picture(story.lead_picture, story.lead_caption, story.lead_credit),
            "lead_credit": story.lead_credit,
            "topics": sorted(topic.slug for topic in story.topics.all()),
            "series": story.series.slug if story.series_id else "",
            "related": [
                related.target_id or related.wanted_headline for related in story.chosen_related.all()
            ],
        },
        "blocks": [_block(block) for block in story.body],
    }


def canonical_blocks(body: Any) -> list[dict[str, Any]]:
    """Return the blocks of a body with ids and canonical text."""
    return [_block(block) for block in body]


def body_text(body: Any) -> str:
    """Return the words of a body, for search and likeness."""
    return "\n".join(filter(None, (_text(block) for block in body)))


def pictures_in(body: Any) -> Iterator[Any]:
    """Yield every picture in a body, in order."""
    for block in body:
        if block.block_type == "picture" and block.value["picture"]:
            yield block.value["picture"]
        elif block.block_type == "gallery":
            yield from (item["picture"] for item in block.value["pictures"] if item["picture"])


def _block(block: Any) -> dict[str, Any]:
    result = {"id": str(block.id), "kind": block.block_type, "text": _text(block)}
    if block.block_type == "paragraph":
        result["html"] = clean_html(block.value.source)
    elif block.block_type == "fact_box":
        result["html"] = clean_html(block.value["text"].source)
    data = _data(block)
    if data:
        result["data"] = data
    return result


def _text(block: Any) -> str:
    value = block.value
    match block.block_type:
        case "paragraph":
            return canonical_text(clean_html(value.source))
        case "subheading":
            return str(value)
        case "picture":
            return str(value["caption"] or (value["picture"].caption if value["picture"] else ""))
        case "gallery":
            return str(value["title"])
        case "pull_quote":
            return str(value["quote"])
        case "fact_box":
            return f"{value['title']}\n{canonical_text(clean_html(value['text'].source))}"
        case "table":
            return "\n".join("\t".join(str(cell or "") for cell in row) for row in _rows(value["table"]))
        case "embed" | "document":
            return str(value["title"])
    return ""


def _data(block: Any) -> dict[str, Any]:
    value = block.value
    match block.block_type:
        case "picture":
            return {"picture": _picture(value["picture"], value["caption"])}
        case "gallery":
            return {"pictures": [_picture(item["picture"], item["caption"]) for item in value["pictures"]]}
        case "pull_quote":
            return {"attribution": value["attribution"]}
        case "table":
            return {
                "caption": value["caption"],
                "header": bool((value["table"] or {}).get("first_row_is_table_header")),
            }
        case "embed":
            return {"provider": value["provider"], "url": value["url"]}
        case "document":
            document = value["document"]
            return {"file": document.file_hash if document else "", "title": value["title"]}
        case "related_story":
            story = value["story"]
            return {"uuid": str(story.specific.uuid) if story else ""}
    return {}


def _rows(table: Any) -> list[list[Any]]:
    return (table or {}).get("data") or []


def _picture(picture: Any, caption: str, credit: str = "") -> dict[str, Any] | None:
    if picture is None:
        return None
    return {
        "uuid": str(picture.uuid),
        "digest": picture.digest,
        "alt": picture.description,
        "caption": caption or picture.caption,
        "credit": credit or picture.credit,
    }


def _moment(moment: Any) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""
