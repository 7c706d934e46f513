"""The screens of accounts. Who holds one speaks for the paper: it takes a permission."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from dateline.desk.channels.forms import ChannelForm
from dateline.desk.channels.service_words import WORDS_OF
from dateline.desk.channels.showing import acts_on, channel_rows, newest_posts
from dateline.desk.screens import PermittedScreen
from dateline.social.account_actions import (
    change_channel,
    end_channel,
    make_channel,
    switch_channel,
    try_channel,
)
from dateline.social.choices import ServiceName
from dateline.social.errors import ServiceError
from dateline.social.models import Channel

MAY_MANAGE = "paper_social.manage_channels"


class ChannelScreen(PermittedScreen):
    """What the screens have in common."""

    permission_required = MAY_MANAGE
    header_icon = "link-external"


class ChannelsView(ChannelScreen):
    """All channels, and the way to a new one."""

    page_title = gettext_lazy("Channels")
    template_name = "desk/channels/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(rows=channel_rows(), services=[ServiceName(name) for name in WORDS_OF])


class NewChannelView(ChannelScreen):
    """The form for a new channel, which is off until somebody switches it on."""

    page_title = gettext_lazy("Add a channel")
    template_name = "desk/channels/new.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["service"] not in WORDS_OF:
            raise Http404
        self.service = ServiceName(kwargs["service"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(form=ChannelForm(service=self.service), service=self.service)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ChannelForm(request.POST, service=self.service)
        if not form.is_valid():
            return self.shown(form=form, service=self.service, status=422)
        channel = make_channel(
            service=self.service,
            fields=form.fields_of_channel(),
            secret=form.cleaned_data["secret"],
            by=request.user,
            at=timezone.now(),
        )
        return redirect("channels:channel", channel.pk)


class ChannelView(ChannelScreen):
    """One channel: how it is, what went there, its text and its secret."""

    page_title = gettext_lazy("Channel")
    template_name = "desk/channels/channel.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        acts = {
            "check": self._check,
            "on": self._switch_on,
            "off": self._switch_off,
            "end": self._end,
            "change": self._change,
        }
        act = next((acts[name] for name in acts if name in request.POST), None)
        return act() if act is not None else self._back()

    def _channel(self) -> Channel:
        found: Channel = get_object_or_404(Channel, pk=self.kwargs["number"], ended_at=None)
        return found

    def _back(self, text: str = "") -> HttpResponse:
        if text:
            messages.success(self.request, text)
        return redirect("channels:channel", self.kwargs["number"])

    def _check(self) -> HttpResponse:
        try:
            return self._back(try_channel(self._channel()).words)
        except ServiceError as error:
            messages.error(self.request, str(error))
            return self._back()

    def _switch_on(self) -> HttpResponse:
        switch_channel(channel=self._channel(), is_on=True, by=self.request.user)
        return self._back(_("What is published from now on goes there."))

    def _switch_off(self) -> HttpResponse:
        switch_channel(channel=self._channel(), is_on=False, by=self.request.user)
        return self._back(
            _("Nothing new goes there. What is taken out of the paper is still taken out there.")
        )

    def _end(self) -> HttpResponse:
        channel = self._channel()
        end_channel(channel=channel, by=self.request.user, at=timezone.now())
        messages.success(
            self.request, _("“%(name)s” is removed, and its secret forgotten.") % {"name": channel.name}
        )
        return redirect("channels:list")

    def _change(self) -> HttpResponse:
        channel = self._channel()
        form = ChannelForm(self.request.POST, service=channel.service, channel=channel)
        if not form.is_valid():
            return self._shown(form=form, status=422)
        change_channel(
            channel=channel,
            fields=form.fields_of_channel(),
            secret=form.cleaned_data["secret"],
            by=self.request.user,
        )
        return self._back(_("Saved."))

    def _shown(self, *, status: int = 200, form: ChannelForm | None = None) -> HttpResponse:
        channel = self._channel()
        return self.shown(
            status=status,
            channel=channel,
            form=form or ChannelForm(service=channel.service, channel=channel),
            posts=newest_posts(channel),
            acts=acts_on(channel),
        )
