"""The forms of partners."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dateline.feeds.choices import Stories
from dateline.feeds.models import Partner, Republishing
from dateline.feeds.outgoing import LONGEST, RefusedAddressError, checked


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


class RepublishingForm(forms.ModelForm[Republishing]):
    """Whether others may print our stories."""

    class Meta:
        model = Republishing
        fields = ["is_on", "terms"]
        widgets = {"terms": forms.Textarea(attrs={"rows": 4})}
