"""The form of the publishing dialog."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.corrections.correction_words import CorrectionWords
from dateline.desk.paper_moments import PaperMomentField
from dateline.desk.publishing_dialog.correction_fields import NAMES, CorrectionFields
from dateline.fronts.choices import Zone
from dateline.fronts.models import Front
from dateline.publishing.changes import Change
from dateline.publishing.choices import Kind
from dateline.publishing.requests import Wish

NOW, LATER = "now", "later"
FRONT = "front"


class PublishForm(CorrectionFields):
    """As what, when and where. What stands against it is said by publishing itself."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("Did the meaning change?"), widget=forms.RadioSelect)
    summary = forms.CharField(
        label=gettext_lazy("What changed, for readers"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        choices=[(NOW, gettext_lazy("Now")), (LATER, gettext_lazy("At a time"))],
        widget=forms.RadioSelect,
    )
    at = PaperMomentField(label=gettext_lazy("Time"), required=False)
    front = forms.ModelChoiceField(
        Front.objects.none(),
        label=gettext_lazy("Front"),
        required=False,
        empty_label=gettext_lazy("No: leave the fronts as they are"),
    )
    zone = forms.ChoiceField(
        label=gettext_lazy("Place"), required=False, choices=Zone.choices, initial=Zone.SECONDARY
    )
    until = PaperMomentField(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Empty: until it is replaced.")
    )

    words: CorrectionWords | None = None

    def __init__(
        self, *args: Any, change: Change | None, may_place: bool, language: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        if change is None:
            # Never public before: there is nothing to be called a typo or a correction.
            for name in ("kind", "summary", *NAMES):
                del self.fields[name]
        else:
            kinds: Any = self.fields["kind"]
            kinds.choices = [(kind.value, kind.label) for kind in change.allowed]
        if may_place:
            fronts: Any = self.fields["front"]
            fronts.queryset = Front.objects.select_related("section").order_by(
                F("section__order").asc(nulls_first=True), "pk"
            )
        else:
            del self.fields["front"], self.fields["zone"], self.fields["until"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        self._clean_record(cleaned)
        has_said = cleaned.get("summary", "").strip() or kind == Kind.CORRECTION
        if kind and Kind(kind).carries_notice and not has_said:
            self.add_error(
                "summary", _("Tell readers what changed: a correction says what was wrong and what is right.")
            )
        if cleaned.get("when") == LATER and not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", _("Say at which time."))
        if cleaned.get("when") == NOW:
            # Typed before somebody chose “now”, so of no account, even when it could not be read.
            self.errors.pop("at", None)
            cleaned["at"] = None
        if cleaned.get("front"):
            self._clean_place(cleaned)
        else:
            self.errors.pop("until", None)
        return cleaned

    def _clean_record(self, cleaned: dict[str, Any]) -> None:
        """Take what is on record as the public sentence, where no other was written."""
        self.words = self.clean_words(cleaned["kind"]) if cleaned.get("kind") else None
        if self.words is not None and not cleaned.get("summary", "").strip():
            cleaned["summary"] = self.words.sentence(self.language)

    def _clean_place(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("zone"):
            self.add_error("zone", _("Say in which place."))
        at, until = cleaned.get("at"), cleaned.get("until")
        if at and until and until <= at:
            self.add_error("until", _("It would leave the front before it is published."))

    @property
    def moment(self) -> datetime | None:
        """When to publish; None for now."""
        found: datetime | None = self.cleaned_data.get("at")
        return found

    def wishes(self) -> tuple[Wish, ...]:
        """Return what is to be done together with the publication."""
        recorded = (self.words.wish(),) if self.words is not None else ()
        front = self.cleaned_data.get("front")
        if front is None:
            return recorded
        until = self.cleaned_data.get("until")
        place = {
            "front": front.pk,
            "zone": self.cleaned_data["zone"],
            "until": until.isoformat() if until else None,
        }
        return (*recorded, Wish(FRONT, place))
