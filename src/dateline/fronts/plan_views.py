"""The desk's screens of plans: the list, one plan, and the fronts in it as they will be."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from dateline.fronts.arrangements import Arrangement
from dateline.fronts.choices import PlanState
from dateline.fronts.desk_queries import candidates
from dateline.fronts.errors import PlanClosedError
from dateline.fronts.forms import PlanForm, Sent, numbers, read_sent, shown_moment
from dateline.fronts.making import FrontInMaking, position_in_words, zones_in_making
from dateline.fronts.models import Front, Plan
from dateline.fronts.permissions import for_front_editors
from dateline.fronts.plan_actions import arrange_planned_front, call_off_plan, carry_out_plan, save_plan
from dateline.fronts.plan_queries import PartOfPlan, drafts_of, parts_of, planned_places, plans_of_desk
from dateline.publishing.paper_time import moment_in_words
from dateline.publishing.previews import preview_of
from dateline.sections.models import SectionPage
from dateline.stories.models import StoryPage

PART = "X-Dateline-Part"


@for_front_editors
@require_safe
def list_view(request: HttpRequest) -> HttpResponse:
    """Show what waits, with lateness and refusals, and what was done lately."""
    return render(request, "fronts/desk/plans.html", {"plans": plans_of_desk(now=timezone.now())})


@for_front_editors
@require_http_methods(["GET", "POST"])
def add_view(request: HttpRequest) -> HttpResponse:
    """Make a plan."""
    return _plan_screen(request, None)


@for_front_editors
@require_http_methods(["GET", "POST"])
def edit_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a plan that waits, call it off, or carry it out now."""
    plan = get_object_or_404(Plan, pk=pk)
    try:
        if request.method == "POST" and "call_off" in request.POST:
            call_off_plan(plan=plan, by=request.user)
            messages.success(request, _("The plan is called off."))
            return redirect("plans:list")
        if request.method == "POST" and "now" in request.POST:
            carry_out_plan(plan=plan, by=request.user, at=timezone.now())
            messages.success(request, _("The plan is carried out."))
            return redirect("plans:list")
        return _plan_screen(request, plan)
    except PlanClosedError:
        messages.error(request, _("The plan was carried out or called off in the meantime."))
        return redirect("plans:list")
    except ValidationError as error:
        messages.error(request, _("Nothing has happened: %(reason)s") % {"reason": " ".join(error.messages)})
        return redirect("plans:edit", plan.pk)


@for_front_editors
@require_http_methods(["GET", "POST"])
def front_view(request: HttpRequest, pk: int, front_pk: int) -> HttpResponse:
    """Arrange a front as it will stand when the plan is carried out."""
    plan, front = _planned(pk, front_pk)
    drafts = drafts_of(plan)
    if request.method == "POST":
        sent = read_sent(request.POST)
        try:
            if "save" in request.POST or "leave_out" in request.POST:
                places = None if "leave_out" in request.POST else sent.places
                arrange_planned_front(plan=plan, front=front, places=places, by=request.user)
                return redirect("plans:edit", plan.pk)
        except PlanClosedError:
            messages.error(request, _("The plan was carried out or called off in the meantime."))
            return redirect("plans:list")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    else:
        sent = Sent(planned_places(plan, front), 0, "")
    zones = zones_in_making(FrontInMaking(front, Arrangement(sent.places, drafts), plan.at))
    chosen = {place.story_id for place in sent.places}
    context = {
        "front": front,
        "plan": plan,
        "stands_at": moment_in_words(plan.at),
        "zones": zones,
        "sent": sent,
        "said": position_in_words(zones, sent.moved) if sent.moved else "",
        "planned": [draft for pk, draft in drafts.items() if pk not in chosen],
        "candidates": candidates(words=sent.words, section=sent.section, without=chosen | drafts.keys()),
        "action": reverse("plans:front", args=[plan.pk, front.pk]),
        "preview": reverse("plans:front_preview", args=[plan.pk, front.pk]),
    }
    if request.headers.get(PART):
        return render(request, "fronts/desk/making.html", context)
    context["sections"] = SectionPage.objects.order_by("order", "pk")
    return render(request, "fronts/desk/editor.html", context)


@for_front_editors
@require_http_methods(["GET", "POST"])
def front_preview_view(request: HttpRequest, pk: int, front_pk: int) -> HttpResponse:
    """Render the front as at the moment of the plan, its stories in it."""
    plan, front = _planned(pk, front_pk)
    places = read_sent(request.POST).places if request.method == "POST" else planned_places(plan, front)
    return preview_of(FrontInMaking(front, Arrangement(places, drafts_of(plan)), plan.at))


def _plan_screen(request: HttpRequest, plan: Plan | None) -> HttpResponse:
    chosen = list(plan.stories.values_list("story_id", flat=True)) if plan else []
    first = {"name": plan.name, "at": shown_moment(plan.at)} if plan else {}
    form, words = PlanForm(initial=first), ""
    if request.method == "POST":
        form, words = PlanForm(request.POST), request.POST.get("words", "").strip()[:100]
        chosen = numbers(request.POST, "story")
        chosen = [pk for pk in chosen if pk not in numbers(request.POST, "remove")]
        chosen += [pk for pk in numbers(request.POST, "add") if pk not in chosen]
        # To a front, too, only with what was chosen here: nothing is left behind on the way.
        arranged = numbers(request.POST, "arrange")
        if not arranged and "save" not in request.POST:
            form = PlanForm(initial={"name": request.POST.get("name", ""), "at": request.POST.get("at", "")})
        elif form.is_valid() and (saved := _saved(request, plan, form, chosen)):
            messages.success(request, _("The plan is saved."))
            screen = "plans:front" if arranged else "plans:edit"
            return redirect(screen, saved.pk, *arranged[:1])
    context: dict[str, Any] = {
        "plan": plan,
        "form": form,
        "words": words,
        # Who has added one story mostly adds another.
        "is_adding": bool({"add", "look"} & request.POST.keys()) or not chosen,
        "parts": _parts(chosen, plan),
        "candidates": candidates(words=words, without=chosen, is_for_publishing=True),
        "is_open": plan is None or plan.state == PlanState.PLANNED,
        "fronts": Front.objects.select_related("section").order_by("section__order", "pk"),
        "arranged": set(plan.fronts.values_list("front_id", flat=True)) if plan else set(),
    }
    return render(request, "fronts/desk/plan.html", context)


def _saved(request: HttpRequest, plan: Plan | None, form: PlanForm, chosen: list[int]) -> Plan | None:
    """Save the plan; what is refused stands on the form, and what was sent stays there."""
    stories = StoryPage.objects.filter(pk__in=chosen)
    try:
        return save_plan(plan=plan, **form.cleaned_data, stories=stories, by=request.user)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None


def _parts(chosen: list[int], plan: Plan | None) -> list[PartOfPlan]:
    return parts_of(chosen, at=plan.at if plan else timezone.now())


def _planned(pk: int, front_pk: int) -> tuple[Plan, Front]:
    plan = get_object_or_404(Plan, pk=pk)
    return plan, get_object_or_404(Front.objects.select_related("section"), pk=front_pk)
