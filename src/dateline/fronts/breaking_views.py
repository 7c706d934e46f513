"""The desk's screen of breaking news: what stands above every page, and putting another line there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from dateline.fronts.breaking_actions import begin_breaking, end_breaking
from dateline.fronts.breaking_queries import lately, standing
from dateline.fronts.models import LONGEST_TEXT
from dateline.fronts.permissions import for_front_editors
from dateline.stories.models import StoryPage

HOURS = (1, 2, 4, 8, 24)
USUAL_HOURS = 2
NEWEST = 20


class BreakingForm(forms.Form):
    """A line, the story that it leads to, and how long it stands."""

    text = forms.CharField(
        label=gettext_lazy("What has happened"),
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("One sentence. It stands above every page of the paper, at once."),
    )
    story = forms.ModelChoiceField(
        label=gettext_lazy("Leads to"),
        queryset=StoryPage.objects.none(),
        required=False,
        empty_label=gettext_lazy("No story yet"),
        help_text=gettext_lazy(
            "One of the newest stories. When readers no longer have the story, the line goes with it."
        ),
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("Stands for"),
        coerce=int,
        initial=USUAL_HOURS,
        choices=[(hours, ngettext_lazy("%d hour", "%d hours", hours) % hours) for hours in HOURS],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = list(StoryPage.objects.newest().values_list("pk", flat=True)[:NEWEST])
        field = self.fields["story"]
        field.queryset = StoryPage.objects.filter(pk__in=newest).order_by("-listed_at", "-pk").defer("body")  # type: ignore[attr-defined]  # a ModelChoiceField


@for_front_editors
@require_http_methods(["GET", "POST"])
def breaking_view(request: HttpRequest) -> HttpResponse:
    """Show what stands above every page, put a line there, or take it down."""
    form = BreakingForm(request.POST if request.method == "POST" and "begin" in request.POST else None)
    if request.method == "POST" and "end" in request.POST:
        if end_breaking(by=request.user, at=timezone.now()):
            messages.success(request, _("The line is down."))
        else:
            messages.warning(request, _("No line stood there any more."))
        return redirect("breaking")
    if form.is_bound and form.is_valid() and _begun(request, form):
        messages.success(request, _("The line stands above every page."))
        return redirect("breaking")
    return render(
        request, "fronts/desk/breaking.html", {"form": form, "standing": standing(), "lately": lately()}
    )


def _begun(request: HttpRequest, form: BreakingForm) -> bool:
    """Put the line up; what is refused stands on the form, and what was sent stays there."""
    sent, now = form.cleaned_data, timezone.now()
    until = now + timedelta(hours=sent["hours"])
    try:
        begin_breaking(text=sent["text"], story=sent["story"], until=until, by=request.user, at=now)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True
