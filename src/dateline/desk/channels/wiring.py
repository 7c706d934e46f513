"""Put channels on the desk."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from dateline.desk.channels.side_panel import ChannelsSidePanel
from dateline.desk.channels.story_views import StoryChannelsView
from dateline.desk.channels.views import MAY_MANAGE, ChannelsView, ChannelView, NewChannelView
from dateline.stories.side_panels import register_side_panel

_patterns = (
    [
        path("", ChannelsView.as_view(), name="list"),
        path("new/<slug:service>/", NewChannelView.as_view(), name="new"),
        path("<int:number>/", ChannelView.as_view(), name="channel"),
        path("stories/<int:story_id>/", StoryChannelsView.as_view(), name="story"),
    ],
    "channels",
)


class ChannelsMenuItem(MenuItem):
    """“Channels”, for those who may."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(MAY_MANAGE))


def channel_urls() -> list[URLResolver]:
    """Return the addresses of the screens."""
    return [path("channels/", include(_patterns))]


def channels_item() -> MenuItem:
    """Return the item of the list."""
    return ChannelsMenuItem(
        _("Channels"), reverse("channels:list"), name="channels", icon_name="link-external", order=435
    )


def connect_channels() -> None:
    """Register the screens, their place in the menu, and the panel beside a story."""
    hooks.register("register_admin_urls", channel_urls)
    hooks.register("register_admin_menu_item", channels_item)
    register_side_panel(ChannelsSidePanel)
