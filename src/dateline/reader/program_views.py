"""Pages for people about programs: the documentation of the read API, and the text of a story to copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dateline.feeds.api.addresses import DESCRIPTION, DOCUMENTATION, full
from dateline.feeds.api.openapi import description
from dateline.feeds.public_stories import GoneError
from dateline.feeds.republishing import copy_of
from dateline.reader.pages import gone, head_for, page_response, reader_page
from dateline.reader.queries import paper_parts


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API, as its description has it."""

    path: str
    summary: str
    parameters: tuple[dict[str, Any], ...]


@reader_page
def api_documentation(request: HttpRequest) -> HttpResponse:
    """What programs can ask of the paper, from the same description that programs get."""
    parts = paper_parts()
    told = description(parts.settings.name)
    operations = tuple(
        Operation(path, methods["get"]["summary"], tuple(methods["get"]["parameters"]))
        for path, methods in told["paths"].items()
    )
    title = _("For programs: the read API")
    head = head_for(
        title,
        parts=parts,
        path=DOCUMENTATION,
        description=_("Stories, corrections and versions of this paper as data."),
    )
    return page_response(
        "pages/api.html",
        parts=parts,
        head=head,
        title=title,
        operations=operations,
        description_url=DESCRIPTION,
        example=full("/api/v1/stories?since=0&limit=100"),
    )


@reader_page
def republish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The text of a story, ready to be copied."""
    try:
        copied = copy_of(uuid)
    except GoneError:
        return gone()
    if copied is None:
        raise Http404
    parts = paper_parts()
    head = head_for(
        _("Republish “%(headline)s”") % {"headline": copied.headline}, parts=parts, path="", is_indexed=False
    )
    return page_response("pages/republish.html", parts=parts, head=head, copied=copied)
