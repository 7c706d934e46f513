"""The screen of the calendar: a month or a week of what happens by itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from dateline.desk.planning.calendar import month_of, week_of
from dateline.desk.planning.views import PlanningScreen, staff
from dateline.desk.planning.week import Week, parse_day
from dateline.publishing.paper_time import local_date

TITLE = _("Calendar")


class CalendarView(PlanningScreen, TemplateView):
    """What goes out and comes off, and when; for whoever may see the pages it is about."""

    header_icon = "calendar-alt"
    page_title = TITLE
    template_name = "desk/planning/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        today = local_date(now)
        is_week = self.request.GET.get("by") == "week"
        day = parse_day(self.request.GET.get("day"), default=today)
        made = week_of if is_week else month_of
        before, after = _around_week(day) if is_week else _around_month(day)
        return super().get_context_data(
            calendar=made(day, user=staff(self.request), now=now),
            by="week" if is_week else "month",
            day=day,
            week=Week.of(day),
            before=before,
            after=after,
            today=today,
            **kwargs,
        )


def _around_week(day: date) -> tuple[date, date]:
    week = Week.of(day)
    return week.previous.monday, week.next.monday


def _around_month(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=32)).replace(day=1)
