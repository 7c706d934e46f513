"""The address of the paper's own hub."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dateline.feeds.choices import HubKind
from dateline.feeds.hubs import chosen_hub, hub_address, own_hub_address
from dateline.feeds.websub import bounds
from dateline.feeds.websub.actions import take_request
from dateline.feeds.websub.asking import read_request
from dateline.feeds.websub.errors import HubRefusedError

TEXT = "text/plain; charset=utf-8"
WORDS = (
    "This is the WebSub hub of the feeds of this paper. It takes requests as forms that are sent by POST.\n"
)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def hub(request: HttpRequest) -> HttpResponse:
    """Take in what subscribers ask for; it is confirmed by the worker (section 5.1: 202)."""
    if request.method != "POST":
        if hub_address() != own_hub_address():
            raise Http404
        return HttpResponse(WORDS, content_type=TEXT, headers={"X-Robots-Tag": "noindex"})
    if chosen_hub().kind != HubKind.OWN:
        return _answer(404, "This paper has no hub of its own.")
    if not bounds.requests.take():
        refused = _answer(429, "Too many requests at once. Please try again in a minute.")
        refused["Retry-After"] = "60"
        return refused
    try:
        take_request(asked=read_request(request.POST.dict()), at=timezone.now())
    except HubRefusedError as error:
        return _answer(error.status, str(error))
    return _answer(202, "")


def _answer(status: int, words: str) -> HttpResponse:
    response = HttpResponse(words, status=status, content_type=TEXT)
    response["Cache-Control"] = "no-store"
    return response
