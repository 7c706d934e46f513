"""The edit screens of pages: every save is checked under a lock, and a conflict keeps both texts."""

from __future__ import annotations

import json
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, Revision

from dateline.desk.keeping.actions import lock_latest, save_merged, stamp_revision
from dateline.desk.keeping.claims import STAMP, Claim, claim_of
from dateline.desk.keeping.conflicts import merge_for, merge_of_sent
from dateline.desk.keeping.contents import UnreadableError, form_data
from dateline.desk.keeping.merge_words import merge_context
from dateline.desk.keeping.merging import merged_content, whole_mine
from dateline.desk.keeping.wiring import KEPT_DAYS, page_data
from dateline.publishing.errors import NotPublicError, PublicationRefusedError, PublishingBypassError
from dateline.publishing.sharing_queries import is_pinned

# Said on the screen by ``desk.middleware``; the draft that was saved before stays saved.
REFUSALS = (PublicationRefusedError, NotPublicError, PublishingBypassError, ProtectedError, ValidationError)


class KeepingMixin:
    """What the screen of a new page and the edit screen have in common."""

    request: HttpRequest
    page: Any

    @cached_property
    def claim(self) -> Claim:
        return claim_of(self.request.POST)

    def refuse_others(self) -> None:
        """Refuse a form of whoever was signed in here before: it would be saved under a wrong name."""
        if self.claim.user not in ("", str(self.request.user.pk)):
            raise PermissionDenied

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        context["keep"] = page_data(request=self.request, page=self.page, claim=self.claim)
        return context

    def show_kept(self) -> HttpResponse:
        """Show the form with what a browser had kept; nothing is saved by that."""
        view: Any = self
        view.form = view.form_class(
            self.request.POST,
            instance=self.page,
            subscription=view.subscription,
            parent_page=getattr(view, "parent_page", None) or view.parent,
            for_user=self.request.user,
        )
        view.form.defer_required_fields()
        view.has_unsaved_changes = True
        response: HttpResponse = view.render_to_response(self.get_context_data())
        return response


class KeptCreateMixin(KeepingMixin):
    """The screen of a new page."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.refuse_others()
        if request.POST.get("keep-take"):
            return self.show_kept()
        if (page := self._made_before()) is not None:
            return self._go_on_with(page)
        response: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        refusal = None
        with transaction.atomic():
            try:
                response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            except REFUSALS as error:
                refusal = error
            if self.page.pk and (latest := lock_latest(self.page.pk)):
                stamp_revision(revision=latest, claim=self.claim)
        if refusal is not None:
            raise refusal
        return response

    def _made_before(self) -> Page | None:
        """Return the page that this very form has made already, when the answer was lost on the way."""
        if not self.claim.tab:
            return None
        made = Revision.objects.filter(
            user=self.request.user,
            created_at__gt=timezone.now() - timedelta(days=KEPT_DAYS),
            **{f"content__{STAMP}__tab": self.claim.tab},
        ).first()
        return Page.objects.filter(pk=made.object_id).first() if made else None

    def _go_on_with(self, page: Page) -> HttpResponse:
        edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        request: Any = self.request
        response: HttpResponse = resolve(edit_url).func(request, page_id=page.pk)
        if isinstance(response, JsonResponse) and response.status_code == HTTPStatus.OK:
            told = json.loads(response.content)
            return JsonResponse(
                {**told, "url": edit_url, "hydrate_url": f"{edit_url}?_w_hydrate_create_view=1"}
            )
        return response


class KeptEditMixin(KeepingMixin):
    """The edit screen of a page."""

    latest_revision: Revision | None
    real_page_record: Page

    @cached_property
    def is_out_of_date(self) -> bool:
        """Wagtail asks this for autosave only, before the transaction; here it is asked for every save."""
        return self.claim.is_overtaken(self.latest_revision)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        view: Any = self
        self.refuse_others()
        try:
            if request.POST.get("keep-merge"):
                return self.merge_action()
            if self.is_out_of_date and not view.expects_json_response:
                return self.conflict()
            if request.POST.get("keep-take"):
                return self.show_kept()
        except UnreadableError:
            return HttpResponseBadRequest(_("This is no form of the desk."))
        response: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """Save only what was written on the latest revision; of two saves at once the second gets a merge."""
        view: Any = self
        refusal = None
        with transaction.atomic():
            latest = lock_latest(self.real_page_record.pk)
            if self._came_between(latest) or self.claim.is_overtaken(latest):
                self.latest_revision = latest
                if view.expects_json_response:
                    answer: HttpResponse = view.json_error_response(
                        "invalid_revision", _("Somebody has saved a newer version.")
                    )
                    return answer
                return self.conflict()
            self._spare_what_is_shared(latest)
            try:
                response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            except REFUSALS as error:
                refusal = error
            self._stamp(latest)
        if refusal is not None:
            raise refusal
        return response

    def conflict(self) -> HttpResponse:
        """Show both texts side by side. Everything that was sent is in the page that is shown."""
        merge = merge_for(view=self)
        return render(self.request, "desk/keep/merge.html", merge_context(merge=merge, view=self), status=409)

    def merge_action(self) -> HttpResponse:
        """Save what was decided on top of theirs; if theirs has changed again, ask again."""
        view: Any = self
        mine = form_data(self.request.POST.get("keep_mine", ""))
        with transaction.atomic():
            self.latest_revision = lock_latest(self.real_page_record.pk)
            merge = merge_of_sent(view=self, mine=mine)
            if view.locked_for_user:
                messages.error(
                    self.request, _("The story is locked. What you wrote is kept in this browser.")
                )
            if self.is_out_of_date or view.locked_for_user:
                answer = merge_context(merge=merge, view=self)
                return render(self.request, "desk/keep/merge.html", answer, status=409)
            answers = {
                name.removeprefix("answer:"): str(value)
                for name, value in self.request.POST.items()
                if name.startswith("answer:")
            }
            save_merged(
                page=self.real_page_record.specific,
                mine=whole_mine(merge),
                merged=merged_content(merge, answers=answers),
                claim=self.claim,
                by=self.request.user,
            )
        messages.success(self.request, _("Both texts are joined. Each of them is in the history, too."))
        return redirect(view.get_edit_url())

    def _spare_what_is_shared(self, latest: Revision | None) -> None:
        """Make a new revision instead of overwriting one that somebody outside reads by a link.

        If the answer to that was lost on the way, the form asks once more to overwrite what is older by now.
        """
        if latest is None or not self.claim.overwrites:
            return
        if self.claim.overwrites != str(latest.pk) or is_pinned(latest, at=timezone.now()):
            sent = self.request.POST.copy()
            del sent["overwrite_revision_id"]
            self.request.POST = sent  # type: ignore[assignment]  # Wagtail reads it there

    def _came_between(self, latest: Revision | None) -> bool:
        """Return True if a save was committed after this request had read the page."""
        read = self.latest_revision
        if latest is None or read is None:
            return latest is not read
        return (latest.pk, latest.created_at) != (read.pk, read.created_at)

    def _stamp(self, before: Revision | None) -> None:
        latest = lock_latest(self.real_page_record.pk)
        if latest and (before is None or (latest.pk, latest.created_at) != (before.pk, before.created_at)):
            stamp_revision(revision=latest, claim=self.claim)


def keep_work(*viewsets: Any) -> None:
    """Let the edit screens of these page types lose nothing. Called once, before any screen is built."""
    for viewset in viewsets:
        for name, mixin in (
            ("add_view_class", KeptCreateMixin),
            ("edit_view_class", KeptEditMixin),
            ("revisions_revert_view_class", KeptEditMixin),
        ):
            base = getattr(viewset, name)
            if not issubclass(base, KeepingMixin):
                setattr(viewset, name, type(f"Kept{base.__name__}", (mixin, base), {}))
