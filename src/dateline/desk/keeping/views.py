"""What the journal of an open edit screen asks the server."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Page, Revision

from dateline.desk.keeping.claims import claim_of, is_acknowledged
from dateline.desk.keeping.conflicts import merge_with_latest
from dateline.desk.keeping.contents import UnreadableError, content_of, form_data
from dateline.desk.keeping.merge_words import part_words, words_apart
from dateline.desk.keeping.merging import Merge, merge_of
from dateline.desk.keeping.wiring import author_of, saved_at

MOST_BYTES = 5_000_000


@require_GET
@never_cache
def pulse_view(request: HttpRequest) -> HttpResponse:
    """Say that the server lives and who is signed in, with a token for the forms of a renewed session."""
    user: Any = request.user
    return JsonResponse(
        {"user": user.pk, "name": user.get_full_name() or user.get_username(), "token": get_token(request)}
    )


@require_GET
def signed_in_view(request: HttpRequest) -> HttpResponse:
    """Send a person who signed in again back to the tab that waits for them."""
    return render(request, "desk/keep/signed_in.html")


@require_POST
def offer_view(request: HttpRequest) -> HttpResponse:
    """Say what a browser has kept of a story that the paper does not have. Nothing is saved."""
    try:
        sent = json.loads(request.body[: MOST_BYTES + 1])
        mine = form_data(json.dumps(sent["form"]))
        answer = _offer(request, sent, mine) if sent.get("page") else _offer_of_new(request, sent, mine)
    except (ValueError, KeyError, TypeError, LookupError):
        return JsonResponse({"error": _("This is no form of the desk.")}, status=400)
    return JsonResponse(answer)


def _offer(request: HttpRequest, sent: dict[str, Any], mine: QueryDict) -> dict[str, Any]:
    page = get_object_or_404(Page, pk=int(sent["page"])).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    claim = claim_of({"keep_tab": sent.get("tab"), "keep_number": sent.get("number")})
    if claim.tab and is_acknowledged(revisions=page.revisions, tab=claim.tab, number=claim.number):
        return {"state": "saved"}
    latest, base = page.latest_revision, sent.get("base") or {}
    names = {"keep_base_id": base.get("id"), "keep_base_at": base.get("at")}
    if base.get("form"):
        names["keep_base"] = json.dumps(base["form"])
    merge = merge_with_latest(page=page, latest=latest, mine=mine, sent=names, user=request.user)
    loaded = (str(base.get("id") or ""), str(base.get("at") or ""))
    has_moved = bool(latest) and loaded != (str(latest.pk), latest.created_at.isoformat())
    return _shown(request, merge, latest=latest if has_moved else None)


def _offer_of_new(request: HttpRequest, sent: dict[str, Any], mine: QueryDict) -> dict[str, Any]:
    model = apps.get_model(str(sent["kind"]))
    if not issubclass(model, Page):
        raise UnreadableError
    empty = model().serializable_data()
    content = content_of(data=mine, page=model(), user=request.user)
    # The screen fills some fields in by itself.
    theirs = {**empty, "language": content.get("language")}
    merge = merge_of(page=model(), base=empty, theirs=theirs, mine=content)
    return _shown(request, merge, latest=None)


def _shown(request: HttpRequest, merge: Merge, *, latest: Revision | None) -> dict[str, Any]:
    # What only the others changed is in the paper already.
    parts = [*merge.by_mine, *merge.undecided]
    if not parts:
        return {"state": "saved"}
    context = {
        "parts": [part_words(part, merge.page) for part in parts],
        "words": sum(words_apart(part, merge.page) for part in parts),
        "latest": latest,
        "author": author_of(latest),
        "saved_at": saved_at(latest) if latest else "",
    }
    return {"state": "offered", "html": render_to_string("desk/keep/offer.html", context, request)}
