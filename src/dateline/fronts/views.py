"""The front editor: an arrangement in the making, its preview, saving it, going back to an earlier one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Revision

from dateline.fronts.actions import arrange_front, restore_arrangement
from dateline.fronts.arrangements import Arrangement, changes_in_words
from dateline.fronts.desk_queries import candidates, headlines_of, versions_of
from dateline.fronts.errors import ArrangementChangedError, ArrangementRefusedError
from dateline.fronts.forms import Sent, numbers, read_sent
from dateline.fronts.making import FrontInMaking, position_in_words, zones_in_making
from dateline.fronts.models import Front
from dateline.fronts.permissions import for_front_editors
from dateline.fronts.queries import places_of, places_of_version
from dateline.publishing.previews import preview_of
from dateline.sections.models import SectionPage

PART = "X-Dateline-Part"


@for_front_editors
@require_http_methods(["GET", "POST"])
def edit_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the editor; take what was done in it. Nothing is kept before *Save*."""
    front = _front(pk)
    if request.method == "GET":
        return _screen(request, front, _stored(front))
    sent = read_sent(request.POST)
    try:
        if request.POST.get("restore"):
            (version,) = numbers(request.POST, "restore") or [0]
            restore_arrangement(front=front, version=version, by=request.user, seen=sent.seen)
            return _saved(request, front, _("The front is as it was then."))
        if "save" in request.POST:
            arrange_front(front=front, places=sent.places, by=request.user, seen=sent.seen)
            return _saved(request, front, _("The front is saved, and new for readers."))
    except ArrangementChangedError:
        return _collision(request, front, sent)
    except (ArrangementRefusedError, Revision.DoesNotExist) as error:
        text = " ".join(getattr(error, "messages", [_("There is no such version.")]))
        messages.error(request, text)
        return _screen(request, front, sent, status=422)
    return _screen(request, front, sent)


@for_front_editors
@require_http_methods(["GET"])
def revert_view(request: HttpRequest, pk: int, revision_id: int) -> HttpResponse:
    """Show an earlier arrangement in the editor, from where it can be saved: Wagtail's history leads here."""
    front = _front(pk)
    try:
        places = places_of_version(front, revision_id)
    except Revision.DoesNotExist:
        return redirect("fronts:edit", pk)
    return _screen(request, front, Sent(places, front.latest_revision_id or 0, ""))


@for_front_editors
@require_http_methods(["GET", "POST"])
def preview_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Render the front as readers would get it with the arrangement on the screen, or as it is stored."""
    front = _front(pk)
    places = read_sent(request.POST).places if request.method == "POST" else places_of(front)
    return preview_of(FrontInMaking(front, Arrangement(places), timezone.now()))


def _screen(
    request: HttpRequest, front: Front, sent: Sent, *, status: int = 200, **more: Any
) -> HttpResponse:
    made = FrontInMaking(front, Arrangement(sent.places), timezone.now())
    zones = zones_in_making(made)
    chosen = [place.story_id for place in sent.places]
    context = {
        "front": front,
        "zones": zones,
        "sent": sent,
        "said": position_in_words(zones, sent.moved) if sent.moved else "",
        "candidates": candidates(words=sent.words, section=sent.section, without=chosen),
        "action": reverse("fronts:edit", args=[front.pk]),
        "preview": reverse("fronts:preview", args=[front.pk]),
        **more,
    }
    if request.headers.get(PART):
        return render(request, "fronts/desk/making.html", context, status=status)
    context |= {"sections": SectionPage.objects.order_by("order", "pk"), "versions": versions_of(front)}
    return render(request, "fronts/desk/editor.html", context, status=status)


def _collision(request: HttpRequest, front: Front, sent: Sent) -> HttpResponse:
    """Show both arrangements: what was sent stays on the screen, and saving again is a decision."""
    front = _front(front.pk)
    theirs = places_of(front)
    headlines = headlines_of(place.story_id for place in (*theirs, *sent.places))
    mine = Sent(sent.places, front.latest_revision_id or 0, sent.words, sent.section)
    return _screen(
        request,
        front,
        mine,
        status=409,
        theirs=zones_in_making(FrontInMaking(front, Arrangement(theirs), timezone.now()), fill=False),
        differences=changes_in_words(theirs, sent.places, headlines=headlines),
        their_version=versions_of(front)[0],
    )


def _saved(request: HttpRequest, front: Front, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("fronts:edit", front.pk)


def _stored(front: Front) -> Sent:
    return Sent(places_of(front), front.latest_revision_id or 0, "")


def _front(pk: int) -> Front:
    # "seen" must never be newer than the places: a save in between is then refused instead of overwritten.
    return get_object_or_404(Front.objects.select_related("section"), pk=pk)
