"""Put a page together: its own context, the paper around it and what goes into the head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.edition.copies import is_for_copy
from dateline.edition.keys import collecting
from dateline.media.contexts import PictureContext
from dateline.placards.contexts import PlacardContext
from dateline.placards.queries import placard_of_paper
from dateline.reader.contexts import ErrorContext, FeedLinkContext, HeadContext
from dateline.reader.heads.vocabulary import LOCALES, Node, block, whole
from dateline.reader.queries import PaperParts, paper_context, paper_parts
from dateline.sections.models import SectionPage


def reader_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer GET and HEAD only, and read what is shared by parts of the page once."""

    @wraps(view)
    def collected(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with collecting():
            return view(request, *args, **kwargs)

    return require_safe(collected)


def page_response(
    template: str,
    *,
    parts: PaperParts,
    head: HeadContext,
    current: SectionPage | None = None,
    with_ticker: bool = False,
    status: int = 200,
    **contexts: Any,
) -> HttpResponse:
    """Render a page of the paper. It depends on the database and the address, never on who asks."""
    paper = paper_context(parts, current=current, with_ticker=with_ticker)
    html = render_to_string(f"reader/{template}", {"paper": paper, "head": head, **contexts})
    return HttpResponse(html, status=status)


def head_for(
    title: str,
    *,
    parts: PaperParts,
    path: str,
    description: str = "",
    share: PictureContext | PlacardContext | None = None,
    language: str = "",
    data: Sequence[Node] = (),
    kind: str = "website",
    is_indexed: bool = True,
    previous_url: str = "",
    next_url: str = "",
    feeds: tuple[FeedLinkContext, ...] = (),
) -> HeadContext:
    """Return the head of a page at this path; one without a path is nobody's to share or to index.

    A page without a picture of its own is shared with that of the paper.
    """
    name = parts.settings.name
    share = (share or placard_of_paper()) if path else None
    return HeadContext(
        title=title if title == name else f"{title} — {name}",
        description=description or parts.settings.tagline,
        canonical_url=whole(path) if path else "",
        share_image=whole(share.src) if share else "",
        share_width=share.width if share else 0,
        share_height=share.height if share else 0,
        share_alt=share.alt if share else "",
        locale=LOCALES.get(language or settings.LANGUAGE_CODE, ""),
        structured_data=tuple(map(block, data)),
        kind=kind,
        is_indexed=is_indexed,
        previous_url=previous_url,
        next_url=next_url,
        feeds=feeds,
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404 with the paper around it."""
    if is_for_copy():
        text = _("The address may be mistyped, or the page may never have existed. Try the archive.")
    else:
        text = _(
            "The address may be mistyped, or the page may never have existed. Try the search or the archive."
        )
    return _error_response(ErrorContext(status=404, heading=_("There is no such page"), text=text))


def gone(text: str = "") -> HttpResponse:
    """Answer 410: it was here, and it was taken away."""
    error = ErrorContext(
        status=410,
        heading=_("This page was removed"),
        text=text or _("It was published here and is no longer available."),
    )
    return _error_response(error)


def withheld(*, desk_url: str) -> HttpResponse:
    """Answer 403: it is here, and not for everybody. The desk has it for members of staff."""
    error = ErrorContext(
        status=403,
        heading=_("This document is not public"),
        text=_("The newsroom has not made it public, or not any more."),
        desk_url=desk_url,
    )
    return _error_response(error)


def _error_response(error: ErrorContext) -> HttpResponse:
    parts = paper_parts()
    head = head_for(error.heading, parts=parts, path="", is_indexed=False)
    return page_response(
        f"errors/{error.status}.html", parts=parts, head=head, status=error.status, error=error
    )


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500 without asking the database, which may be what failed."""
    return HttpResponse(
        render_to_string("reader/errors/500.html", {"language": settings.LANGUAGE_CODE}), status=500
    )
