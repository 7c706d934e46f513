"""The button “Publish” of a story's edit screen: it saves the draft and leads to the dialog."""

from __future__ import annotations

from typing import Any

from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import PublishMenuItem

from dateline.stories.models import StoryPage

ASKS = "action-prepare"


class PublishDialogMenuItem(PublishMenuItem):
    """The button. Wagtail does not know its name, so it saves the draft."""

    name = ASKS
    label = _("Publish")
    template_name = "desk/publish/button.html"

    class Media:
        js = [Script("desk/publish.js", type="module")]
        css = {"all": ["desk/publish.css", "desk/publish_more.css"]}


def ask_before_publishing(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Put our button where Wagtail publishes a story at once."""
    match = request.resolver_match
    is_new = match is not None and match.kwargs.get("content_type_model_name") == "storypage"
    if not is_new and not isinstance(context.get("page"), StoryPage):
        return
    items[:] = [
        PublishDialogMenuItem(order=item.order) if type(item) is PublishMenuItem else item for item in items
    ]


def lead_to_dialog(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Go on to the dialog once the draft is saved."""
    if request.method != "POST" or not request.POST.get(ASKS) or not isinstance(page, StoryPage):
        return None
    if not page.permissions_for_user(request.user).can_publish():
        return None
    return redirect("publish_story", page.pk)
