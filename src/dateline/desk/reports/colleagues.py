"""To whom reports can be given."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from wagtail.models import GroupPagePermission

from dateline.desk.reports.rows import Row
from dateline.users.models import User

_HANDLES = ("change_page", "publish_page")


def who_may_handle(rows: Sequence[Row]) -> list[tuple[int, str]]:
    """Return the keys and names of those who handle the reports of all these stories, by name."""
    paths = {row.story.section.path for row in rows}
    rules = GroupPagePermission.objects.filter(permission__codename__in=_HANDLES)
    groups: dict[int, set[str]] = {}
    for group, path in rules.values_list("group_id", "page__path"):
        groups.setdefault(group, set()).add(path)
    able = [
        group
        for group, places in groups.items()
        if all(any(path.startswith(place) for place in places) for path in paths)
    ]
    people = User.objects.filter(Q(groups__in=able) | Q(is_superuser=True), is_active=True).distinct()
    return sorted(
        ((user.pk, user.get_full_name() or user.get_username()) for user in people), key=lambda one: one[1]
    )
