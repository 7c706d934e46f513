"""What somebody without an account sees of a draft.

The addresses stand under /desk/: nothing there is ever kept by the edition, by nginx or a cache in front, and
no public address comes to be that would have to be taken back.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from dateline.desk.sharing.limits import PAGES, PICTURES, WRONG
from dateline.desk.sharing.shared_pictures import addresser_for, file_named
from dateline.desk.sharing.watermark import Mark, marked
from dateline.media.serving import picture_file
from dateline.media.viewing import addressed_by
from dateline.publishing.embargoes import embargo_of
from dateline.publishing.errors import LinkClosedError
from dateline.publishing.previews import preview_of
from dateline.publishing.sharing_actions import count_opening
from dateline.publishing.sharing_queries import link_of, shared_draft

NEVER_KEPT = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive, nosnippet, noimageindex",
    "X-Frame-Options": "DENY",
}


@require_safe
def shared_story(request: HttpRequest, token: str) -> HttpResponse:
    """The draft through the reader's templates, with the mark across it; 410 when the link has ended."""
    try:
        link = link_of(token, at=timezone.now())
        if not PAGES.allows(link.digest):
            return _told("desk/sharing/too_often.html", status=429)
        story = shared_draft(link)
    except LinkClosedError:
        return _ended(request)
    with addressed_by(addresser_for(story, token=token)), translation.override(settings.LANGUAGE_CODE):
        page = preview_of(story)
        html = marked(page.content.decode(), Mark(link, embargo_of(story)))
    if request.method == "GET":
        count_opening(link=link)
    return _sealed(HttpResponse(html))


@require_safe
def shared_picture(request: HttpRequest, token: str, name: str, kind: str) -> HttpResponseBase:
    """A picture of the draft, as long as the link is open; under embargo it has no other address."""
    try:
        link = link_of(token, at=timezone.now())
        story = shared_draft(link)
    except LinkClosedError:
        return _ended(request)
    if not PICTURES.allows(link.digest):
        return _told("desk/sharing/too_often.html", status=429)
    found = file_named(name, kind=kind, story=story, token=token)
    if found is None or not default_storage.exists(found):
        return _sealed(HttpResponse(status=404))
    return _sealed(picture_file(request, found, kind=kind))


def _ended(request: HttpRequest) -> HttpResponse:
    """Say the same whether the link expired, was revoked or never was: a guess learns nothing.

    Who guesses on is told to wait; a good link from the same address, such as a law firm's, still opens.
    """
    if not WRONG.allows(request.META.get("REMOTE_ADDR", "")):
        return _told("desk/sharing/too_often.html", status=429)
    return _told("desk/sharing/ended.html", status=410)


def _told(template: str, *, status: int) -> HttpResponse:
    with translation.override(settings.LANGUAGE_CODE):
        html = render_to_string(template, {"paper": settings.PAPER.name, "language": settings.LANGUAGE_CODE})
    response = _sealed(HttpResponse(html, status=status))
    if status == 429:
        response["Retry-After"] = "60"
    return response


def _sealed(response: Any) -> Any:
    """Let nobody keep, index or frame the answer, and tell no other site where it was read."""
    for name, value in NEVER_KEPT.items():
        response[name] = value
    response["Content-Security-Policy"] = dict(settings.PUBLIC_HEADERS)["content-security-policy"]
    response["Content-Language"] = settings.LANGUAGE_CODE
    for name in ("ETag", "Last-Modified"):
        response.headers.pop(name, None)
    return response
