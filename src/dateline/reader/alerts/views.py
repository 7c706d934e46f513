"""The page of alerts, which is the same for everybody, and what devices send: JSON, without cookies.

Whoever knows a device's address at its push service is the device: nobody else is told it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dateline.alerts import bounds
from dateline.alerts.device_actions import change_subjects, drop_device, move_device, take_device
from dateline.alerts.devices import digest_of, read_device, read_endpoint, read_subjects
from dateline.alerts.errors import DeviceRefusedError, UnknownDeviceError
from dateline.alerts.queries import public_key, subjects, subjects_of
from dateline.reader.contexts import AlertsContext, ChoiceContext
from dateline.reader.device_addresses import ALERTS
from dateline.reader.pages import head_for, page_response, reader_page
from dateline.reader.queries import paper_parts

BUSY_SECONDS = "10"
Answer = Callable[[Any], HttpResponse]


@reader_page
def alerts(request: HttpRequest) -> HttpResponse:
    """Let readers choose. Which device has asked for what its script asks for."""
    key, parts = public_key(), paper_parts()
    if not key:
        raise Http404
    context = AlertsContext(
        title=_("Alerts"),
        key=key,
        subjects=tuple(
            ChoiceContext(value=one.value, label=one.name)
            for one in subjects(language=settings.LANGUAGE_CODE)
        ),
    )
    head = head_for(
        context.title,
        parts=parts,
        path=ALERTS,
        description=_("The paper tells you on this device when something has happened."),
    )
    return page_response("pages/alerts.html", parts=parts, head=head, alerts=context)


def from_device(*, even_if_off: bool = False) -> Callable[[Answer], Callable[[HttpRequest], HttpResponse]]:
    """Read what a device sent, within bounds, and answer what is wrong with it."""

    def wrap(view: Answer) -> Callable[[HttpRequest], HttpResponse]:
        @csrf_exempt
        @require_POST
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            answer = _answer(view, request, even_if_off=even_if_off)
            answer["Cache-Control"] = "no-store"
            answer["X-Robots-Tag"] = "noindex"
            return answer

        return guarded

    return wrap


def _answer(view: Answer, request: HttpRequest, *, even_if_off: bool) -> HttpResponse:
    if not even_if_off and not public_key():
        return _refusal(404, "This paper has no alerts.")
    # Pages of other sites cannot send this kind without asking first, and nobody says yes to them.
    if request.content_type != "application/json":
        return _refusal(415, "This must be JSON.")
    if not bounds.requests.take():
        busy = _refusal(429, "Too many requests at once. Please try again in a moment.")
        busy["Retry-After"] = BUSY_SECONDS
        return busy
    try:
        return view(_read(request))
    except DeviceRefusedError as error:
        return _refusal(error.status, str(error))
    except UnknownDeviceError:
        return _refusal(404, "This device is not known.")


def _read(request: HttpRequest) -> Any:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > bounds.LARGEST_REQUEST:
        raise DeviceRefusedError(413, "This is too long.")
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException, RequestDataTooBig):
        raise DeviceRefusedError(400, "This was damaged on the way.") from None


@from_device()
def subscribe(sent: Any) -> HttpResponse:
    """Tell a device of what it chose, from now on."""
    device, host = read_device(sent)
    is_new = take_device(device=device, host=host, subjects=read_subjects(sent), at=timezone.now())
    return JsonResponse({}, status=201 if is_new else 200)


@from_device()
def change(sent: Any) -> HttpResponse:
    """Tell a device at another address, or of something else."""
    digest = digest_of(read_endpoint(sent))
    if "to" in sent:
        device, host = read_device(sent["to"])
        move_device(digest=digest, to=device, host=host)
    else:
        change_subjects(digest=digest, subjects=read_subjects(sent))
    return JsonResponse({})


@from_device()
def known(sent: Any) -> HttpResponse:
    """Say of what a device is told."""
    found = subjects_of(digest_of(read_endpoint(sent)))
    if found is None:
        raise UnknownDeviceError
    return JsonResponse({"subjects": found})


@from_device(even_if_off=True)
def unsubscribe(sent: Any) -> HttpResponse:
    """Forget a device, whether it was known or not."""
    drop_device(digest=digest_of(read_endpoint(sent)))
    return HttpResponse(status=204)


def _refusal(status: int, words: str) -> HttpResponse:
    return JsonResponse({"message": words}, status=status)
