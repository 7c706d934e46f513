"""Take a story down for good: by law, to protect somebody, or because the rights are others'."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from dateline.desk.story_access import StoryScreenMixin
from dateline.desk.withholding.version_rows import quoting
from dateline.publishing.actions import take_down
from dateline.publishing.choices import RemovalReason, Status
from dateline.publishing.errors import NotPublicError
from dateline.publishing.models import Publication
from dateline.publishing.withholding import MAY_TAKE_DOWN, has_words

LONGEST_TEXT = 1_000


class TakeDownForm(forms.Form):
    """Why, what readers are told, and whether the words go as well."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=RemovalReason.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Stays in the public history of the story."),
    )
    text = forms.CharField(
        label=gettext_lazy("What readers are told"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Say nothing here that had to go. Stays in the record."),
    )
    shows_text = forms.BooleanField(
        label=gettext_lazy("Show this at the story’s addresses"), required=False, initial=True
    )
    withholds = forms.BooleanField(
        label=gettext_lazy("Destroy the words as well"),
        required=False,
        help_text=gettext_lazy(
            "The text of every version, all drafts, what readers reported and what corrections quoted. The"
            " story leaves the desk. Numbers, times and reasons stay on record. Backups keep what they have."
        ),
    )
    sure = forms.BooleanField(label=gettext_lazy("I know that this cannot be taken back"))


class TakeDownView(StoryScreenMixin, TemplateView):
    """The screen that takes a story down."""

    page_title = gettext_lazy("Take down for good")
    template_name = "desk/publish/take_down.html"
    header_icon = "cross"

    def may_open(self) -> bool:
        return super().may_open() and self.request.user.has_perm(MAY_TAKE_DOWN)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown(TakeDownForm(initial={"withholds": not self.is_public()}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = TakeDownForm(request.POST)
        if form.is_valid():
            asked = form.cleaned_data
            try:
                take_down(
                    page=self.public_story,
                    by=request.user,
                    reason=RemovalReason(asked["reason"]),
                    text=asked["text"],
                    shows_text=asked["shows_text"],
                    withholds_content=asked["withholds"],
                )
            except NotPublicError:
                form.add_error(
                    None, _("The story is not public. What is left to do is to destroy its words: tick that.")
                )
            else:
                return self._done(is_gone=asked["withholds"])
        return self._shown(form, status=422)

    def is_public(self) -> bool:
        """Say whether readers see the story now."""
        return bool(self.public_story.live)

    def _done(self, *, is_gone: bool) -> HttpResponse:
        if is_gone:
            messages.success(self.request, _("The story is taken down, and its words are destroyed."))
            return redirect(reverse("stories:index"))
        messages.success(self.request, _("The story is taken down. Its addresses say that it is gone."))
        return redirect("wagtailadmin_pages:edit", self.public_story.pk)

    def _shown(self, form: TakeDownForm, *, status: int = 200) -> HttpResponse:
        publication = Publication.objects.filter(pk=self.public_story.uuid).first()
        context = self.get_context_data(
            form=form,
            story=self.story,
            is_public=self.is_public(),
            is_removed=publication is not None and publication.status == Status.REMOVED,
            looking=quoting(publication) if publication is not None else None,
            is_possible=publication is not None and (self.is_public() or has_words(publication)),
        )
        return TemplateResponse(self.request, self.template_name, context, status=status)
