"""The content of a story as it goes into the record: fields and blocks with stable ids and canonical text.

``fields`` and ``blocks`` are the story's own: they name shared records (pictures, contributors, topics, other
stories) by what never changes. What readers saw of those at the time stands in ``shown``, so that a renamed
contributor or a moved story is no change of every story that names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from html import escape
from typing import Any

from dateline.lib.canonical_text import canonical_text
from dateline.stories.rich_text import page_name, recorded_html

# A change of one of these changes what the story says, however small it looks.
MEANINGFUL_FIELDS = frozenset(
    {
        "headline",
        "label",
        "lead_picture",
        "lead_caption",
        "lead_credit",
        "bylines",
        "dateline_place",
        "language",
    }
)
TEXT_FIELDS = frozenset({"standfirst", "kicker", "short_headline", "content_note"})


def story_content(story: Any) -> dict[str, Any]:
    """Return the content of a story's version; JSON values only."""
    return {
        "v": 1,
        "type": "story",
        "uuid": str(story.uuid),
        "fields": _fields(story),
        "blocks": canonical_blocks(story.body),
        "shown": _shown_with(story),
    }


def _fields(story: Any) -> dict[str, Any]:
    """Return what the story itself says outside its body."""
    return {
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
        "section": str(story.section.uuid),
        "published_at": _moment(story.published_at),
        "bylines": [
            {"contributor": byline.contributor_id, "role": str(byline.role)} for byline in story.bylines.all()
        ],
        "lead_picture": _picture_name(story.lead_picture),
        "lead_caption": story.lead_caption,
        "lead_credit": story.lead_credit,
        "topics": sorted(topic.pk for topic in story.topics.all()),
        "series": story.series_id or 0,
        # A headline that found its story later stays what the story said.
        "related": [
            related.wanted_headline or page_name(related.target_id) for related in story.chosen_related.all()
        ],
    }


def _shown_with(story: Any) -> dict[str, Any]:
    """Return what readers saw of shared records around the body."""
    contributors = [byline.contributor for byline in story.bylines.all()]
    topics = sorted(story.topics.all(), key=lambda topic: topic.pk)
    return {
        "section": {"name": story.section.title, "slug": story.section.slug},
        "bylines": [{"name": contributor.name, "slug": contributor.slug} for contributor in contributors],
        "lead_picture": _picture_shown(story.lead_picture, story.lead_caption, story.lead_credit),
        "topics": [{"name": topic.name, "slug": topic.slug} for topic in topics],
        "series": story.series.slug if story.series_id else "",
    }


def canonical_blocks(body: Any) -> list[dict[str, Any]]:
    """Return the blocks of a body with ids and canonical text; text that nobody has written is left out."""
    body.get_prep_value()  # gives every block that has none an id, which saving then keeps
    blocks = (_block(block) for block in body)
    return [block for block in blocks if block["kind"] != "paragraph" or block["text"]]


def text_of_body(body: Any) -> str:
    """Return the words of a body, for search."""
    return "\n".join(filter(None, (canonical_text(_html(block)) for block in body)))


def pictures_in(body: Any) -> Iterator[Any]:
    """Yield every picture in a body, in order."""
    for block in body:
        if block.block_type == "picture" and block.value["picture"]:
            yield block.value["picture"]
        elif block.block_type == "gallery":
            yield from (item["picture"] for item in block.value["pictures"] if item["picture"])


def _block(block: Any) -> dict[str, Any]:
    html = _html(block)
    result = {"id": str(block.id), "kind": block.block_type, "text": canonical_text(html)}
    if block.block_type in ("paragraph", "fact_box"):
        result["html"] = html
    for name, found in (("data", _data(block)), ("shown", _shown(block))):
        if found:
            result[name] = found
    return result


def _html(block: Any) -> str:
    """Return the block's words as HTML; its canonical text is what offsets count."""
    value = block.value
    match block.block_type:
        case "paragraph":
            return recorded_html(value.source)
        case "subheading":
            return escape(value)
        case "picture":
            return escape(value["caption"] or (value["picture"].caption if value["picture"] else ""))
        case "pull_quote":
            return escape(value["quote"])
        case "fact_box":
            return f"<h3>{escape(value['title'])}</h3>{recorded_html(value['text'].source)}"
        case "table":
            return f"<table>{''.join(map(_row, _rows(value['table'])))}</table>"
        case "gallery" | "embed" | "document":
            return escape(value["title"])
    return ""


def _row(cells: list[Any]) -> str:
    inner = "".join(f"<td>{escape(str(cell or ''))}</td>" for cell in cells)
    return f"<tr>{inner}</tr>"


def _data(block: Any) -> dict[str, Any]:
    """Return what the block itself holds besides its text."""
    value = block.value
    match block.block_type:
        case "picture":
            return {"picture": _picture_name(value["picture"]), "caption": value["caption"]}
        case "gallery":
            return {
                "title": value["title"],
                "pictures": [
                    {"picture": _picture_name(item["picture"]), "caption": item["caption"]}
                    for item in value["pictures"]
                ],
            }
        case "pull_quote":
            return {"quote": value["quote"], "attribution": value["attribution"]}
        case "table":
            table = value["table"] or {}
            return {
                "caption": value["caption"] or table.get("table_caption") or "",
                "rows": [[str(cell or "") for cell in row] for row in _rows(table)],
                "header_row": bool(table.get("first_row_is_table_header")),
                "header_column": bool(table.get("first_col_is_header")),
            }
        case "embed":
            return {"provider": value["provider"], "url": value["url"]}
        case "document":
            return {"document": value["document"].pk if value["document"] else 0, "title": value["title"]}
        case "related_story":
            return {"story": page_name(value["story"].pk) if value["story"] is not None else ""}
    return {}


def _shown(block: Any) -> dict[str, Any]:
    """Return what readers saw of shared records in this block."""
    value = block.value
    match block.block_type:
        case "picture":
            return {"picture": _picture_shown(value["picture"], value["caption"])}
        case "gallery":
            return {
                "pictures": [_picture_shown(item["picture"], item["caption"]) for item in value["pictures"]]
            }
        case "document":
            return {"digest": value["document"].file_hash if value["document"] else ""}
    return {}


def _rows(table: Any) -> list[list[Any]]:
    return (table or {}).get("data") or []


def _picture_name(picture: Any) -> str:
    return str(picture.uuid) if picture is not None else ""


def _picture_shown(picture: Any, caption: str, credit: str = "") -> dict[str, Any] | None:
    if picture is None:
        return None
    return {
        "digest": picture.digest,
        "alt": picture.description,
        "caption": caption or picture.caption,
        "credit": credit or picture.credit,
    }


def _moment(moment: Any) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""
