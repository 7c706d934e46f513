"""Pictures that are there twice: side by side, to keep both, or one in the place of both."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from dateline.desk.photos.actions import merge_pictures
from dateline.desk.photos.queries import hindrances, likenesses
from dateline.media.look_actions import keep_both
from dateline.media.look_queries import open_pairs
from dateline.media.models import Picture, PicturePair
from dateline.users.models import User

ON_A_PAGE = 20


class PairsView(WagtailAdminTemplateMixin, TemplateView):
    """The pairs that nobody has decided on, among the pictures that this person may change."""

    page_title = gettext_lazy("Pictures that are there twice")
    header_icon = "copy"
    template_name = "desk/photos/pairs.html"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy_registry.get_by_type(Picture).user_has_any_permission(request.user, ["change", "add"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse("wagtailimages:index"), "label": _("Pictures")}
        return [*super().get_breadcrumbs_items(), index, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        policy, user = policy_registry.get_by_type(Picture), self.request.user
        mine = policy.instances_user_has_permission_for(user, "change")
        pairs = open_pairs().filter(older__in=mine.values("pk"), newer__in=mine.values("pk"))
        page = Paginator(pairs, ON_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page=page, likenesses=likenesses(page, user=user), **kwargs)


def decide_pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Keep both pictures of a pair, or the older or the newer one in the place of both."""
    pair = get_object_or_404(PicturePair.objects.select_related("older", "newer"), pk=pair_id)
    user, decision = request.user, request.POST.get("keep")
    policy = policy_registry.get_by_type(Picture)
    both = (pair.older, pair.newer)
    if not isinstance(user, User) or not all(
        policy.user_has_permission_for_instance(user, "change", picture) for picture in both
    ):
        raise PermissionDenied
    back = redirect(get_valid_next_url_from_request(request) or reverse("photos:pairs"))
    if decision == "both":
        keep_both(pair=pair, by=user, at=timezone.now())
        messages.success(request, _("Both pictures are kept. You will not be asked about them again."))
    elif decision in ("older", "newer"):
        kept, duplicate = both if decision == "older" else both[::-1]
        hindering = hindrances(duplicate, user=user)
        for text in hindering:
            messages.error(request, text)
        if not hindering:
            count = merge_pictures(kept=kept, duplicate=duplicate, by=user, at=timezone.now())
            text = ngettext(
                "“%(kept)s” is kept. The other picture is gone; it was replaced in %(count)s place.",
                "“%(kept)s” is kept. The other picture is gone; it was replaced in %(count)s places.",
                count,
            )
            messages.success(request, text % {"kept": kept.title, "count": count})
    return back
