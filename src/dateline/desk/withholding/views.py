"""Find words in everything that was published, and withhold versions that have them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.desk.withholding.forms import MOST_WORDS, FindForm, StepForm, WithholdForm
from dateline.desk.withholding.version_rows import (
    gone_stories,
    headline_of,
    left_at_the_desk,
    look,
    version_rows,
)
from dateline.publishing.choices import RemovalReason
from dateline.publishing.errors import WithholdingRefusedError
from dateline.publishing.models import Publication
from dateline.publishing.withholding import MAY_TAKE_DOWN
from dateline.publishing.withholding_actions import withhold_versions

TITLE = gettext_lazy("Words that have to go")


class WithholdingScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen for those who may take down what was published."""

    header_icon = "cross"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(MAY_TAKE_DOWN):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def shown(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """Answer with the screen."""
        names = self.get_template_names()
        return TemplateResponse(self.request, names, self.get_context_data(**context), status=status)


class FindWordsView(WithholdingScreen):
    """Where words stand in the record of the whole paper, and which deleted stories are still kept there."""

    page_title = TITLE
    template_name = "desk/withholding/find.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(form=FindForm(), gone=gone_stories())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # A screen that began to look for several headlines brings them all.
        forms = [FindForm({"words": each}) for each in request.POST.getlist("words")[:MOST_WORDS]]
        words = [form.cleaned_data["words"] for form in forms if form.is_valid()]
        step = StepForm(request.POST)
        looking = None
        # A step that cannot be read is not one from the beginning: the screen would go on and on.
        if any(words) and step.is_valid():
            done = step.cleaned_data
            looking = look(words, after=done["after"] or 0, kept=done["kept"], besides=done["besides"])
        shown = forms[0] if forms else FindForm()
        # The versions of a story are looked through for one of them.
        return self.shown(form=shown, words=next(iter(words), ""), looking=looking, gone=gone_stories())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class WithholdView(WithholdingScreen):
    """The versions of one story, of which some are to go. Works for stories that the desk has no more."""

    page_title = gettext_lazy("Withhold versions")
    template_name = "desk/withholding/versions.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.publication = get_object_or_404(Publication, pk=kwargs["publication"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._asked("")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "find" in request.POST:
            find = FindForm(request.POST)
            return self._asked(find.cleaned_data["words"] if find.is_valid() else "")
        form = WithholdForm(request.POST, rows=version_rows(self.publication))
        if form.is_valid():
            asked = form.cleaned_data
            try:
                withhold_versions(
                    publication=self.publication,
                    numbers=asked["versions"],
                    sentences=asked["sentences"],
                    by=request.user,
                    reason=RemovalReason(asked["reason"]),
                )
            except WithholdingRefusedError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("The words are destroyed. The rows of the history stay."))
                # Not by a redirect: the words that were looked for stand in no address.
                return self._asked(asked["words"])
        return self._shown(form, words=form.data.get("words", ""), status=422)

    def get_page_subtitle(self) -> str:
        return headline_of(self.publication)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("find_words"), "label": TITLE},
            {"url": "", "label": self.page_title},
        ]

    def _asked(self, words: str) -> HttpResponse:
        rows = version_rows(self.publication, words=words)
        initial = {
            "versions": [row.number for row in rows if row.is_found],
            "sentences": [row.number for row in rows if row.is_found_in_sentence],
            "words": words,
        }
        return self._shown(WithholdForm(initial=initial, rows=rows), words=words)

    def _shown(self, form: WithholdForm, *, words: str, status: int = 200) -> HttpResponse:
        return self.shown(
            status=status,
            form=form,
            find=FindForm(initial={"words": words}),
            words=words,
            publication=self.publication,
            rows=version_rows(self.publication, words=words),
            left=left_at_the_desk(self.publication, words),
            looking=look([words], besides=self.publication.pk) if words else None,
        )


class WordsMenuItem(MenuItem):
    """The way to the screen, for those who may use it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_TAKE_DOWN)


def words_item() -> MenuItem:
    """Return the item among the reports."""
    return WordsMenuItem(TITLE, reverse("find_words"), name="words-to-go", icon_name="cross", order=950)
