"""The door for reports: a form page that works without script, the same form by script, and receipts.

``GET`` gives the form, as a page or, to a script, its token; ``POST`` sends it. No cookie is set or read, so
a copy of the paper elsewhere may send here too.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dateline.corrections.errors import ReportRefusedError
from dateline.corrections.mailing import keeps_contacts
from dateline.corrections.receipts import receipt_of
from dateline.corrections.report_actions import take_report
from dateline.corrections.tokens import issue_token
from dateline.reader.pages import head_for, not_found, page_response, reader_page
from dateline.reader.queries import paper_parts
from dateline.reader.report_paths import RECEIPT_PATH
from dateline.reader.reports.answers import Refusal, refusal_for
from dateline.reader.reports.forms import ReportForm, form_from_json
from dateline.reader.reports.pages import form_page
from dateline.users.errors import TooManyAttemptsError

LARGEST = 16 * 1024


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep the answer out of caches, search engines and the addresses that other sites are told."""

    @wraps(view)
    def kept_apart(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return kept_apart


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@private
def report(request: HttpRequest) -> HttpResponse:
    """Hand out the form, or take in a report."""
    answer = _take(request) if request.method == "POST" else _hand_out(request)
    answer["Vary"] = "Accept"
    # Pages of a copy lie elsewhere. There are no cookies that could be used against anybody.
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@private
@reader_page
def receipt(request: HttpRequest, secret: str) -> HttpResponse:
    """What became of one report, for whoever has its address."""
    context = receipt_of(secret)
    if context is None:
        return not_found(request)
    parts = paper_parts()
    head = head_for(_("Your report"), parts=parts, path="", is_indexed=False)
    return page_response("pages/report_receipt.html", parts=parts, head=head, receipt=context)


def _hand_out(request: HttpRequest) -> HttpResponse:
    form = ReportForm({**request.GET.dict(), "words": "-"})
    form.is_valid()
    story, version = form.cleaned_data.get("story"), form.cleaned_data.get("version")
    if story is None or version is None:
        return JsonResponse({}, status=404) if _wants_json(request) else not_found(request)
    if _wants_json(request):
        return JsonResponse({"token": issue_token(story=story, version=version), "contact": keeps_contacts()})
    sent = {name: request.GET.get(name, "")[:300] for name in ("words", "channel")}
    return form_page(story=story, version=version, sent=sent) or not_found(request)


def _take(request: HttpRequest) -> HttpResponse:
    form = _form_of(request)
    if isinstance(form, Refusal):
        return _refuse(request, form, {})
    if not form.is_valid():
        return _refuse(request, Refusal.of_form(form), form.data)
    try:
        taken = take_report(
            sent=form.sent(),
            network=request.META.get("REMOTE_ADDR", ""),
            at=timezone.now(),
            keeps_contact=keeps_contacts(),
        )
    except (ReportRefusedError, TooManyAttemptsError) as error:
        return _refuse(request, refusal_for(error), form.data)
    path = f"{RECEIPT_PATH}{taken.receipt}/"
    if not _wants_json(request):
        # Seen again by reloading, the receipt sends nothing twice.
        return HttpResponse(status=303, headers={"Location": path})
    others = taken.readers - 1
    thanks = (
        ngettext(
            "Thank you. %(count)s other reader has seen this too.",
            "Thank you. %(count)s other readers have seen this too.",
            others,
        )
        % {"count": others}
        if others
        else _("Thank you. The newsroom has your report.")
    )
    answer = {
        "status": "joined" if others else "taken",
        "readers": taken.readers,
        "message": thanks,
        "receipt": path,
    }
    return JsonResponse(answer, status=201 if taken.is_new else 200, headers={"Location": path})


def _form_of(request: HttpRequest) -> ReportForm | Refusal:
    """Return what was sent, or why it cannot be read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST:
        return Refusal(413, _("This is too long. A report has at most a few sentences."))
    damaged = Refusal(400, _("This was damaged on the way. Please send it again."))
    try:
        if request.content_type != "application/json":
            return ReportForm(request.POST)
        form = form_from_json(json.loads(request.body))
    except (ValueError, RecursionError, RawPostDataException, RequestDataTooBig, MultiPartParserError):
        return damaged
    return form or damaged


def _refuse(request: HttpRequest, refusal: Refusal, sent: Any) -> HttpResponse:
    headers = {"Retry-After": str(refusal.seconds)} if refusal.seconds else {}
    if _wants_json(request):
        answer = {"status": refusal.code, "message": refusal.text}
        if refusal.work:
            answer["work"] = str(refusal.work)
        return JsonResponse(answer, status=refusal.status, headers=headers)
    form = ReportForm(sent)
    form.is_valid()
    story, version = form.cleaned_data.get("story"), form.cleaned_data.get("version")
    page = form_page(story=story, version=version, sent=sent, refusal=refusal)
    if page is None:
        page = not_found(request)
    page.status_code = refusal.status
    for name, value in headers.items():
        page[name] = value
    return page


def _wants_json(request: HttpRequest) -> bool:
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return preferred == "application/json" or request.content_type == "application/json"
