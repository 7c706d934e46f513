"""What people see when a request fails. On the desk, a database that does not answer has words of its own."""

from __future__ import annotations

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dateline.config.doors import is_desk
from dateline.config.health import database_problem
from dateline.reader import pages

RETRY_SECONDS = "10"


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a request that raised: 503 with an explanation on the desk without a database, otherwise 500."""
    error = sys.exc_info()[1]
    if is_desk(request.path_info) and _is_about_the_database(error):
        return _database_away(request)
    return pages.failed(request)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form that we did not make, or made too long ago, without asking the database."""
    if is_desk(request.path_info) and _wants_json(request):
        text = _("This could not be accepted. Load the page again.")
        return JsonResponse({"success": False, "error_message": text, "message": [text]}, status=403)
    context = {"is_desk": is_desk(request.path_info), "language": get_language()}
    return HttpResponse(render_to_string("reader/errors/not_accepted.html", context), status=403)


def unusable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400 to what cannot be read: too long, too many fields, or damaged on the way."""
    if is_desk(request.path_info) and _wants_json(request):
        text = _("This was too long or was damaged on the way, so nothing was saved. Keep this page open.")
        return JsonResponse({"success": False, "error_message": text, "message": [text]}, status=400)
    context = {"is_desk": is_desk(request.path_info), "language": get_language()}
    return HttpResponse(render_to_string("reader/errors/not_understood.html", context), status=400)


def _is_about_the_database(error: BaseException | None) -> bool:
    """Tell a database that is away from a fault in a query, which SQLite reports in the same way."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    return "locked" in str(error) or bool(database_problem())


def _database_away(request: HttpRequest) -> HttpResponse:
    """Nothing here may ask the database: not for the user, not for the name of the paper."""
    was_sent = request.method not in ("GET", "HEAD")
    if _wants_json(request):
        text = _("The database does not answer. Keep this page open and save again later.")
        answer = {"success": False, "error_code": "database_away", "error_message": text, "message": [text]}
        response: HttpResponse = JsonResponse(answer, status=503)
    else:
        context = {"paper": settings.PAPER.name, "was_sent": was_sent, "language": get_language()}
        response = HttpResponse(render_to_string("desk/database_away.html", context), status=503)
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _wants_json(request: HttpRequest) -> bool:
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return preferred == "application/json" or request.content_type == "application/json"
