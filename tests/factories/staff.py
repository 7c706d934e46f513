"""Members of staff, found or made."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from dateline.users.choices import Role
from dateline.users.models import User
from tests.factories.papers import section

PASSWORD = "a quiet harbor 7"
OF_ONE_SECTION = "Town editors"


def member(role: str) -> User:
    """Return somebody of this role."""
    name = role.lower().replace(" ", "-")
    found = User.objects.filter(username=name).first()
    if found is None:
        found = User.objects.create_user(name, f"{name}@harbour.example", PASSWORD, first_name=role)
        found.groups.add(Group.objects.get(name=role))
    return found


def town_editor() -> User:
    """Return an editor of one section, made as docs/reference/roles.md says."""
    group, is_new = Group.objects.get_or_create(name=OF_ONE_SECTION)
    if is_new:
        everywhere = Group.objects.get(name=Role.EDITOR)
        group.permissions.set(everywhere.permissions.exclude(content_type__model="front"))
        for rule in GroupPagePermission.objects.filter(group=everywhere):
            GroupPagePermission.objects.create(group=group, page=section("town"), permission=rule.permission)
        for kept in GroupCollectionPermission.objects.filter(group=everywhere):
            GroupCollectionPermission.objects.create(
                group=group, collection=kept.collection, permission=kept.permission
            )
    return member(OF_ONE_SECTION)


def permission(name: str) -> Permission:
    """Return a permission by its full name."""
    app_label, _dot, codename = name.partition(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
