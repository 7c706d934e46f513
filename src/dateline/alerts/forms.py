"""The form in which an alert is written."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy, ngettext_lazy

from dateline.alerts.bounds import HOURS, LONGEST_TEXT, LONGEST_TITLE, USUAL_HOURS
from dateline.alerts.choices import BREAKING
from dateline.alerts.queries import subjects
from dateline.stories.models import StoryPage

NEWEST = 20


class ChooseStoryForm(forms.Form):
    """The story that an alert is of: one of the newest."""

    story = forms.ModelChoiceField(
        label=gettext_lazy("Story"),
        queryset=StoryPage.objects.none(),
        empty_label=gettext_lazy("Choose one of the newest stories"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = list(StoryPage.objects.newest().values_list("pk", flat=True)[:NEWEST])
        field = self.fields["story"]
        field.queryset = StoryPage.objects.filter(pk__in=newest).order_by("-listed_at", "-pk").defer("body")  # type: ignore[attr-defined]  # a ModelChoiceField


class AlertForm(forms.Form):
    """What is told, to whom, and for how long it is news."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    subject = forms.ChoiceField(
        label=gettext_lazy("Goes to readers who asked for"), initial=BREAKING, choices=()
    )
    title = forms.CharField(
        label=gettext_lazy("Headline"),
        max_length=LONGEST_TITLE,
        help_text=gettext_lazy("Telephones show about the first 40 letters."),
        widget=forms.TextInput(attrs={"data-alert-field": "title"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=gettext_lazy("One sentence that says what has happened."),
        widget=forms.Textarea(attrs={"rows": 3, "data-alert-field": "text"}),
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("Is news for"),
        coerce=int,
        initial=USUAL_HOURS,
        choices=[(hours, ngettext_lazy("%d hour", "%d hours", hours) % hours) for hours in HOURS],
        help_text=gettext_lazy("A device that is reached later does not show it."),
    )
    ignores_quiet = forms.BooleanField(
        label=gettext_lazy("Send it in quiet hours, too"),
        required=False,
        help_text=gettext_lazy("For what people must know in the night."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.value, one.name) for one in subjects(language=get_language() or "")]
        self.fields["subject"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


def words_of(story: StoryPage) -> dict[str, Any]:
    """Return what an alert of this story says unless somebody writes something else."""
    title = story.short_headline or story.title
    return {
        "key": uuid.uuid4(),
        "title": Truncator(" ".join(title.split())).chars(LONGEST_TITLE),
        "text": Truncator(" ".join(story.standfirst.split())).chars(LONGEST_TEXT),
        "subject": BREAKING,
        "hours": USUAL_HOURS,
    }
