"""Say on the desk what publishing refused: a message and the way back, or JSON for scripts. Never a 500."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import structlog
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin import messages

from dateline.publishing.errors import NotPublicError, PublicationRefusedError, PublishingBypassError

NAMED = 3
logger = structlog.get_logger(__name__)


class RefusalMiddleware:
    """Answer refusals of the publishing package and deletions of what is in use.

    What the writer typed is safe: Wagtail saves the draft before it publishes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not request.path_info.startswith(reverse("wagtailadmin_home")):
            return None
        texts = _texts(exception)
        if texts is None:
            return None
        if _wants_json(request):
            answer = {
                "success": False,
                "error_code": "refused",
                "error_message": " ".join(texts),
                "message": texts,
            }
            return JsonResponse(answer, status=422 if isinstance(exception, ValidationError) else 409)
        for text in texts:
            messages.error(request, text)
        return redirect(_way_back(request, getattr(exception, "page_id", None)))


def _texts(exception: Exception) -> Sequence[str] | None:
    """Return what to tell the person, None for errors that are none of ours."""
    if isinstance(exception, PublicationRefusedError):
        return list(exception.messages)
    if isinstance(exception, ProtectedError):
        using = sorted(f"“{found}”" for found in exception.protected_objects)
        more = _(" and %(count)s more") % {"count": len(using) - NAMED} if len(using) > NAMED else ""
        return [
            _("It cannot be deleted, because it is in use in %(places)s%(more)s.")
            % {"places": ", ".join(using[:NAMED]), "more": more}
        ]
    if isinstance(exception, NotPublicError):
        return [_("This is not public any more. Load the page again.")]
    if isinstance(exception, PublishingBypassError):
        # A fault of ours or of an extension, never of the person: it goes into the log in full.
        logger.error("publishing_bypass", error=str(exception))
        return [_("This would have changed the paper without a record. Publish the page instead.")]
    return None


def _wants_json(request: HttpRequest) -> bool:
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return preferred == "application/json" or request.content_type == "application/json"


def _way_back(request: HttpRequest, page_id: int | None) -> str:
    if page_id is not None:
        return reverse("wagtailadmin_pages:edit", args=[page_id])
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(
        referer, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return referer
    return reverse("wagtailadmin_home")
