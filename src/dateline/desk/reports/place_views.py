"""One place: what readers say of it, the form that puts it right, and the other outcomes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from dateline.corrections.choices import UPHELD_STATUSES, ReportKind, ReportStatus
from dateline.corrections.cluster_actions import settle_cluster
from dateline.corrections.correction_words import quoted
from dateline.corrections.errors import OutcomeRefusedError, PlaceChangedError
from dateline.corrections.fixing_actions import fix_and_publish, fix_in_draft
from dateline.corrections.mended_queries import mended_in
from dateline.desk.reports.forms import MEANING, SLIP, FixForm, OutcomeForm
from dateline.desk.reports.handing_in import hand_in
from dateline.desk.reports.rows import Row
from dateline.desk.reports.rule_offers import offers_of
from dateline.desk.reports.templates_for_readers import sentences_for
from dateline.desk.reports.views import ClusterMixin
from dateline.lib.changing_words import NotChangedError
from dateline.publishing.choices import Kind
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.models import PublishedVersion

# With these somebody is likely to say something else, and not what stood there in other letters.
CHANGES_MEANING = (ReportKind.LEGAL, ReportKind.FACT, ReportKind.ATTRIBUTION)


class PlaceView(ClusterMixin, TemplateView):
    """Decide about one place."""

    page_title = gettext_lazy("A reported place")
    template_name = "desk/reports/place.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Where somebody has mended it by hand, that is what to say; only a person says so, because words can
        # go and the mistake stay.
        is_mended = self.row().mended is not None
        status = {"status": ReportStatus.FIXED} if is_mended else {}
        outcome = OutcomeForm(initial={**status, "outcome_text": self.cluster.outcome_text})
        return self._shown(fix=self._fix_form(), outcome=outcome)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "outcome" in request.POST:
            return self._close()
        row = self.row()
        if not row.may_edit:
            raise PermissionDenied
        form = FixForm(request.POST)
        if not form.is_valid():
            return self._shown(fix=form, outcome=OutcomeForm(), status=422)
        try:
            return self._fix(form, row)
        except PlaceChangedError as error:
            text = _("Somebody has changed this place meanwhile. Look at how it reads now, then decide.")
            fresh = FixForm({**request.POST.dict(), "seen": error.found})
            return self._shown(fix=fresh, outcome=OutcomeForm(), problems=[text], status=409)
        except NotChangedError:
            text = _("This place cannot be changed from here. Change it in the editor.")
            return self._shown(fix=form, outcome=OutcomeForm(), problems=[text], status=422)
        except PublicationRefusedError as error:
            return self._shown(fix=form, outcome=OutcomeForm(), problems=_told(error), status=422)
        except OutcomeRefusedError:
            messages.warning(request, _("Somebody has closed these reports meanwhile."))
            return redirect(self.next_url())

    def _fix(self, form: FixForm, row: Row) -> HttpResponse:
        fix = form.fix()
        lock = self.story.get_lock()
        if lock and lock.for_user(self.staff):
            return self._shown(
                fix=form, outcome=OutcomeForm(), problems=[_("The story is locked.")], status=409
            )
        if "publish" in self.request.POST and self.may_publish(row):
            version = fix_and_publish(cluster=self.cluster, fix=fix, by=self.staff)
            self._say_published(version)
            return redirect(self.after_upholding(row))
        story = fix_in_draft(cluster=self.cluster, fix=fix, by=self.staff)
        if hand_in(story=story, by=self.staff):
            text = _("The change is handed in with the draft. The reports wait until it is published.")
        else:
            text = _("The change is in the draft. The reports wait until it is published.")
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[story.pk]), _("Edit"))
        messages.success(self.request, text, buttons=[edit])
        return redirect(self.next_url())

    def may_publish(self, row: Row) -> bool:
        """Say whether the fix can go out from here: nothing that is on its way may be overtaken by it."""
        return (
            row.may_publish
            and self.story.live
            and not self.story.workflow_in_progress
            and not self.story.scheduled_revision
        )

    def _close(self) -> HttpResponse:
        if not self.rights.may_handle(self.story):
            raise PermissionDenied
        form = OutcomeForm(self.request.POST)
        if not form.is_valid():
            return self._shown(fix=self._fix_form(), outcome=form, status=422)
        status = ReportStatus(form.cleaned_data["status"])
        try:
            settle_cluster(
                cluster=self.cluster,
                status=status,
                outcome_text=form.cleaned_data["outcome_text"],
                fixed_in=self._fixed_in() if status == ReportStatus.FIXED else None,
                by=self.staff,
            )
        except OutcomeRefusedError:
            messages.warning(self.request, _("Somebody has closed these reports meanwhile."))
            return redirect(self.next_url())
        messages.success(self.request, _("The reports are closed: %(outcome)s.") % {"outcome": status.label})
        return redirect(self.after_upholding(self.row()) if status in UPHELD_STATUSES else self.next_url())

    def _fixed_in(self) -> PublishedVersion | None:
        """Return the version that mended the words, else the newest: pictures are mended without words."""
        mended = mended_in(self.cluster)
        if mended is not None:
            return mended.version
        newer = PublishedVersion.objects.filter(
            publication_id=self.cluster.publication_id, number__gt=self.cluster.version.number
        )
        return newer.order_by("-number").first()

    def _say_published(self, version: PublishedVersion) -> None:
        text = _("It is in the paper, and the reports are closed.")
        view = messages.button(self.story.public_path(), _("View live"))
        if version.kind == Kind.CORRECTION:
            text = _("The correction is in the paper with its notice, and the reports are closed.")
        messages.success(self.request, text, buttons=[view])

    def _fix_form(self) -> FixForm:
        row = self.row()
        best = row.suggestions[0].text if row.suggestions else ""
        language = self.story.language
        sentence = f"{row.before}{row.words}{row.after}".strip()
        right = f"{row.before}{best}{row.after}".strip() if best else ""
        with translation.override(language or None):
            wrong = _("We wrote: %(sentence)s") % {"sentence": quoted(sentence, language)}
            right = _("It should read: %(sentence)s") % {"sentence": quoted(right, language)} if right else ""
        kind = ReportKind(self.cluster.kind)
        initial = {"seen": row.words, "words": best or row.words, "wrong": wrong, "right": right}
        meaning = MEANING if kind in CHANGES_MEANING else SLIP if kind == ReportKind.SPELLING else ""
        return FixForm(initial={**initial, "meaning": meaning, "outcome_text": self.cluster.outcome_text})

    def _shown(
        self, *, fix: FixForm, outcome: OutcomeForm, problems: Any = (), status: int = 200
    ) -> HttpResponse:
        row = self.row()
        context = self.get_context_data(
            row=row,
            fix=fix,
            outcome=outcome,
            problems=problems,
            may_publish=self.may_publish(row),
            offers=offers_of(row, user=self.staff),
            sentences=sentences_for(self.story.language),
            next_url=self.next_url(),
        )
        return TemplateResponse(self.request, self.template_name, context, status=status)


def _told(error: PublicationRefusedError) -> list[str]:
    return [str(text) for texts in error.message_dict.values() for text in texts]
