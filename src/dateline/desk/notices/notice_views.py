"""The list of corrections, and the screen on which one is amended by another."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.corrections.choices import NEEDS_RECORD
from dateline.corrections.correction_actions import amend_correction
from dateline.corrections.correction_errors import AmendmentRefusedError
from dateline.corrections.correction_models import Correction
from dateline.corrections.listing import ROOT
from dateline.desk.publishing_dialog.correction_fields import AmendmentForm
from dateline.desk.story_access import StoryScreenMixin
from dateline.publishing.choices import NOTICE_HEADINGS, Kind, Status
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.models import PublishedVersion
from dateline.stories.models import StoryPage

PAGE_SIZE = 40


class CorrectionListView(WagtailAdminTemplateMixin, TemplateView):
    """Everything that is on record, newest first."""

    page_title = gettext_lazy("Corrections")
    header_icon = "warning"
    template_name = "desk/notices/list.html"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        records = Correction.objects.select_related("version__publication", "amendment", "amends")
        page = Paginator(records, PAGE_SIZE).get_page(self.request.GET.get("p"))
        stories = StoryPage.objects.in_bulk(
            [record.version.publication_id for record in page], field_name="uuid"
        )
        rows = [self._row(record, stories.get(record.version.publication_id)) for record in page]
        return super().get_context_data(page=page, rows=rows, share=_share(), readers_url=ROOT, **kwargs)

    def _row(self, record: Correction, story: StoryPage | None) -> dict[str, Any]:
        is_current = getattr(record, "amendment", None) is None
        may_amend = (
            is_current
            and story is not None
            and story.live
            and story.permissions_for_user(self.request.user).can_publish()
        )
        return {
            "record": record,
            "story": story,
            "heading": NOTICE_HEADINGS[Kind(record.version.kind)],
            "is_current": is_current,
            # What was taken down is not to be read on the desk either.
            "is_withheld": record.version.publication.status == Status.REMOVED,
            "may_amend": may_amend,
        }


class AmendView(StoryScreenMixin, TemplateView):
    """Say that a note was itself wrong."""

    page_title = gettext_lazy("Amend a correction")
    template_name = "desk/notices/amend.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.correction = get_object_or_404(
            Correction.objects.select_related("version__publication", "amendment"),
            pk=kwargs["correction_id"],
            version__publication_id=self.public_story.uuid,
        )

    def may_open(self) -> bool:
        # What was taken down is not to be read here either.
        is_withheld = self.correction.version.publication.status == Status.REMOVED
        may_publish = self.public_story.permissions_for_user(self.request.user).can_publish()
        return not is_withheld and bool(may_publish)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        start = {"placement": self.correction.placement}
        return self._shown(AmendmentForm(initial=start))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AmendmentForm(request.POST)
        if form.is_valid() and form.words is not None:
            try:
                amend_correction(correction=self.correction, words=form.words, by=request.user)
            except (AmendmentRefusedError, PublicationRefusedError) as error:
                form.add_error(None, _texts(error))
            else:
                messages.success(request, _("The correction is amended, and readers see both."))
                return redirect("corrections:list")
        return self._shown(form, status=422)

    def _shown(self, form: AmendmentForm, *, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            story=self.public_story,
            record=self.correction,
            is_current=getattr(self.correction, "amendment", None) is None,
        )
        return TemplateResponse(self.request, self.template_name, context, status=status)


def _texts(error: ValidationError) -> list[str]:
    return list(error.messages)


def _share() -> dict[str, int]:
    """Return how many publications of kind correction there are, and how many have both on record."""
    versions = PublishedVersion.objects.filter(kind__in=NEEDS_RECORD, publication__content_type="story")
    return {"all": versions.count(), "both": versions.filter(correction__isnull=False).count()}
