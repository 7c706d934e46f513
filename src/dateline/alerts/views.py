"""The desk's screens of alerts: what was told, and writing another in two steps."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from dateline.alerts.actions import call_off, write_alert
from dateline.alerts.forms import AlertForm, ChooseStoryForm, words_of
from dateline.alerts.models import Alert
from dateline.alerts.queries import (
    alert_settings,
    device_count,
    past_alerts,
    public_key,
    publication_of,
    quiet_hours,
    readers_by_subject,
    readers_of,
    subjects,
    waits_until,
)
from dateline.fronts.permissions import for_front_editors
from dateline.paper.queries import paper_settings
from dateline.publishing.models import Publication
from dateline.stories.models import StoryPage

MAY_SWITCH = "paper_alerts.change_alertsettings"


@for_front_editors
@require_safe
def alerts_view(request: HttpRequest) -> HttpResponse:
    """Show what was told, what is being told, and begin another."""
    chosen = ChooseStoryForm(request.GET if "story" in request.GET else None)
    if chosen.is_bound and chosen.is_valid():
        return redirect("alerts:new", chosen.cleaned_data["story"].pk)
    names = {one.value: one.name for one in subjects(language=get_language() or "")}
    told, readers = past_alerts(), readers_by_subject()
    return render(
        request,
        "alerts/desk/alerts.html",
        {
            "rows": [(row, names.get(row.subject, _("a section that is gone"))) for row in told],
            "is_open": any(row.is_open for row in told),
            "form": chosen,
            "devices": device_count(),
            "readers": [(name, readers.get(value, 0)) for value, name in names.items()],
            **_state(request),
        },
    )


@for_front_editors
@require_http_methods(["GET", "POST"])
def compose_view(request: HttpRequest, story_id: int) -> HttpResponse:
    """Write an alert of a public story, look at it, and send it."""
    story = get_object_or_404(StoryPage.objects.select_related("section"), pk=story_id)
    publication = publication_of(story)
    if publication is None:
        raise Http404
    state = _state(request)
    form = AlertForm(request.POST if request.method == "POST" else None, initial=words_of(story))
    shown = {"form": form, "story": story, "paper": paper_settings(), **state}
    if not (state["is_on"] and form.is_bound and form.is_valid() and "change" not in request.POST):
        return render(request, "alerts/desk/compose.html", shown)
    if "send" in request.POST and _written(request, form, story, publication):
        messages.success(request, _("The alert is on its way."))
        return redirect("alerts:list")
    told, now = form.cleaned_data, timezone.now()
    begins = waits_until(ignores_quiet=told["ignores_quiet"], at=now)
    shown |= {
        "told": told,
        "readers": readers_of(told["subject"]),
        "subject": dict(form.fields["subject"].choices)[told["subject"]],  # type: ignore[attr-defined]  # a ChoiceField
        "waits_until": begins if begins > now else None,
    }
    return render(request, "alerts/desk/compose.html", shown)


@for_front_editors
@require_POST
def cancel_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell nobody more of it."""
    if call_off(alert=get_object_or_404(Alert, pk=pk), by=request.user, at=timezone.now()):
        messages.success(request, _("The alert is called off. Who has it has it."))
    else:
        messages.warning(request, _("The alert had ended already."))
    return redirect("alerts:list")


def _written(request: HttpRequest, form: AlertForm, story: Any, publication: Publication) -> bool:
    """Write the alert; what is refused stands on the form."""
    try:
        write_alert(
            **form.cleaned_data,
            publication=publication,
            language=story.language,
            by=request.user,
            at=timezone.now(),
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def _state(request: HttpRequest) -> dict[str, Any]:
    """Return what every screen says of the switch and of quiet hours."""
    found = alert_settings()
    return {
        "is_on": bool(public_key()),
        "is_switched_on": found.is_on,
        "may_switch": request.user.has_perm(MAY_SWITCH),
        "quiet": None if quiet_hours().are_none else found,
    }
