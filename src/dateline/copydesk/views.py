"""What the editor's panel asks, and the report on the whole paper."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.models import Page

from dateline.copydesk.actions import Decision, add_word, begin_paper_check, decide, record_shown
from dateline.copydesk.choices import Severity, State
from dateline.copydesk.engine.check import VERSION, check
from dateline.copydesk.errors import DecisionRefusedError
from dateline.copydesk.models import HouseRule, PaperCheck
from dateline.copydesk.queries import desk_for, preview_of, rule_figures, without_dismissed
from dateline.copydesk.requests import MOST_BYTES, UnreadableError, may_ask, read_json, story_from
from dateline.copydesk.tasks import check_paper_task

MAY_CHANGE_RULES = "paper_copydesk.change_houserule"
MAY_ADD_WORDS = "paper_copydesk.add_dictionaryword"


@require_POST
def check_view(request: HttpRequest) -> HttpResponse:
    """Check the texts on somebody's screen. Nothing of them is kept."""
    sent = _read(request)
    if isinstance(sent, HttpResponse):
        return sent
    if not may_ask(int(request.user.pk or 0)):
        return JsonResponse({"error": _("Too many checks; wait a moment.")}, status=429)
    page = _page(request, sent)
    try:
        story = story_from(sent)
    except UnreadableError:
        return JsonResponse({"error": _("This is no story.")}, status=400)
    found = list(check(story, desk_for(story.language, user=request.user)))
    if page is not None:
        subject = f"page/{page.pk}"
        found = without_dismissed(found, subject=subject)
        if sent.get("record"):
            record_shown(subject=subject, findings=found)
    labels = {value: str(label) for value, label in Severity.choices}
    return JsonResponse(
        {
            "version": VERSION,
            "findings": [{**asdict(one), "severity_label": labels[one.severity]} for one in found],
        }
    )


@require_POST
def decide_view(request: HttpRequest) -> HttpResponse:
    """Take somebody's decision about a finding."""
    sent = _read(request)
    if isinstance(sent, HttpResponse):
        return sent
    page = _page(request, sent)
    if page is None:
        return JsonResponse({"error": _("Save the story once before you decide.")}, status=400)
    names = ("rule", "fingerprint", "place", "words", "state", "reason", "severity")
    decision = Decision(**{name: str(sent.get(name) or "") for name in names})
    try:
        if decision.state == State.IN_DICTIONARY:
            for_all = bool(sent.get("for_all")) and request.user.has_perm(MAY_ADD_WORDS)
            add_word(
                language=str(sent.get("language", "")), word=decision.words, by=request.user, for_all=for_all
            )
        decide(subject=f"page/{page.pk}", decision=decision, by=request.user, page=page)
    except DecisionRefusedError as error:
        return JsonResponse({"error": str(error)}, status=422)
    return JsonResponse({"ok": True})


def _read(request: HttpRequest) -> dict[str, Any] | HttpResponse:
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return JsonResponse({"error": _("This story is too long to be checked at once.")}, status=413)
    try:
        return read_json(request.body)
    except UnreadableError:
        return JsonResponse({"error": _("This is no story.")}, status=400)


def _page(request: HttpRequest, sent: dict[str, Any]) -> Page | None:
    """Return the page that is being edited; None for one that was never saved."""
    number = sent.get("page")
    if not isinstance(number, int):
        return None
    page = get_object_or_404(Page, pk=number).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


@require_GET
def rule_preview_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how often a house rule would have fired in the newest stories."""
    _require(request, MAY_CHANGE_RULES)
    rule = get_object_or_404(HouseRule, pk=pk)
    return render(request, "copydesk/rule_preview.html", {"rule": rule, "preview": preview_of(rule)})


@require_GET
def report_view(request: HttpRequest) -> HttpResponse:
    """Show the newest check of the whole paper and what became of each rule."""
    _require(request, MAY_CHANGE_RULES)
    newest = PaperCheck.objects.first()
    chosen = request.GET.get("rule", "")
    context: dict[str, Any] = {"newest": newest, "figures": rule_figures()[:40], "chosen": chosen}
    if newest is not None:
        findings = newest.findings.order_by("severity", "title", "pk")
        if chosen:
            findings = findings.filter(rule=chosen)
        context["page_obj"] = Paginator(findings, 50).get_page(request.GET.get("p"))
        context["by_rule"] = (
            newest.findings.values("rule", "severity").annotate(count=Count("pk")).order_by("-count")[:30]
        )
    return render(request, "copydesk/report.html", context)


@require_POST
def start_view(request: HttpRequest) -> HttpResponse:
    """Begin a check of the whole paper in the background."""
    _require(request, MAY_CHANGE_RULES)
    begun = begin_paper_check(by=request.user)
    check_paper_task.enqueue(begun.pk)
    messages.success(request, _("The paper is being checked. The report grows while it goes on."))
    return redirect(reverse("copydesk:report"))


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied
