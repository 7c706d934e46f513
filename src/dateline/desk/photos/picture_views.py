"""One picture: its form with what is to be said about it, where it is used, deleting and replacing it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.images.views.images import DeleteView, EditView
from wagtail.permissions import policy_registry

from dateline.desk.photos.actions import replace_everywhere
from dateline.desk.photos.forms import ReplacementForm
from dateline.desk.photos.queries import hindrances, uses_of
from dateline.media.look_queries import open_pairs_of
from dateline.media.models import Picture
from dateline.media.small_copies import small_copy


def may(user: Any, action: str, *, picture: Picture) -> bool:
    """Return whether this person may do this to the picture."""
    policy = policy_registry.get_by_type(Picture)
    return bool(policy.user_has_permission_for_instance(user, action, picture))


class PictureEditView(EditView):
    """The form of a picture."""

    template_name = "desk/photos/edit.html"

    def render_to_response(self, context: dict[str, Any], **how: Any) -> HttpResponse:
        if self.object.is_away:
            # Its file is missing on purpose, which Wagtail would call an error.
            answer: HttpResponse = generic.EditView.render_to_response(self, context, **how)
            return answer
        return super().render_to_response(context, **how)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        return super().get_context_data(
            now=now,
            rights_ended=self.object.rights_have_ended(now),
            pairs=list(open_pairs_of(self.object)[:3]) if self.object.pk else [],
            **kwargs,
        )


class PictureScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one picture."""

    header_icon = "image"
    permission = "change"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.picture = get_object_or_404(Picture, pk=kwargs["image_id"])
        if not may(request.user, self.permission, picture=self.picture):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtailimages:index"), "label": _("Pictures")},
            {"url": reverse("wagtailimages:edit", args=[self.picture.pk]), "label": self.picture.title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.page_subtitle = self.picture.title
        return super().get_context_data(
            picture=self.picture, uses=uses_of(self.picture, user=self.request.user), **kwargs
        )


class UsesView(PictureScreen):
    """Where a picture is used: by readers' pages, drafts, fronts, portraits, and in the record."""

    page_title = gettext_lazy("Where it is used")
    template_name = "desk/photos/uses.html"


class PictureDeleteView(DeleteView):
    """Deletes a picture that nothing shows; otherwise says what does."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        picture = get_object_or_404(Picture, pk=kwargs["image_id"])
        if may(request.user, "delete", picture=picture) and uses_of(picture, user=request.user).now:
            messages.error(request, _("This picture is in use, so it cannot be deleted. Here is where."))
            return redirect("wagtailimages:image_usage", picture.pk)
        return super().dispatch(request, *args, **kwargs)


class ReplaceView(PictureScreen):
    """Shows another picture wherever this one is shown."""

    page_title = gettext_lazy("Replace everywhere")
    template_name = "desk/photos/replace.html"

    @cached_property
    def hindering(self) -> list[str]:
        return hindrances(self.picture, user=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ReplacementForm(old=self.picture))
        return super().get_context_data(hindering=self.hindering, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReplacementForm(request.POST, old=self.picture)
        if self.hindering or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        new = form.cleaned_data["new"]
        if not may(request.user, "choose", picture=new):
            raise PermissionDenied
        count = replace_everywhere(old=self.picture, new=new, by=request.user, at=timezone.now())
        messages.success(
            request,
            _("“%(old)s” was replaced by “%(new)s” in %(count)s places.")
            % {"old": self.picture.title, "new": new.title, "count": count},
        )
        return redirect("wagtailimages:image_usage", new.pk)


def small_picture(request: HttpRequest, image_id: int) -> HttpResponse:
    """Answer with a small copy of a picture for the desk, also of one that readers may not have."""
    picture = get_object_or_404(Picture, pk=image_id)
    if not (may(request.user, "change", picture=picture) or may(request.user, "choose", picture=picture)):
        raise PermissionDenied
    side = 800 if request.GET.get("size") == "large" else 165
    content = small_copy(picture, side=side)
    if content is None:
        return HttpResponse(status=404)
    return HttpResponse(content, content_type="image/webp", headers={"Cache-Control": "private, no-store"})
