"""Reads that the desk's screens of stories need."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from dateline.sections.models import SectionPage
from dateline.users.models import User


def sections_open_to(user: User) -> QuerySet[SectionPage]:
    """Return the sections in which this person may write, in the paper's order."""
    allowed = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    # Asked of the few sections: a rule on the front page allows a hundred thousand pages.
    sections = allowed.filter(pk__in=SectionPage.objects.order_by().values("pk")).order_by()
    found: QuerySet[SectionPage] = SectionPage.objects.filter(
        pk__in=list(sections.values_list("pk", flat=True))
    )
    found = found.order_by("order", "path")
    return found


def may_write(user: User | AnonymousUser) -> bool:
    """Say whether this person may write stories somewhere."""
    return bool(policy_registry.get_by_type(Page).user_has_permission(user, "add"))
