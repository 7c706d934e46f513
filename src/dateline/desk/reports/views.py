"""The queue of reports, one place of it, and what its buttons do."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.corrections.choices import ReportKind
from dateline.corrections.cluster_actions import assign_cluster, close_as_spam
from dateline.corrections.cluster_queries import (
    ALL,
    CLOSED,
    MINE,
    OPEN,
    QueueFilter,
    about_stories,
    clusters_shown_to,
    queue_of,
)
from dateline.corrections.cluster_rights import ReportRights, report_rights
from dateline.corrections.errors import OutcomeRefusedError
from dateline.corrections.models import ReportCluster
from dateline.desk.reports.colleagues import who_may_handle
from dateline.desk.reports.rows import Row, rows_of
from dateline.desk.reports.rule_offers import offers_of
from dateline.lib.whole_numbers import whole_number
from dateline.sections.models import SectionPage
from dateline.sections.queries import BY_PLACE
from dateline.stories.models import StoryPage
from dateline.users.models import User

QUEUE = "reader_reports:queue"
TITLE = gettext_lazy("Reader reports")
STATES = {
    OPEN: gettext_lazy("Waiting"),
    MINE: gettext_lazy("Mine"),
    CLOSED: gettext_lazy("Closed"),
    ALL: gettext_lazy("All"),
}
ON_A_PAGE = 20
MOST_TICKED = 500


class ReportsScreen(WagtailAdminTemplateMixin):
    """What the screens of reports share. Nobody without stories of their own or a section gets in."""

    request: HttpRequest
    header_icon = "comment"
    page_title: Any = TITLE
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.rights: ReportRights = report_rights(request.user)
        if not self.rights.sees_any:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = super().get_breadcrumbs_items()
        if self.page_title != TITLE:
            items.append({"url": reverse(QUEUE), "label": TITLE})
        return [*items, {"url": "", "label": self.page_title}]

    @property
    def staff(self) -> User:
        return cast(User, self.request.user)


class QueueView(ReportsScreen, TemplateView):
    """All places that readers reported. What it shows follows from the address."""

    template_name = "desk/reports/queue.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = chosen_in(self.request)
        found = Paginator(queue_of(self.rights, chosen=chosen), ON_A_PAGE).get_page(self.request.GET.get("p"))
        rows = rows_of(list(found.object_list), user=self.staff, rights=self.rights)
        return super().get_context_data(
            rows=rows,
            found=found,
            chosen=chosen,
            states=STATES.items(),
            kinds=ReportKind.choices,
            sections=self._sections(),
            people=who_may_handle(rows) if self.rights.gives else [],
            rights=self.rights,
            may_handle_any=any(row.may_handle and row.is_open for row in rows),
            address=self.request.get_full_path(),
            **kwargs,
        )

    def _sections(self) -> list[SectionPage]:
        """Return the sections, those of this person first."""
        sections = SectionPage.objects.order_by(*BY_PLACE).only("title")
        return sorted(sections, key=lambda section: section.pk not in self.rights.handles)


class ClusterMixin(ReportsScreen):
    """A screen or button about one place."""

    kwargs: dict[str, Any]
    wants_handling = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        rights = report_rights(request.user)
        self.cluster = get_object_or_404(
            clusters_shown_to(rights)
            .select_related("version__content", "publication", "assignee", "fixed_in", "closed_by")
            .prefetch_related("reports"),
            pk=kwargs["pk"],
        )
        self.story = get_object_or_404(StoryPage, uuid=self.cluster.publication_id)
        if self.wants_handling and not rights.may_handle(self.story):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def row(self) -> Row:
        fresh = clusters_shown_to(self.rights).select_related("version__content", "assignee", "fixed_in")
        cluster = fresh.prefetch_related("reports").get(pk=self.cluster.pk)
        return rows_of([cluster], user=self.staff, rights=self.rights)[0]

    def after_upholding(self, row: Row) -> str:
        """Return where a rule is offered: the place itself; else the queue goes on."""
        if not offers_of(row, user=self.staff):
            return self.next_url()
        asked = {"next": self.next_url()}
        return f"{reverse('reader_reports:place', args=[self.cluster.pk])}?{urlencode(asked)}"

    def next_url(self) -> str:
        return str(get_valid_next_url_from_request(self.request) or reverse(QUEUE))


class AssignView(ClusterMixin, View):
    """Take the reports of a place, give them to somebody, hand them back."""

    http_method_names = ["post"]
    wants_handling = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        to = self._to(str(request.POST.get("to", "")))
        try:
            assign_cluster(cluster=self.cluster, to=to, by=self.staff)
        except OutcomeRefusedError:
            messages.warning(request, _("Somebody has closed these reports meanwhile."))
        return redirect(f"{self.next_url()}#report-{self.cluster.pk}")

    def _to(self, name: str) -> User | None:
        if name in ("", "me"):
            return self.staff if name else None
        if self.story.section_id not in self.rights.gives:
            raise PermissionDenied
        colleagues = dict(who_may_handle([self.row()]))
        key = whole_number(name)
        if key is None or key not in colleagues:
            raise PermissionDenied
        return User.objects.get(pk=key)


class SpamView(ReportsScreen, View):
    """Close those that were ticked as no reports of mistakes."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = [whole_number(key) for key in request.POST.getlist("cluster")]
        keys = [key for key in sent if key is not None][:MOST_TICKED]
        handled = about_stories(Q(section__in=self.rights.handles))
        ticked = ReportCluster.objects.filter(handled, pk__in=keys)
        closed = close_as_spam(clusters=ticked, by=self.staff)
        messages.success(
            request,
            ngettext("%(n)d place was closed as spam.", "%(n)d places were closed as spam.", closed)
            % {"n": closed},
        )
        return redirect(str(get_valid_next_url_from_request(request) or reverse(QUEUE)))


def chosen_in(request: HttpRequest) -> QueueFilter:
    """Return what an address asks for; nonsense counts as nothing asked."""
    state, kind, section = (str(request.GET.get(name, "")) for name in ("state", "kind", "section"))
    return QueueFilter(
        state=state if state in STATES else OPEN,
        kind=kind if kind in ReportKind.values else "",
        section=whole_number(section),
    )
