"""Say in the story editor whose rights end soon, have ended, or are withheld."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from dateline.media.models import Picture
from dateline.media.rights_fields import WARN_BEFORE
from dateline.publishing.paper_time import local
from dateline.stories.canonical import pictures_in
from dateline.stories.models import StoryPage


def warn_of_rights(request: HttpRequest, page: Any) -> None:
    """Warn whoever opens a story with a picture that readers do not get, or soon will not."""
    if request.method != "GET" or not isinstance(page, StoryPage):
        return
    # It is the draft that the screen shows.
    lead = [page.lead_picture] if page.lead_picture else []
    for picture in {each.pk: each for each in (*lead, *pictures_in(page.body))}.values():
        text = warning_about(picture, now=timezone.now())
        if text:
            messages.warning(request, text, buttons=_way_to(picture, request.user))


def warning_about(picture: Picture, *, now: datetime) -> str:
    """Return what is to be said about a picture's rights; empty when all is well."""
    title = picture.title
    if picture.is_withheld:
        return _("“%(title)s” is withheld: readers get the story without it.") % {"title": title}
    if picture.expires_at is None or picture.expires_at > now + WARN_BEFORE:
        return ""
    at = date_format(local(picture.expires_at), "DATETIME_FORMAT")
    if picture.expires_at <= now:
        return _("The rights to “%(title)s” ended on %(at)s: readers get the story without it.") % {
            "title": title,
            "at": at,
        }
    return _("The rights to “%(title)s” end on %(at)s: from then on readers get the story without it.") % {
        "title": title,
        "at": at,
    }


def _way_to(picture: Picture, user: Any) -> list[Any]:
    policy = policy_registry.get_by_type(Picture)
    if not policy.user_has_permission_for_instance(user, "change", picture):
        return []
    return [messages.button(reverse("wagtailimages:edit", args=[picture.pk]), _("Open the picture"))]
