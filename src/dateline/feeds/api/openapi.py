"""The API in the words of OpenAPI 3.1 (spec.openapis.org): one description for programs and for people."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from dateline.feeds.api.addresses import AUTHORS, CORRECTIONS, DESCRIPTION, ROOT, SECTIONS, STORIES, TOPICS
from dateline.feeds.api.asking import KINDS, LABELS, MOST, USUAL
from dateline.feeds.api.descriptions import SCHEMAS

POSITION = r"^(0|[0-9]{1,18}\.[0-9]{1,18})$"
UUID_SCHEMA = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]{1,255}$"}


def description(paper: str) -> dict[str, Any]:
    """Return the description of this paper's API."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{paper}: read API",
            "version": "1.0.0",
            "description": "Stories as ninjs 3.1, with their corrections and versions. Reading needs no key.",
        },
        "servers": [{"url": settings.WAGTAILADMIN_BASE_URL}],
        "security": [{}, {"key": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A key that the paper has made for a partner.",
                }
            },
            "schemas": SCHEMAS,
            "responses": {name: _problem(text) for name, text in PROBLEMS.items()},
        },
    }


PROBLEMS = {
    "BadRequest": "A parameter says what it cannot.",
    "Unauthorized": "This key opens nothing.",
    "NotFound": "There is nothing at this address.",
    "NotAllowed": "This can only be read.",
    "Gone": "The story is not in the paper any more. No word of it is told.",
    "TooLong": "The address is too long.",
    "TooMany": "The quota of the key is used up, or too many different things were asked for at once.",
    "Unavailable": "The paper cannot answer just now.",
}
STATUSES = {
    "400": "BadRequest",
    "401": "Unauthorized",
    "404": "NotFound",
    "405": "NotAllowed",
    "410": "Gone",
    "414": "TooLong",
    "429": "TooMany",
    "503": "Unavailable",
}


def _paths() -> dict[str, Any]:
    paged = _paged()
    return {
        ROOT: _reads("root", "What there is", schema="Root"),
        STORIES: _reads(
            "stories",
            "The newest stories, or what has changed",
            schema="StoryList",
            parameters=_of_stories(),
        ),
        **_of_one(),
        CORRECTIONS: _reads(
            "corrections", "The public notices of the paper", schema="CorrectionList", parameters=paged
        ),
        SECTIONS: _reads("sections", "Every section", schema="SectionList"),
        TOPICS: _reads("topics", "Topics with stories", schema="RecordList", parameters=paged),
        AUTHORS: _reads("authors", "Authors with stories", schema="RecordList", parameters=paged),
        DESCRIPTION: _reads("description", "This description", schema="Anything"),
    }


def _of_one() -> dict[str, Any]:
    uuid = {
        "name": "uuid",
        "in": "path",
        "required": True,
        "description": "The id of a story: the end of its uri.",
        "schema": {"type": "string", "pattern": UUID_SCHEMA},
    }
    named = (
        ("story", "", "One story", "Item"),
        ("versions", "/versions", "The versions of a story", "Versions"),
        ("story_corrections", "/corrections", "The public notices of a story", "StoryCorrections"),
        (
            "republish",
            "/republish",
            "A story to print elsewhere, if the paper allows it; takes a key",
            "Copy",
        ),
    )
    return {
        f"{STORIES}/{{uuid}}{rest}": _reads(name, summary, schema=schema, parameters=[uuid])
        for name, rest, summary, schema in named
    }


def _reads(
    name: str, summary: str, *, schema: str, parameters: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    headers = {
        "ETag": {"description": "Send it back as If-None-Match.", "schema": {"type": "string"}},
        "RateLimit": {
            "description": "What is left of the quota; with a key only.",
            "schema": {"type": "string"},
        },
    }
    told: dict[str, Any] = {
        "200": {"description": summary, "headers": headers, "content": content},
        "304": {"description": "Nothing has changed."},
    }
    told |= {status: {"$ref": f"#/components/responses/{problem}"} for status, problem in STATUSES.items()}
    return {
        "get": {"operationId": name, "summary": summary, "parameters": parameters or [], "responses": told}
    }


def _query(name: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": text, "schema": schema}


def _paged(cursor: str = "^[0-9]{1,18}$") -> list[dict[str, Any]]:
    return [
        _query(
            "limit", "How many at most.", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
        ),
        _query("cursor", "Where to go on: taken from “next”.", {"type": "string", "pattern": cursor}),
    ]


def _of_stories() -> list[dict[str, Any]]:
    place = {"anyOf": [{"type": "string", "pattern": POSITION}, {"type": "string", "format": "date-time"}]}
    return [
        _query("section", "Slug of a section.", SLUG),
        _query("topic", "Slug of a topic.", SLUG),
        _query("author", "Slug of an author.", SLUG),
        _query("label", "What a story is.", {"type": "string", "enum": list(LABELS)}),
        _query("kind", "Kind of a story’s newest version.", {"type": "string", "enum": KINDS}),
        _query(
            "since",
            "Changes after a position, or not before a moment, in the order in which they became visible. "
            "What left the paper is told by its id alone, whatever the filters. Then cursor means nothing.",
            place,
        ),
        _query("until", "Changes up to a position or moment. With it, cursor means nothing.", place),
        *_paged(r"^-?[0-9]{1,18}\.[0-9]{1,18}$"),
    ]


def _problem(text: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": text, "content": {"application/problem+json": {"schema": schema}}}
