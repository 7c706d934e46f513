"""The publishing dialog: a page of its own, which the edit screen shows in a dialog where scripts run."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.locks import ScheduledForPublishLock

from dateline.desk.paper_moments import comes_twice, zone_name
from dateline.desk.publishing_dialog.correction_fields import proposed
from dateline.desk.publishing_dialog.dialog_forms import LATER, NOW, PublishForm
from dateline.desk.publishing_dialog.dialog_queries import (
    Problem,
    change_of,
    parts_of,
    planned_for,
    problems_of,
    proposal_of,
    reader_noticed,
    reasons_of,
    refusals,
)
from dateline.desk.publishing_dialog.front_place import MAY_CHANGE_FRONTS
from dateline.desk.story_access import StoryScreenMixin
from dateline.publishing.actions import publish_page, schedule_page, unschedule_page
from dateline.publishing.choices import NOTICE_HEADINGS, NOTICE_KINDS
from dateline.publishing.embargoes import embargo_of
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.paper_time import moment_in_words

DIALOG = "X-Dateline-Dialog"


class PublishView(StoryScreenMixin, TemplateView):
    """Ask as what, when and where, and publish."""

    page_title = gettext_lazy("Publish")
    template_name = "desk/publish/publish.html"

    def may_open(self) -> bool:
        lock = self.story.get_lock()
        # A plan locks the story; here it may be replaced.
        is_locked = (
            lock and not isinstance(lock, ScheduledForPublishLock) and lock.for_user(self.request.user)
        )
        return bool(self.permissions.can_publish()) and not is_locked

    @cached_property
    def change(self) -> Any:
        return change_of(self.story)

    @cached_property
    def embargo(self) -> Any:
        found = embargo_of(self.story)
        return found if found is not None and found.holds(at=timezone.now()) else None

    def form(self, data: Any = None) -> PublishForm:
        may_place = self.request.user.has_perm(MAY_CHANGE_FRONTS)
        return PublishForm(
            data,
            initial=self._initial(),
            change=self.change,
            may_place=may_place,
            language=self.story.language,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form()
        at = form.initial.get("at") or (self.embargo.until if self.embargo else timezone.now())
        return self._shown(form, problems_of(self.story, at=at, **self._assumed()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self._shown(form, [], status=422)
        if form.cleaned_data["revision"] != (self.story.latest_revision_id or 0):
            text = _(
                "Somebody has saved the story since you opened this. Look at what changed, then publish."
            )
            edit = reverse("wagtailadmin_pages:edit", args=[self.story.pk])
            fresh = self.form({**request.POST.dict(), "revision": self.story.latest_revision_id or 0})
            return self._shown(fresh, [Problem(text, "", edit)], status=409)
        try:
            text = self._carry_out(form)
        except PublicationRefusedError as error:
            return self._shown(form, refusals(error, story=self.story), status=422)
        return self._done(text)

    def _carry_out(self, form: PublishForm) -> str:
        asked = form.cleaned_data
        wishes = {
            "kind": asked.get("kind", ""),
            "summary": asked.get("summary", ""),
            "wishes": form.wishes(),
            "by": self.request.user,
        }
        if form.moment is None:
            publish_page(page=self.story, **wishes)
            return _("“%(story)s” is in the paper.") % {"story": self.story.title}
        schedule_page(page=self.story, at=form.moment, **wishes)
        words = {"story": self.story.title, "moment": moment_in_words(form.moment)}
        text = _("“%(story)s” goes out on %(moment)s.") % words
        if comes_twice(form.moment):
            text = f"{text} {_('The clock shows this time twice; it is the first.')}"
        return text

    def _done(self, text: str) -> HttpResponse:
        button = messages.button(reverse("wagtailadmin_pages:edit", args=[self.story.pk]), _("Edit"))
        buttons = [button]
        published = type(self.story).objects.get(pk=self.story.pk)
        if published.live and published.url:
            buttons.insert(0, messages.button(published.url, _("View live")))
        messages.success(self.request, text, buttons=buttons)
        if self.request.headers.get(DIALOG):
            return JsonResponse({"url": reverse("stories:index")})
        return redirect("stories:index")

    def _assumed(self) -> dict[str, str]:
        """A notice that is still to be written is asked for by the form, not told as a problem."""
        summary = self.story.change_summary or "…"
        return {"kind": str(self.change.proposed) if self.change else "", "summary": summary}

    def _initial(self) -> dict[str, Any]:
        story, now = self.story, timezone.now()
        later = story.go_live_at if story.go_live_at and story.go_live_at > now else None
        if self.embargo is not None:
            later = max(later or self.embargo.until, self.embargo.until)
        wish = story.change_kind if self.change and story.change_kind in self.change.allowed else ""
        return {
            "revision": story.latest_revision_id or 0,
            "kind": wish or (str(self.change.proposed) if self.change else ""),
            "summary": story.change_summary,
            "when": LATER if later else NOW,
            "at": later,
            **proposed(proposal_of(story), language=story.language, reported_at=reader_noticed(story)),
        }

    def _shown(self, form: PublishForm, problems: list[Problem], *, status: int = 200) -> HttpResponse:
        parts, more = parts_of(self.story) if self.change else ([], 0)
        context = self.get_context_data(
            form=form,
            story=self.story,
            change=self.change,
            reasons=reasons_of(self.change) if self.change else "",
            parts=parts,
            more_parts=more,
            problems=problems,
            planned=planned_for(self.public_story),
            embargo=self.embargo,
            zone_name=zone_name(),
            notice_headings=[(str(kind), NOTICE_HEADINGS[kind]) for kind in NOTICE_KINDS],
            in_dialog=bool(self.request.headers.get(DIALOG)),
        )
        template = "desk/publish/form.html" if context["in_dialog"] else self.template_name
        return TemplateResponse(self.request, template, context, status=status)


class UnscheduleView(StoryScreenMixin, TemplateView):
    """Call off what was planned for a story."""

    page_title = gettext_lazy("Call off the plan")
    template_name = "desk/publish/unschedule.html"

    def may_open(self) -> bool:
        return bool(self.permissions.can_publish())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        planned = planned_for(self.public_story)
        return super().get_context_data(story=self.story, planned=planned, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        unschedule_page(page=self.public_story, by=request.user)
        messages.success(request, _("The plan is called off; the draft is as it was."))
        return redirect("wagtailadmin_pages:edit", self.story.pk)
