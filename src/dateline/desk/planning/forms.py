"""The form of a plan."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from dateline.desk.models import LONGEST_PLAN, PlannedStory
from dateline.desk.planning.rights import PlanningRights
from dateline.people.models import Contributor
from dateline.publishing.paper_time import local
from dateline.sections.models import SectionPage
from dateline.users.models import User

DUE_AT = time(18, 0)


class StaffChoice(forms.ModelChoiceField[User]):
    """Members of staff by their names."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class PlanForm(forms.ModelForm[PlannedStory]):
    """A plan, with day and time in the paper's zone. Whoever plans only for themselves is not asked who."""

    due_day = forms.DateField(label=_("Due on"), widget=forms.DateInput(attrs={"type": "date"}))
    due_time = forms.TimeField(
        label=_("at"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    assignee = StaffChoice(label=_("Who"), queryset=User.objects.none(), required=False)

    class Meta:
        model = PlannedStory
        fields = (
            "working_title",
            "section",
            "assignee",
            "contributor",
            "planned_length",
            "wants_picture",
            "picture_wanted",
            "notes",
        )
        widgets = {"notes": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, rights: PlanningRights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rights = rights
        fields: dict[str, Any] = self.fields
        fields["section"].queryset = SectionPage.objects.filter(pk__in=rights.sections).order_by("order")
        fields["contributor"].queryset = Contributor.objects.order_by("sort_name", "name")
        self.fields["planned_length"].widget.attrs.update(min=1, max=LONGEST_PLAN)
        if rights.assigns:
            fields["assignee"].queryset = people_who_write()
        else:
            del self.fields["assignee"]
        if self.instance.pk:
            due = local(self.instance.due_at)
            self.initial.update(due_day=due.date(), due_time=due.time())
        else:
            self.initial.setdefault("due_time", DUE_AT)

    def clean_planned_length(self) -> int | None:
        length: int | None = self.cleaned_data["planned_length"]
        if length is not None and not 1 <= length <= LONGEST_PLAN:
            raise ValidationError(_("Expected a number of words, at least 1."))
        return length

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("picture_wanted"):
            # Whoever says which picture wants one.
            cleaned["wants_picture"] = True
        section, assignee = cleaned.get("section"), cleaned.get("assignee")
        if section and not self._rights.may_plan(
            section_id=section.pk, assignee_id=assignee.pk if assignee else self._own_id()
        ):
            self.add_error("assignee", _("In this section you can plan for yourself only."))
        if day := cleaned.get("due_day"):
            clock = cleaned.get("due_time") or DUE_AT
            self.instance.due_at = datetime.combine(day, clock, tzinfo=timezone.get_default_timezone())
        if "assignee" not in self.fields:
            self.instance.assignee_id = self._rights.user_id
        return cleaned

    def _own_id(self) -> int | None:
        """Return who it is for when nobody is named: those who are not asked plan for themselves."""
        return None if "assignee" in self.fields else self._rights.user_id


def people_who_write() -> Any:
    """Return the staff to whom a story can be given: who may write one somewhere."""
    writers = policy_registry.get_by_type(Page).users_with_permission("add")
    return User.objects.filter(pk__in=writers.values("pk")).order_by("first_name", "last_name", "username")


def name_of(user: User) -> str:
    """Return how a member of staff is called on the desk."""
    return user.get_full_name() or user.get_username()
