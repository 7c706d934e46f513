"""The desk's side of sharing: who got a link to a story, until when, and how often it was opened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from dateline.desk.story_access import StoryScreenMixin
from dateline.publishing.draft_models import ShareLink
from dateline.publishing.embargoes import embargo_of
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.sharing_actions import revoke_link, share_draft
from dateline.publishing.sharing_queries import links_of

NEWEST, THIS = "newest", "this"
LIVES = (
    (1, gettext_lazy("1 hour")),
    (24, gettext_lazy("1 day")),
    (72, gettext_lazy("3 days")),
    (168, gettext_lazy("7 days")),
    (336, gettext_lazy("14 days")),
    (720, gettext_lazy("30 days")),
)


class ShareForm(forms.Form):
    """For whom, for how long, and which version."""

    note = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=120,
        help_text=gettext_lazy("A name or an office. It stands across every page that they see or print."),
    )
    hours = forms.TypedChoiceField(label=gettext_lazy("For how long"), choices=LIVES, coerce=int, initial=168)
    shows = forms.ChoiceField(
        label=gettext_lazy("What they see"),
        choices=[
            (NEWEST, gettext_lazy("Always the newest draft")),
            (THIS, gettext_lazy("The draft as it is now")),
        ],
        initial=NEWEST,
        widget=forms.RadioSelect,
    )


class ShareView(StoryScreenMixin, TemplateView):
    """Links to a story, and a form for another."""

    page_title = gettext_lazy("Share the draft")
    template_name = "desk/sharing/share.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown(ShareForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ShareForm(request.POST)
        if not form.is_valid():
            return self._shown(form, status=422)
        asked = form.cleaned_data
        try:
            link, token = share_draft(
                page=self.public_story,
                note=asked["note"],
                by=request.user,
                at=timezone.now(),
                life=timedelta(hours=asked["hours"]),
                revision=self.public_story.get_latest_revision() if asked["shows"] == THIS else None,
            )
        except PublicationRefusedError as error:
            for text in error.messages:
                form.add_error(None, text)
            return self._shown(form, status=422)
        address = settings.BASE_URL + reverse("shared:story", kwargs={"token": token})
        # Shown in the answer itself: the token is kept nowhere, so not in the session either.
        return self._shown(ShareForm(), made=link, address=address)

    def _shown(
        self, form: forms.Form, *, status: int = 200, made: ShareLink | None = None, address: str = ""
    ) -> HttpResponse:
        now = timezone.now()
        embargo = embargo_of(self.public_story)
        context = self.get_context_data(
            form=form,
            story=self.story,
            made=made,
            address=address,
            links=[(link, _state(link, now), link.is_open(at=now)) for link in links_of(self.public_story)],
            embargo=embargo if embargo is not None and embargo.holds(at=now) else None,
        )
        return TemplateResponse(self.request, self.template_name, context, status=status)


class RevokeView(StoryScreenMixin, TemplateView):
    """End a link."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        link = get_object_or_404(ShareLink, pk=kwargs["link_id"], page_id=self.public_story.pk)
        revoke_link(link=link, by=request.user, at=timezone.now())
        messages.success(request, _("The link for “%(note)s” is closed.") % {"note": link.note})
        return redirect("share_story", self.public_story.pk)


def _state(link: ShareLink, now: Any) -> str:
    if link.revoked_at is not None:
        return _("closed")
    if not link.is_open(at=now):
        return _("ended")
    times = ngettext("opened %(count)d time", "opened %(count)d times", link.opened)
    return times % {"count": link.opened}
