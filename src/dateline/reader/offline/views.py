"""Manifest, icons, service worker, and the page that stands in for those that cannot be reached."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.alerts.queries import public_key
from dateline.placards.icons import draw_icon
from dateline.reader.offline.files import INK_COLOR, PAPER_COLOR, manifest, worker
from dateline.reader.pages import head_for, page_response, reader_page
from dateline.reader.queries import PaperParts, paper_parts


def _parts() -> PaperParts:
    """Load what every page needs. Raises Http404 while the paper keeps nothing on devices."""
    parts = paper_parts()
    if not parts.settings.keeps_read_stories:
        raise Http404
    return parts


@require_safe
@reader_page
def manifest_file(request: HttpRequest) -> HttpResponse:
    """What installs the paper."""
    text = json.dumps(manifest(_parts().settings, alerts_key=public_key()), ensure_ascii=False)
    return HttpResponse(text, content_type="application/manifest+json")


@require_safe
@reader_page
def icon(request: HttpRequest, size: int) -> HttpResponse:
    """The first letter of the paper's name, drawn."""
    image = draw_icon(_parts().settings.name, size=size, paper=INK_COLOR, ink=PAPER_COLOR)
    return HttpResponse(image, content_type="image/png")


@require_safe
@reader_page
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It is there in any case: one that was switched off forgets what it kept."""
    text = worker(paper_parts().settings, alerts_key=public_key())
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@require_safe
@reader_page
def offline(request: HttpRequest) -> HttpResponse:
    """The page that a device shows without a connection: the stories that were read on it."""
    parts = _parts()
    head = head_for(_("No connection"), parts=parts, path="", is_indexed=False)
    return page_response("pages/offline.html", parts=parts, head=head)
