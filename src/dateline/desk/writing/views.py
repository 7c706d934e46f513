"""What the edit screen of a story asks while somebody writes."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from dateline.desk.writing.pasted_body import body_of
from dateline.lib.pasting.pieces import Pasted, Picture
from dateline.lib.pasting.plain_text import read_text
from dateline.lib.pasting.reading import read_html
from dateline.publishing.previews import preview_of
from dateline.stories.choices import STORY_LANGUAGES, Label
from dateline.stories.desk_queries import sections_open_to
from dateline.stories.models import StoryPage
from dateline.users.models import User

# A novel has half of this; what is longer is no story, or carries pictures within the text.
MOST_BYTES = 2_000_000
MOST_BLOCKS = 300
# What a card shows, and how much of it the form takes.
CARD_FIELDS = {
    **{"title": 255, "short_headline": 120, "kicker": 80, "standfirst": 600},
    **{"label": 12, "language": 12},
}


@require_POST
def paste_view(request: HttpRequest) -> HttpResponse:
    """Answer with the blocks that pasted HTML or text becomes, as the form of a body takes them.

    Everybody who can enter the desk may ask: nothing is read but public addresses, and nothing is written.
    """
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return _refusal(_("This is too long to be pasted at once. Paste it in parts."), status=413)
    try:
        sent = json.loads(request.body)
        pasted = _read(sent)
    except (ValueError, RecursionError):
        return _refusal(_("This could not be read."), status=400)
    blocks = body_of(pasted)
    if len(blocks) > MOST_BLOCKS:
        return _refusal(_("This is too long to be pasted at once. Paste it in parts."), status=413)
    field: Any = StoryPage._meta.get_field("body")
    body = field.stream_block
    return JsonResponse({"blocks": body.get_form_state(body.to_python(blocks)), "said": _said(pasted)})


@require_GET
def cards_view(request: HttpRequest) -> HttpResponse:
    """Draw the front's cards of a story with the words that are on the screen, for measuring them there."""
    story = _story(request)
    for name, longest in CARD_FIELDS.items():
        if name in request.GET:
            setattr(story, name, request.GET[name][:longest])
    if story.language not in dict(STORY_LANGUAGES):
        story.language = settings.LANGUAGE_CODE
    if story.label not in Label.values:
        story.label = Label.NEWS
    response = preview_of(story, mode="front-card")
    response["Cache-Control"] = "private, no-store"
    return response


def _story(request: HttpRequest) -> StoryPage:
    """Return the story on the screen, or an empty one in the section where it will be."""
    number = request.GET.get("page", "")
    if number.isascii() and number.isdigit():
        story: StoryPage = get_object_or_404(StoryPage, pk=number)
        if not story.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return story.get_latest_revision_as_object()
    section = request.GET.get("section", "")
    if not (section.isascii() and section.isdigit()):
        raise Http404
    if not isinstance(request.user, User):
        raise PermissionDenied
    return StoryPage(section=get_object_or_404(sections_open_to(request.user), pk=section), slug="story")


def _read(sent: Any) -> Pasted:
    if not isinstance(sent, dict):
        raise ValueError("not an object")
    html, text = sent.get("html") or "", sent.get("text") or ""
    if not isinstance(html, str) or not isinstance(text, str):
        raise ValueError("no text")
    pasted = read_html(html)
    return pasted if pasted.pieces else read_text(text)


def _said(pasted: Pasted) -> list[str]:
    """Return what was not taken over, in words."""
    said = []
    pictures = sum(isinstance(piece, Picture) for piece in pasted.pieces)
    if pictures:
        said.append(
            ngettext(
                "%(count)s picture was not taken over: upload it where its place is kept.",
                "%(count)s pictures were not taken over: upload them where their places are kept.",
                pictures,
            )
            % {"count": pictures}
        )
    if pasted.left_out:
        said.append(_("Comments or frames from elsewhere were left out."))
    return said


def _refusal(words: str, *, status: int) -> JsonResponse:
    return JsonResponse({"error": words}, status=status)
