"""The screens of partners. A key opens the whole paper to a program: it takes a permission."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from dateline.desk.partners.forms import FeedForm, PartnerForm, RepublishingForm, WebhookForm
from dateline.desk.partners.showing import (
    acts_on,
    feed_rows,
    full_address,
    partner_rows,
    taken_by,
    webhook_rows,
)
from dateline.desk.screens import PermittedScreen
from dateline.feeds.hubs import chosen_hub
from dateline.feeds.models import Partner, Republishing
from dateline.feeds.partner_actions import (
    change_partner,
    make_key,
    make_partner,
    revoke_key,
    set_republishing,
)
from dateline.feeds.partner_feed_actions import end_partner_feed, make_partner_feed
from dateline.feeds.webhooks.actions import end_webhook, make_webhook, send_again
from dateline.lib.feed_addresses import Format
from dateline.lib.whole_numbers import whole_number

MAY_MANAGE = "paper_feeds.manage_partners"


class PartnerScreen(PermittedScreen):
    """What the screens have in common."""

    permission_required = MAY_MANAGE
    header_icon = "globe"


class PartnersView(PartnerScreen):
    """All partners, the form for a new one, and whether stories may be republished."""

    page_title = gettext_lazy("Partners")
    template_name = "desk/partners/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "republishing" in request.POST:
            republishing = RepublishingForm(request.POST, instance=_republishing())
            if not republishing.is_valid():
                return self._shown(republishing=republishing)
            set_republishing(**republishing.cleaned_data, by=request.user)
            messages.success(request, _("It is decided, and shown on every story from now on."))
            return redirect("partners:list")
        form = PartnerForm(request.POST)
        if not form.is_valid():
            return self._shown(form=form)
        partner = make_partner(**form.cleaned_data, by=request.user, at=timezone.now())
        return redirect("partners:partner", partner.pk)

    def _shown(self, **forms: Any) -> HttpResponse:
        usual = {"form": PartnerForm(), "republishing": RepublishingForm(instance=_republishing())}
        return self.shown(
            rows=partner_rows(timezone.now()),
            hub=chosen_hub().get_kind_display(),
            status=422 if forms else 200,
            **{**usual, **forms},
        )


class PartnerView(PartnerScreen):
    """One partner: keys, webhooks, what was taken and what was done."""

    page_title = gettext_lazy("Partner")
    template_name = "desk/partners/partner.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        acts = {
            "make_key": self._make_key,
            "revoke": self._revoke,
            "change": self._change,
            "make_webhook": self._make_webhook,
            "end": self._end,
            "again": self._again,
            "make_feed": self._make_feed,
            "end_feed": self._end_feed,
        }
        act = next((acts[name] for name in acts if name in request.POST), None)
        return act() if act is not None else self._back()

    def _partner(self) -> Partner:
        found: Partner = get_object_or_404(Partner, pk=self.kwargs["number"])
        return found

    def _back(self, text: str = "") -> HttpResponse:
        if text:
            messages.success(self.request, text)
        return redirect("partners:partner", self.kwargs["number"])

    def _make_key(self) -> HttpResponse:
        # Shown in this answer and never again, so there is nothing to lead on to.
        _row, words = make_key(partner=self._partner(), by=self.request.user, at=timezone.now())
        return self._shown(new_key=words)

    def _revoke(self) -> HttpResponse:
        key = get_object_or_404(self._partner().keys, pk=whole_number(self.request.POST.get("revoke")))
        revoke_key(key=key, by=self.request.user, at=timezone.now())
        return self._back(_("The key opens nothing any more."))

    def _change(self) -> HttpResponse:
        partner = self._partner()
        form = PartnerForm(self.request.POST, instance=partner)
        if not form.is_valid():
            return self._shown(form=form, status=422)
        change_partner(partner=self._partner(), **form.cleaned_data, by=self.request.user)
        return self._back(_("Saved."))

    def _make_webhook(self) -> HttpResponse:
        form = WebhookForm(self.request.POST)
        if not form.is_valid():
            return self._shown(webhook_form=form, status=422)
        _row, secret = make_webhook(
            partner=self._partner(), **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
        return self._shown(new_secret=secret)

    def _end(self) -> HttpResponse:
        webhook = get_object_or_404(self._partner().webhooks, pk=whole_number(self.request.POST.get("end")))
        end_webhook(webhook=webhook, by=self.request.user, at=timezone.now())
        return self._back(_("The webhook is told nothing any more."))

    def _again(self) -> HttpResponse:
        webhook = get_object_or_404(self._partner().webhooks, pk=whole_number(self.request.POST.get("again")))
        send_again(webhook=webhook, at=timezone.now())
        return self._back(_("What it has not heard is sent again now."))

    def _make_feed(self) -> HttpResponse:
        form = FeedForm(self.request.POST)
        if not form.is_valid():
            return self._shown(feed_form=form, status=422)
        _row, words = make_partner_feed(
            partner=self._partner(), **form.cleaned_data, by=self.request.user, at=timezone.now()
        )
        return self._shown(new_feed=[full_address(words, form=form) for form in Format])

    def _end_feed(self) -> HttpResponse:
        feed = get_object_or_404(self._partner().feeds, pk=whole_number(self.request.POST.get("end_feed")))
        end_partner_feed(feed=feed, by=self.request.user, at=timezone.now())
        return self._back(_("The feed is gone."))

    def _shown(self, *, status: int = 200, **more: Any) -> HttpResponse:
        partner = self._partner()
        usual = {
            "partner": partner,
            "form": PartnerForm(instance=partner),
            "webhook_form": WebhookForm(),
            "feed_form": FeedForm(),
            "feeds": feed_rows(partner),
            "keys": partner.keys.select_related("made_by"),
            "webhooks": webhook_rows(partner),
            "taken": taken_by(partner),
            "acts": acts_on(partner),
        }
        return self.shown(status=status, **{**usual, **more})


def _republishing() -> Republishing:
    return Republishing.objects.order_by("pk").first() or Republishing()
