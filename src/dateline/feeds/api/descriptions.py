"""The shapes of answers, as JSON Schema within the description of the API."""

from __future__ import annotations

from typing import Any

TEXT: dict[str, Any] = {"type": "string"}
URL: dict[str, Any] = {"type": "string", "format": "uri"}
TIME: dict[str, Any] = {"type": "string", "format": "date-time"}
NUMBER: dict[str, Any] = {"type": "integer", "minimum": 1}
URN: dict[str, Any] = {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$"}
NEXT: dict[str, Any] = {
    "type": ["string", "null"],
    "format": "uri",
    "description": "Address of the next answer.",
}


def _shape(required: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": {**required, **more}}


def _list(item: str, **more: Any) -> dict[str, Any]:
    items = {"type": "array", "items": {"$ref": f"#/components/schemas/{item}"}}
    return _shape({"items": items, "next": NEXT}, **more)


_RECORD = {"slug": TEXT, "name": TEXT, "description": TEXT, "url": URL, "stories": URL}
_NOTICE = {
    "number": NUMBER,
    "kind": TEXT,
    "heading": TEXT,
    "text": TEXT,
    "wrong": TEXT,
    "right": TEXT,
    "at": TIME,
}
_NOTICE["is_amended"] = {"type": "boolean", "description": "A later notice says that this one was wrong."}

SCHEMAS: dict[str, Any] = {
    "Anything": {"type": "object"},
    "Problem": _shape({"type": TEXT, "title": TEXT, "status": {"type": "integer"}}),
    "Root": _shape(
        {"name": TEXT, "url": URL, "position": TEXT, "stories": URL, "corrections": URL, "sections": URL}
        | {"topics": URL, "authors": URL, "description": URL, "documentation": URL}
    ),
    "Item": _shape(
        {"uri": URN, "version": TEXT, "pubStatus": {"enum": ["usable", "withheld", "canceled"]}},
        type={"const": "text"},
        representationType={
            "enum": ["full", "partial"],
            "description": "Partial: the body is standfirst and notices only.",
        },
        firstCreated={**TIME, "description": "When it was first published."},
        versionCreated={**TIME, "description": "When the newest version was published, be it for a typo."},
        associations={
            "type": "array",
            "items": _shape({"name": TEXT, "uri": URL}, rel=TEXT),
            "description": "By “rel”. lead: the picture. kind:…: kind of the newest version. updated: when "
            "the meaning last changed. correction: a notice that holds. corrected: one that was replaced.",
        },
    )
    | {
        "description": "ninjs 3.1. With pubStatus other than usable the story is not in the paper any more; "
        "take it down, and look for no more than its id."
    },
    "StoryList": _list(
        "Item",
        position={**TEXT, "description": "With since or until: what to ask for next time."},
        more={"type": "boolean", "description": "With since or until: there are more changes already."},
    ),
    "Versions": _shape(
        {
            "id": URN,
            "versions": {"type": "array", "items": _shape({"number": NUMBER, "at": TIME, "kind": TEXT})},
        }
    ),
    "Notice": _shape(_NOTICE),
    "StoryCorrections": _shape(
        {"id": URN, "items": {"type": "array", "items": {"$ref": "#/components/schemas/Notice"}}}
    ),
    "Copy": _shape(
        {"id": URN, "version": NUMBER, "headline": TEXT, "canonical": URL, "language": TEXT, "html": TEXT}
        | {"terms": TEXT}
    ),
    "Correction": _shape(
        {"story": URN, "api": URL, "url": URL, "headline": TEXT, "section": TEXT, **_NOTICE}
    ),
    "CorrectionList": _list("Correction"),
    "Record": _shape(_RECORD),
    "RecordList": _list("Record"),
    "Section": _shape({**_RECORD, "names": {"type": "object", "additionalProperties": TEXT}}),
    "SectionList": _list("Section"),
}
