"""The planning board and the screens of one plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from dateline.desk.models import PlannedStory
from dateline.desk.planning import actions
from dateline.desk.planning.board import board_of
from dateline.desk.planning.errors import NotYoursToPlanError
from dateline.desk.planning.forms import PlanForm, name_of, people_who_write
from dateline.desk.planning.rights import rights_of
from dateline.desk.planning.week import Week, parse_day
from dateline.lib.whole_numbers import whole_number
from dateline.publishing.paper_time import local_date
from dateline.sections.models import SectionPage
from dateline.sections.queries import BY_PLACE
from dateline.users.models import User

BOARD = "planning:board"
TITLE = gettext_lazy("Planning")


def staff(request: HttpRequest) -> User:
    """Return who asks; nobody but staff gets as far as these screens."""
    return cast(User, request.user)


class PlanningScreen(WagtailAdminTemplateMixin):
    """What all screens of planning share: the way back to the board, and the paper's own zone."""

    header_icon = "clipboard-list"
    page_title: Any = TITLE
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = super().get_breadcrumbs_items()
        if self.page_title != TITLE:
            items.append({"url": reverse(BOARD), "label": TITLE})
        return [*items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        zone = timezone.get_default_timezone_name()
        context: dict[str, Any] = super().get_context_data(paper_zone=zone, **kwargs)
        return context


class BoardView(PlanningScreen, TemplateView):
    """A week of plans. Everything it shows follows from the address, so it can be bookmarked."""

    template_name = "desk/planning/board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, asked = timezone.now(), self.request.GET
        week = Week.of(parse_day(asked.get("week"), default=local_date(now)))
        chosen = {name: whole_number(asked.get(name)) for name in ("section", "who")}
        board = board_of(
            week=week,
            user=staff(self.request),
            now=now,
            section_id=chosen["section"],
            assignee_id=chosen["who"],
        )
        return super().get_context_data(
            board=board,
            chosen=chosen,
            sections=SectionPage.objects.order_by(*BY_PLACE).only("title"),
            people=[(user.pk, name_of(user)) for user in people_who_write()],
            address=self.request.get_full_path(),
            previous=self._week(week.previous, chosen),
            following=self._week(week.next, chosen),
            this_week=self._week(Week.of(local_date(now)), chosen),
            **kwargs,
        )

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not rights_of(staff(self.request)).sections:
            return []
        return [HeaderButton(_("Plan a story"), url=reverse("planning:add"), icon_name="plus")]

    def _week(self, week: Week, chosen: dict[str, int | None]) -> str:
        kept = {name: value for name, value in chosen.items() if value}
        return f"?{urlencode({'week': week.monday.isoformat(), **kept})}"


class PlanFormView(PlanningScreen, FormView[PlanForm]):
    """The form of a plan."""

    form_class = PlanForm
    template_name = "desk/planning/plan_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "rights": rights_of(staff(self.request)), "instance": self.plan}

    def get_success_url(self) -> str:
        board = f"{reverse(BOARD)}?week={Week.of(local_date(self.plan.due_at)).monday.isoformat()}"
        return str(get_valid_next_url_from_request(self.request) or board)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        next_url = get_valid_next_url_from_request(self.request)
        return super().get_context_data(plan=self.plan, next_url=next_url, **kwargs)


class AddPlanView(PlanFormView):
    """A new plan, from the whole form or from the two fields at the foot of a day."""

    page_title = gettext_lazy("Plan a story")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not rights_of(staff(request)).sections:
            raise NotYoursToPlanError
        self.plan = PlannedStory()
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        tomorrow = local_date(timezone.now()) + timedelta(days=1)
        section = whole_number(self.request.GET.get("section"))
        day = parse_day(self.request.GET.get("day"), default=tomorrow)
        return {"due_day": day, "section": section, "assignee": staff(self.request).pk}

    def form_valid(self, form: PlanForm) -> HttpResponse:
        plan = actions.plan_story(plan=form.save(commit=False), by=staff(self.request))
        messages.success(self.request, _("“%(title)s” is on the board.") % {"title": plan.working_title})
        return HttpResponseRedirect(self.get_success_url())


class EditPlanView(PlanFormView):
    """A plan that is on the board, for whoever may change it."""

    page_title = gettext_lazy("Planned story")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.plan = get_object_or_404(PlannedStory.objects.select_related("section"), pk=kwargs["pk"])
        if not rights_of(staff(request)).may_change(self.plan):
            raise NotYoursToPlanError
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: PlanForm) -> HttpResponse:
        plan = actions.change_plan(plan=form.save(commit=False), by=staff(self.request))
        messages.success(self.request, _("“%(title)s” was changed.") % {"title": plan.working_title})
        return HttpResponseRedirect(self.get_success_url())


class PlanActionView(View):
    """A button of a card. It says what went wrong on the board it leads back to."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = get_object_or_404(PlannedStory, pk=pk)
        try:
            return self.act(plan) or redirect(self.next_url())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(self.next_url())

    def act(self, plan: PlannedStory) -> HttpResponse | None:
        raise NotImplementedError

    def next_url(self) -> str:
        return str(get_valid_next_url_from_request(self.request) or reverse(BOARD))


class MovePlanView(PlanActionView):
    """Another day, by a button, by the list of days or by the script that drags cards."""

    def act(self, plan: PlannedStory) -> HttpResponse | None:
        day = parse_day(self.request.POST.get("day"), default=local_date(plan.due_at))
        actions.move_plan(plan=plan, to=day, by=staff(self.request))
        return HttpResponse(status=204) if self.request.headers.get("x-board") else None


class DropPlanView(PlanActionView):
    """Off the board."""

    def act(self, plan: PlannedStory) -> None:
        actions.drop_plan(plan=plan, by=staff(self.request))
        messages.success(self.request, _("“%(title)s” was dropped.") % {"title": plan.working_title})


class TakeUpPlanView(PlanActionView):
    """Back on the board."""

    def act(self, plan: PlannedStory) -> None:
        actions.take_up_plan(plan=plan, by=staff(self.request))


class StartStoryView(PlanActionView):
    """The draft of a plan, begun and opened."""

    def act(self, plan: PlannedStory) -> HttpResponse:
        story: Any = actions.start_story(plan=plan, by=staff(self.request))
        return redirect("wagtailadmin_pages:edit", story.pk)
