"""By what the desk's list of stories can be narrowed down."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import Revision, WorkflowState

from dateline.people.models import Contributor
from dateline.sections.models import SectionPage
from dateline.stories.choices import STORY_LANGUAGES, Label
from dateline.stories.models import StoryPage

STATES = [
    ("draft", _("Draft")),
    ("submitted", _("Handed in")),
    ("scheduled", _("Scheduled")),
    ("live", _("In the paper")),
    ("changed", _("In the paper, with unpublished changes")),
]
# A filter cannot tell an empty choice from none, so plain news needs a name here.
PLAIN_NEWS = "news"


class StoryFilterSet(WagtailFilterSet):
    """Section, state, label, language, author and date."""

    section = django_filters.ModelMultipleChoiceFilter(
        label=_("Section"), queryset=SectionPage.objects.order_by("order"), widget=CheckboxSelectMultiple
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="in_state", empty_label=_("Any"), widget=RadioSelect
    )
    label = django_filters.ChoiceFilter(
        label=_("Label"),
        choices=[(value or PLAIN_NEWS, name) for value, name in Label.choices],
        method="with_label",
        empty_label=_("Any"),
        widget=RadioSelect,
    )
    language = django_filters.MultipleChoiceFilter(
        label=_("Language"), choices=STORY_LANGUAGES, widget=CheckboxSelectMultiple
    )
    author = django_filters.ModelChoiceFilter(
        label=_("Author"), queryset=Contributor.objects.order_by("sort_name", "name"), method="written_by"
    )
    published_at = django_filters.DateFromToRangeFilter(label=_("Published"), widget=DateRangePickerWidget)

    class Meta:
        model = StoryPage
        fields: list[str] = []

    def in_state(self, stories: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Narrow down to stories in one state of their life."""
        match value:
            case "draft":
                return stories.filter(live=False).exclude(_is_submitted())
            case "submitted":
                return stories.filter(_is_submitted())
            case "scheduled":
                return stories.filter(_is_scheduled())
            case "changed":
                return stories.filter(live=True, has_unpublished_changes=True)
            case _:
                return stories.filter(live=True)

    def with_label(self, stories: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Narrow down to one label; plain news has none."""
        return stories.filter(label="" if value == PLAIN_NEWS else value)

    def written_by(self, stories: QuerySet[Any], name: str, value: Contributor) -> QuerySet[Any]:
        """Narrow down to stories with this person in the byline, once each."""
        return stories.filter(bylines__contributor=value).distinct()


def _is_submitted() -> Exists:
    return Exists(
        WorkflowState.objects.active()
        .annotate(page_id=Cast("object_id", models.IntegerField()))
        .filter(page_id=OuterRef("pk"), base_content_type__model="page")
    )


def _is_scheduled() -> Exists:
    return Exists(
        Revision.page_revisions.filter(approved_go_live_at__isnull=False)
        .annotate(page_id=Cast("object_id", models.IntegerField()))
        .filter(page_id=OuterRef("pk"))
    )
