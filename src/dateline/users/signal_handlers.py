"""Which signals the handlers listen to."""

from allauth.mfa import signals as factors
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from dateline.users import account_events
from dateline.users.models import User


def connect_signals() -> None:
    """Connect every handler, once."""
    user_logged_in.connect(account_events.on_logged_in, dispatch_uid="paper_users.logged_in")
    factors.authenticator_added.connect(account_events.on_factor_added, dispatch_uid="paper_users.added")
    factors.authenticator_removed.connect(
        account_events.on_factor_removed, dispatch_uid="paper_users.removed"
    )
    factors.authenticator_reset.connect(account_events.on_codes_made, dispatch_uid="paper_users.codes")
    m2m_changed.connect(
        account_events.on_roles_changed, sender=User.groups.through, dispatch_uid="paper_users.roles"
    )
    m2m_changed.connect(
        account_events.on_permissions_changed,
        sender=Group.permissions.through,
        dispatch_uid="paper_users.permissions",
    )
    for rule in (GroupPagePermission, GroupCollectionPermission):
        post_save.connect(account_events.on_page_rule_saved, sender=rule, dispatch_uid="paper_users.rule")
        post_delete.connect(
            account_events.on_page_rule_deleted, sender=rule, dispatch_uid="paper_users.rule_gone"
        )
