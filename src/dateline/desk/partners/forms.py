"""The forms of partners."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dateline.feeds.choices import HubKind, Stories
from dateline.feeds.models import Hub, Partner, PartnerFeed, Republishing
from dateline.feeds.outgoing import LONGEST, RefusedAddressError, checked
from dateline.sections.models import SectionPage, Topic
from dateline.stories.choices import Label


class PartnerForm(forms.ModelForm[Partner]):
    """Who a partner is, and how much it may ask."""

    class Meta:
        model = Partner
        fields = ["name", "contact", "quota"]


class WebhookForm(forms.Form):
    """Where a partner wants to be told, and of what."""

    url = forms.CharField(label=_("Address"), max_length=LONGEST, help_text=_("It must begin with https://."))
    stories = forms.ChoiceField(label=_("Tells of"), choices=Stories.choices, initial=Stories.ALL)

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"]).strip()
        try:
            checked(url)
        except RefusedAddressError as error:
            raise ValidationError(str(error)) from None
        return url


class FeedForm(forms.ModelForm[PartnerFeed]):
    """Which stories a partner's feed has, and how much of each."""

    sections: forms.ModelMultipleChoiceField[SectionPage] = forms.ModelMultipleChoiceField(
        label=_("Sections"),
        queryset=SectionPage.objects.none(),
        required=False,
        help_text=_("None: all of them."),
    )
    topics = forms.CharField(
        label=_("Topics"),
        required=False,
        help_text=_("Names, separated by commas. None: any topic, or no topic."),
    )
    without_labels = forms.MultipleChoiceField(
        label=_("Leaves out"),
        required=False,
        choices=[(value, label) for value, label in Label.choices if value],
        initial=[Label.SPONSORED],
    )

    class Meta:
        model = PartnerFeed
        fields = ["title", "sections", "topics", "without_labels", "length", "is_full", "has_pictures"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelMultipleChoiceField[SectionPage]", self.fields["sections"])
        field.queryset = SectionPage.objects.public().order_by("order", "pk")

    def clean_sections(self) -> list[int]:
        return [section.pk for section in self.cleaned_data["sections"]]

    def clean_topics(self) -> list[int]:
        names = [name.strip() for name in self.cleaned_data["topics"].split(",") if name.strip()]
        # Compared here: databases differ in what they take for the same letter.
        known = {name.casefold(): pk for pk, name in Topic.objects.values_list("pk", "name")} if names else {}
        unknown = [name for name in names if name.casefold() not in known]
        if unknown:
            raise ValidationError(
                _("There is no topic of this name: %(names)s") % {"names": ", ".join(unknown)}
            )
        return [known[name.casefold()] for name in names]


class RepublishingForm(forms.ModelForm[Republishing]):
    """Whether others may print our stories."""

    class Meta:
        model = Republishing
        fields = ["is_on", "terms"]
        widgets = {"terms": forms.Textarea(attrs={"rows": 4})}


class HubForm(forms.ModelForm[Hub]):
    """Who passes feeds on. An address is asked for, and kept, only with a hub elsewhere."""

    class Meta:
        model = Hub
        fields = ["kind", "url"]
        widgets = {"kind": forms.RadioSelect}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") != HubKind.OUTSIDE:
            # What stands in the field of a choice that was not made is no error.
            self.errors.pop("url", None)
            return {**data, "url": ""}
        if "url" in data:
            try:
                checked(data["url"].strip())
            except RefusedAddressError as error:
                self.add_error("url", str(error))
            else:
                data["url"] = data["url"].strip()
        return data
