"""Who must have a second factor, as paper.toml says."""

from __future__ import annotations

from django.conf import settings
from wagtail.models import Page
from wagtail.permissions import policy_registry

from dateline.users.choices import SecondFactor
from dateline.users.models import User
from dateline.users.queries import has_second_factor

# What reaches readers without a page being published, or gives somebody else the right to publish.
AS_GOOD_AS_PUBLISHING = (
    "paper_fronts.change_front",
    "paper_paper.change_papersettings",
    "paper_users.add_user",
    "paper_users.change_user",
    "auth.change_group",
)


def can_publish(user: User) -> bool:
    """Say whether this person can put anything before readers, in whichever section."""
    if user.is_superuser or any(user.has_perm(name) for name in AS_GOOD_AS_PUBLISHING):
        return True
    return bool(policy_registry.get_by_type(Page).user_has_permission(user, "publish"))


def must_have_second_factor(user: User) -> bool:
    """Say whether the paper asks more than a password of this person."""
    if settings.SECOND_FACTOR == SecondFactor.OPTIONAL:
        return False
    return settings.SECOND_FACTOR == SecondFactor.EVERYONE or can_publish(user)


def lacks_second_factor(user: User) -> bool:
    """Say whether this person can do nothing on the desk yet but set up a second factor."""
    if settings.SECOND_FACTOR == SecondFactor.OPTIONAL:
        return False
    return not has_second_factor(user) and must_have_second_factor(user)
