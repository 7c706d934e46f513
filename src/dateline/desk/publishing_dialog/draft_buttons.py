"""On the edit screen of a story: the ways to its embargo and its links, and what holds or is planned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from dateline.desk.publishing_dialog.dialog_queries import planned_for
from dateline.publishing.embargoes import embargo_of
from dateline.publishing.paper_time import moment_in_words
from dateline.publishing.withholding import MAY_TAKE_DOWN
from dateline.stories.models import StoryPage


def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Yield what the menu of a story offers besides Wagtail's own."""
    page = page.specific_deferred if type(page) is not StoryPage else page
    if not isinstance(page, StoryPage) or not page.permissions_for_user(user).can_edit():
        return
    yield Button(_("Share the draft"), reverse("share_story", args=[page.pk]), icon_name="link", priority=70)
    yield Button(_("Embargo"), reverse("embargo_story", args=[page.pk]), icon_name="lock", priority=71)
    if user.has_perm(MAY_TAKE_DOWN) and page.version_number:
        url = reverse("take_down_story", args=[page.pk])
        yield Button(_("Take down for good"), url, icon_name="cross", priority=72)
        if page.version_number > 1:
            url = reverse("withhold_versions", args=[page.uuid])
            yield Button(_("Withhold versions"), url, icon_name="cross", priority=73)


def tell_of_embargo_and_plan(request: HttpRequest, page: Any) -> None:
    """Say on the edit screen what holds, and what goes out together with the story."""
    if request.method != "GET" or not isinstance(page, StoryPage):
        return
    embargo = embargo_of(page)
    if embargo is not None and embargo.holds(at=timezone.now()):
        words = {"moment": moment_in_words(embargo.until), "words": embargo.words}
        messages.warning(request, _("Under embargo until %(moment)s: %(words)s") % words)
    planned = planned_for(page)
    if planned is not None:
        text = _("Planned for %(moment)s.") % {"moment": moment_in_words(planned.at)}
        wishes = "; ".join(planned.wishes)
        buttons = []
        if page.permissions_for_user(request.user).can_publish():
            buttons = [
                messages.button(reverse("publish_story", args=[page.pk]), _("Change the plan")),
                messages.button(reverse("unschedule_story", args=[page.pk]), _("Call it off")),
            ]
        together = f" {_('Together with it:')} {wishes}" if wishes else ""
        messages.info(request, text + together, buttons=buttons)
