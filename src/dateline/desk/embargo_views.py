"""Set an embargo on a story, or lift it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from dateline.desk.paper_moments import PaperMomentField, zone_name
from dateline.desk.story_access import StoryScreenMixin
from dateline.publishing.embargo_actions import MAY_LIFT, lift_embargo, set_embargo
from dateline.publishing.embargoes import embargo_of, embargo_problem
from dateline.publishing.errors import EmbargoError
from dateline.publishing.paper_time import moment_in_words


class EmbargoForm(forms.Form):
    """Until when, and what was agreed."""

    until = PaperMomentField(label=gettext_lazy("Not before"))
    words = forms.CharField(
        label=gettext_lazy("Condition"),
        max_length=300,
        help_text=gettext_lazy("What was agreed, and with whom, such as “Ministry report, 6 May, 14:00”."),
    )


class LiftForm(forms.Form):
    """Why it ends before its time."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class EmbargoView(StoryScreenMixin, TemplateView):
    """The embargo of a story."""

    page_title = gettext_lazy("Embargo")
    template_name = "desk/publish/embargo.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown(self._set_form(), LiftForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        lifts = "lift" in request.POST
        form: forms.Form = LiftForm(request.POST) if lifts else self._set_form(request.POST)
        if form.is_valid():
            try:
                text = self._lift(form) if lifts else self._set(form)
            except EmbargoError as error:
                _tell(form, error)
            else:
                messages.success(request, text)
                return redirect("wagtailadmin_pages:edit", self.story.pk)
        if lifts:
            return self._shown(self._set_form(), form, status=422)
        return self._shown(form, LiftForm(), status=422)

    def _set(self, form: forms.Form) -> str:
        asked = form.cleaned_data
        now = timezone.now()
        embargo = set_embargo(
            page=self.public_story, until=asked["until"], words=asked["words"], by=self.request.user, at=now
        )
        text = _("Nothing publishes the story before %(moment)s.") % {
            "moment": moment_in_words(embargo.until)
        }
        planned = self.public_story.scheduled_revision
        if planned is not None and embargo_problem(self.public_story, at=planned.approved_go_live_at):
            text = (
                f"{text} {_('It is planned for an earlier time, at which it will be refused: plan it anew.')}"
            )
        return text

    def _lift(self, form: forms.Form) -> str:
        lift_embargo(
            page=self.public_story,
            reason=form.cleaned_data["reason"],
            by=self.request.user,
            at=timezone.now(),
        )
        return _("The embargo is lifted.")

    def _set_form(self, data: Any = None) -> EmbargoForm:
        embargo = embargo_of(self.public_story)
        holds = embargo is not None and embargo.holds(at=timezone.now())
        initial = {"until": embargo.until, "words": embargo.words} if embargo and holds else {}
        return EmbargoForm(data, initial=initial)

    def _shown(self, form: forms.Form, lift_form: forms.Form, *, status: int = 200) -> HttpResponse:
        embargo = embargo_of(self.public_story)
        context = self.get_context_data(
            form=form,
            lift_form=lift_form,
            embargo=embargo,
            holds=embargo is not None and embargo.holds(at=timezone.now()),
            may_lift=self.request.user.has_perm(MAY_LIFT),
            zone_name=zone_name(),
            story=self.story,
        )
        return TemplateResponse(self.request, self.template_name, context, status=status)


def _tell(form: forms.Form, error: EmbargoError) -> None:
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for field, texts in by_field.items():
        for text in texts:
            form.add_error(field if field in form.fields else None, text)
