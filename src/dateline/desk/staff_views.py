"""Accounts of staff, so that nobody gives or takes more than they have themselves."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.users.views.users import CreateView, DeleteView, EditView, UserViewSet

from dateline.desk.accounts.account_log import note_activity, note_changes, state_of
from dateline.desk.accounts.rights import is_administrator, refuse_above
from dateline.users.choices import Role
from dateline.users.models import User

# The bulk action that gives accounts a role without the form below.
ASSIGN_ROLE = "assign_role"
SET_ACTIVE, DELETE = "set_active_state", "delete"


def within_own_rights(form: Any, *, by: User) -> Any:
    """Take out of the form what only administrators may give."""
    if not by.is_superuser:
        form.fields.pop("is_superuser", None)
    if not is_administrator(by):
        groups = form.fields["groups"]
        groups.queryset = groups.queryset.exclude(name=Role.ADMINISTRATOR)
    return form


def check_bulk_action(request: HttpRequest, action_type: str, objects: Any, action: Any) -> None:
    """Keep roles, and the accounts of administrators, to administrators. Raises PermissionDenied."""
    if action_type == ASSIGN_ROLE and not is_administrator(request.user):
        raise PermissionDenied
    for account in objects:
        if isinstance(account, User):
            refuse_above(account, by=request.user)


def note_bulk_action(request: HttpRequest, action_type: str, *rest: Any) -> None:
    """Log what was done to many accounts at once, which Wagtail does not; who is closed is out."""
    objects, action = rest
    if not isinstance(request.user, User):
        return
    for account in objects:
        if not isinstance(account, User) or account == request.user:
            continue
        if action_type == SET_ACTIVE:
            note_activity(
                account, is_active=action.cleaned_form.cleaned_data["mark_as_active"], by=request.user
            )
        elif action_type == DELETE:
            log(account, "wagtail.delete", user=request.user, deleted=True)


class StaffCreateView(CreateView):
    """A new account."""

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        return within_own_rights(super().get_form(*args, **kwargs), by=self.request.user)


class StaffEditView(EditView):
    """An account; those of administrators are changed by administrators only."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refuse_above(self.object, by=request.user)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        return within_own_rights(super().get_form(*args, **kwargs), by=self.request.user)

    def save_instance(self) -> Any:
        before = state_of(self.object.pk)
        account = super().save_instance()
        note_changes(account, before=before, by=self.request.user)
        # Whoever changes their own password stays where they are.
        if self.request.user == account:
            update_session_auth_hash(self.request, account)
        return account


class StaffDeleteView(DeleteView):
    """The end of an account; those of administrators are ended by administrators only."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refuse_above(self.get_object(), by=request.user)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class StaffViewSet(UserViewSet):
    """What the desk's menu calls “Staff”."""

    menu_label = _("Staff")
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView
    delete_view_class = StaffDeleteView
