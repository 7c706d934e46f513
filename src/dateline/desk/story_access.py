"""Which story a screen of the desk is about, and who may open it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.stories.models import StoryPage


class StoryScreenMixin(WagtailAdminTemplateMixin):
    """A screen about one story. ``story`` is its newest draft, ``public_story`` as readers have it."""

    header_icon = "doc-full-inverse"
    _show_breadcrumbs = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.public_story = get_object_or_404(StoryPage, pk=kwargs["story_id"])
        self.story: Any = self.public_story.get_latest_revision_as_object()
        self.permissions = self.story.permissions_for_user(request.user)

    def may_open(self) -> bool:
        """Say whether this person may use the screen: whoever may edit the story."""
        return bool(self.permissions.can_edit())

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.may_open():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.story.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.story.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("stories:index"), "label": _("Stories")},
            {"url": edit, "label": str(self.story.title)},
            {"url": "", "label": self.page_title},
        ]
