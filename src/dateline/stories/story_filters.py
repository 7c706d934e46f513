"""By what the desk's list of stories can be narrowed down."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import django_filters
from django.db import models
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import Task

from dateline.people.models import Contributor
from dateline.publishing.paper_time import day_bounds, local_date
from dateline.sections.models import SectionPage
from dateline.stories.choices import STORY_LANGUAGES, Label
from dateline.stories.models import Byline, StoryPage
from dateline.stories.story_states import State, at_step, in_state
from dateline.users.models import User

# A filter cannot tell an empty choice from none, so plain news needs a name here.
PLAIN_NEWS = "news"


class Day(models.TextChoices):
    """Days that move on by themselves, so that a bookmark of “today” stays one."""

    TODAY = "today", _("Today")
    YESTERDAY = "yesterday", _("Yesterday")
    WEEK = "week", _("In the last seven days")


class StaffFilter(django_filters.ModelChoiceFilter):
    """A member of staff by name."""

    class field_class(django_filters.fields.ModelChoiceField):
        def label_from_instance(self, obj: Any) -> str:
            return str(obj.get_full_name() or obj.get_username())


class StoryFilterSet(WagtailFilterSet):
    """State, section, label, language, people and dates."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=State.choices, method="with_state", empty_label=_("Any"), widget=RadioSelect
    )
    step = django_filters.ModelChoiceFilter(
        label=_("Waits at"), queryset=Task.objects.filter(active=True).order_by("pk"), method="waiting_at"
    )
    section = django_filters.ModelMultipleChoiceFilter(
        label=_("Section"),
        queryset=SectionPage.objects.order_by("order"),
        widget=CheckboxSelectMultiple,
        distinct=False,  # a story has one section and one language
    )
    label = django_filters.ChoiceFilter(
        label=_("Label"),
        choices=[(value or PLAIN_NEWS, name) for value, name in Label.choices],
        method="with_label",
        empty_label=_("Any"),
        widget=RadioSelect,
    )
    author = django_filters.ModelChoiceFilter(
        label=_("Byline"), queryset=Contributor.objects.order_by("sort_name", "name"), method="written_by"
    )
    owner = StaffFilter(
        label=_("Whose story"),
        queryset=User.objects.filter(is_active=True).order_by("first_name", "last_name", "username"),
    )
    day = django_filters.ChoiceFilter(
        label=_("Out"), choices=Day.choices, method="out_on", empty_label=_("Any day"), widget=RadioSelect
    )
    published_at = django_filters.DateFromToRangeFilter(
        label=_("Published"), widget=DateRangePickerWidget, method="published_between"
    )
    edited = django_filters.ChoiceFilter(
        label=_("Last edited"),
        choices=Day.choices,
        method="edited_on",
        empty_label=_("Any day"),
        widget=RadioSelect,
    )
    edited_at = django_filters.DateFromToRangeFilter(
        label=_("Edited"), widget=DateRangePickerWidget, field_name="latest_revision_created_at"
    )
    language = django_filters.MultipleChoiceFilter(
        label=_("Language"), choices=STORY_LANGUAGES, widget=CheckboxSelectMultiple, distinct=False
    )

    class Meta:
        model = StoryPage
        fields: list[str] = []

    def with_state(self, stories: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Narrow down to stories in one state of their life."""
        return stories.filter(in_state(value))

    def waiting_at(self, stories: QuerySet[Any], name: str, value: Task) -> QuerySet[Any]:
        """Narrow down to stories that wait at one step of their way through the desk."""
        return stories.filter(at_step(value))

    def with_label(self, stories: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Narrow down to one label; plain news has none."""
        return stories.filter(label="" if value == PLAIN_NEWS else value)

    def written_by(self, stories: QuerySet[Any], name: str, value: Contributor) -> QuerySet[Any]:
        """Narrow down to stories with this person in the byline, once each."""
        return stories.filter(pk__in=Byline.objects.filter(contributor=value).values("story"))

    def out_on(self, stories: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Narrow down to stories that were first published on a day of the paper."""
        return stories.filter(_published(*_bounds(value)))

    def published_between(self, stories: QuerySet[Any], name: str, value: slice) -> QuerySet[Any]:
        """Narrow down to stories first published in a span, whether or not they are still in the paper."""
        return stories.filter(_published(value.start, value.stop))

    def edited_on(self, stories: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Narrow down to stories last edited on a day of the paper."""
        since, until = _bounds(value)
        return stories.filter(latest_revision_created_at__gte=since, latest_revision_created_at__lt=until)


def _bounds(value: str) -> tuple[datetime, datetime]:
    today = local_date(timezone.now())
    begin, end = day_bounds(today)
    match value:
        case Day.YESTERDAY:
            return day_bounds(today - timedelta(days=1))
        case Day.WEEK:
            return day_bounds(today - timedelta(days=6))[0], end
    return begin, end


def _published(since: datetime | None, until: datetime | None) -> Q:
    """Return the condition on the date, on the column that has an index wherever the story is public."""
    public, other = Q(listed_at__isnull=False), Q(listed_at__isnull=True)
    if since is not None:
        public, other = public & Q(listed_at__gte=since), other & Q(published_at__gte=since)
    if until is not None:
        public, other = public & Q(listed_at__lte=until), other & Q(published_at__lte=until)
    return public | other
