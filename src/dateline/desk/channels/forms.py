"""The forms of channels, and of what one story says in them."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dateline.desk.channels.service_words import WORDS_OF
from dateline.lib.outgoing.guarding import RefusedTargetError, target_of
from dateline.publishlog.outside.permitting import usual_rules
from dateline.publishlog.outside.wording import refusal_in_words
from dateline.sections.models import SectionPage
from dateline.social.choices import ServiceName
from dateline.social.errors import TooLongError
from dateline.social.models import Channel
from dateline.social.pieces import FIELDS, USUAL_TEMPLATE, unknown_fields
from dateline.social.services.registry import service_named
from dateline.social.story_facts import told_of_story
from dateline.social.wanting import NEWS, message_of
from dateline.stories.choices import Label

FIELDS_IN_WORDS = " ".join(f"{{{name}}}" for name in FIELDS)
LEAVE, WORDS, SKIP = "", "words", "skip"


class ChannelForm(forms.Form):
    """An account. Its secret goes in and is never shown again: left empty, it stays as it is."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80, help_text=gettext_lazy("For the desk."))
    server = forms.CharField(label=gettext_lazy("Server"), max_length=300)
    handle = forms.CharField(max_length=200)
    secret = forms.CharField(max_length=500, widget=forms.PasswordInput(attrs={"autocomplete": "off"}))
    template = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=2000,
        initial=USUAL_TEMPLATE,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    section_ids = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Sections"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: all."),
    )
    labels = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of stories"),
        choices=[(value or NEWS, words) for value, words in Label.choices],
        initial=[value or NEWS for value in Label.values if value != Label.SPONSORED],
        widget=forms.CheckboxSelectMultiple,
    )
    with_picture = forms.BooleanField(label=gettext_lazy("With the lead picture"), required=False)

    def __init__(self, *args: Any, service: str, channel: Channel | None = None, **kwargs: Any) -> None:
        if channel is not None:
            names = ("name", "server", "handle", "template", "section_ids", "labels", "with_picture")
            kwargs["initial"] = {name: getattr(channel, name) for name in names}
        super().__init__(*args, **kwargs)
        self.service, self.channel = service_named(service), channel
        words = WORDS_OF[ServiceName(service)]
        self.pattern = words.secret_pattern
        self.fields["handle"].label, self.fields["handle"].help_text = words.handle, words.handle_help
        self.fields["secret"].label, self.fields["secret"].help_text = words.secret, words.secret_help
        self.fields["template"].help_text = _("Fields: %(fields)s") % {"fields": FIELDS_IN_WORDS}
        self.fields["secret"].required = channel is None
        sections: Any = self.fields["section_ids"]
        sections.choices = [(one.pk, one.title) for one in SectionPage.objects.order_by("title")]
        if not words.asks_server:
            del self.fields["server"]
        if not words.handle:
            del self.fields["handle"]
        if not self.service.shows_pictures:
            del self.fields["with_picture"]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        others = Channel.objects.filter(name=name, ended_at=None)
        if self.channel is not None:
            others = others.exclude(pk=self.channel.pk)
        if others.exists():
            raise ValidationError(_("There is a channel with this name."))
        return name

    def clean_server(self) -> str:
        server = str(self.cleaned_data["server"]).strip().rstrip("/")
        try:
            target_of(server, rules=usual_rules())
        except RefusedTargetError as error:
            raise ValidationError(refusal_in_words(error.refusal)) from None
        return server

    def clean_secret(self) -> str:
        secret = str(self.cleaned_data["secret"]).strip()
        if secret and not re.fullmatch(self.pattern, secret):
            raise ValidationError(_("It does not look like one. Copy it once more."))
        return secret

    def clean_template(self) -> str:
        return _known(str(self.cleaned_data["template"]))

    def fields_of_channel(self) -> dict[str, Any]:
        """Return what the form says of the channel, but for its secret."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "secret"}
        if "server" not in values and self.channel is None:
            values["server"] = self.service.usual_server
        return values


class StoryWordsForm(forms.Form):
    """What one story says in one channel."""

    choice = forms.ChoiceField(
        choices=[
            (LEAVE, gettext_lazy("As the channel’s text says")),
            (WORDS, gettext_lazy("In these words")),
            (SKIP, gettext_lazy("Not in this channel")),
        ],
        label=gettext_lazy("How it is told"),
        required=False,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Words"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, channel: Channel, story: Any, **kwargs: Any) -> None:
        kwargs["prefix"] = f"channel-{channel.pk}"
        super().__init__(*args, **kwargs)
        self.channel, self.story = channel, story
        self.fields["text"].help_text = _("Fields: %(fields)s") % {"fields": FIELDS_IN_WORDS}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("choice") != WORDS:
            return {**values, "text": ""}
        text = str(values.get("text", "")).strip()
        if not text:
            self.add_error("text", _("Write what it should say."))
            return values
        try:
            # A draft has no date, and so no address yet; it will be as long.
            path = self.story.public_path() or f"/0000/00/00/{self.story.slug}/"
            told = told_of_story(self.story, address=path)
            message_of(self.channel, told, template=_known(text))
        except ValidationError as error:
            self.add_error("text", error)
        except TooLongError:
            self.add_error("text", _("It is too long."))
        return {**values, "text": text}


def _known(template: str) -> str:
    unknown = unknown_fields(template)
    if unknown:
        raise ValidationError(_("There is no field {%(name)s}.") % {"name": unknown[0]})
    return template
