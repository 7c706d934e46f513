"""One story in all channels: what it says there, whether it goes there, and what became of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from dateline.desk.channels.forms import LEAVE, SKIP, WORDS, StoryWordsForm
from dateline.desk.channels.showing import StoryRow, posts_of, words_of
from dateline.desk.story_access import StoryScreenMixin
from dateline.lib.whole_numbers import whole_number
from dateline.publishing.choices import Status
from dateline.publishing.models import Publication
from dateline.social.account_actions import decide_for_story
from dateline.social.choices import There
from dateline.social.models import Channel, ChannelPost, ChannelWords
from dateline.social.post_actions import post_anyway, say_what_is_there
from dateline.social.services.registry import service_named


class StoryChannelsView(StoryScreenMixin, TemplateView):
    """For whoever may publish the story: a post is a publication."""

    page_title = gettext_lazy("Channels")
    template_name = "desk/channels/story.html"

    def may_open(self) -> bool:
        return bool(self.permissions.can_publish())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        acts = {"decide": self._decide, "post": self._post_anyway, "look": self._look}
        for name, act in acts.items():
            if name in request.POST:
                return act(self._channel(request.POST[name]))
        return self._back()

    def _channel(self, number: str) -> Channel:
        found: Channel = get_object_or_404(Channel, pk=whole_number(number), ended_at=None)
        return found

    def _decide(self, channel: Channel) -> HttpResponse:
        form = StoryWordsForm(self.request.POST, channel=channel, story=self.story)
        if not form.is_valid():
            return self._shown(instead=form, status=422)
        decide_for_story(
            channel=channel,
            story_uuid=self.story.uuid,
            text=form.cleaned_data["text"],
            is_skipped=form.cleaned_data["choice"] == SKIP,
            by=self.request.user,
            at=timezone.now(),
        )
        return self._back(_("Saved."))

    def _post_anyway(self, channel: Channel) -> HttpResponse:
        public = Publication.objects.filter(pk=self.story.uuid, status=Status.PUBLIC).first()
        if public is None or not channel.is_on:
            messages.error(
                self.request, _("Only public stories go to channels, and only to those that are on.")
            )
            return self._back()
        post_anyway(channel=channel, publication=public, by=self.request.user, at=timezone.now())
        return self._back(_("It is tried now."))

    def _look(self, channel: Channel) -> HttpResponse:
        post = get_object_or_404(ChannelPost, channel=channel, publication=self.story.uuid)
        there, address = self.request.POST.get("there", ""), self.request.POST.get("address", "").strip()
        remote_id = service_named(channel.service).id_from_address(address)
        if there not in There.values or (there == There.IS_THERE and not remote_id):
            messages.error(self.request, _("Copy the address of the post from the service."))
            return self._back()
        found = {"remote_id": remote_id, "url": address[:500]} if there == There.IS_THERE else {}
        say_what_is_there(post=post, there=There(there), by=self.request.user, at=timezone.now(), **found)
        return self._back(_("Saved."))

    def _back(self, text: str = "") -> HttpResponse:
        if text:
            messages.success(self.request, text)
        return redirect("channels:story", self.public_story.pk)

    def _shown(self, *, instead: StoryWordsForm | None = None, status: int = 200) -> HttpResponse:
        posts, words = posts_of(self.story.uuid), words_of(self.story.uuid)
        rows = []
        for channel in Channel.objects.filter(ended_at=None):
            known = words.get(channel.pk)
            form = instead if instead is not None and instead.channel == channel else None
            rows.append(
                StoryRow(
                    channel=channel,
                    post=posts.get(channel.pk),
                    words=known,
                    form=form or StoryWordsForm(channel=channel, story=self.story, initial=_initial(known)),
                )
            )
        context = self.get_context_data(rows=rows, story=self.story, there=There.choices)
        return self.render_to_response(context, status=status)


def _initial(words: ChannelWords | None) -> dict[str, str]:
    if words is None:
        return {"choice": LEAVE}
    return {"choice": SKIP if words.is_skipped else WORDS, "text": words.text}
