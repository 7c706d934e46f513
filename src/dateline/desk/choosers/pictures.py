"""The chooser of pictures for those who may choose from all of them.

Wagtail asks for the pictures in any of the folders that are open to somebody. When that is every folder, the
database still gathers all pictures by their folder and sorts them; asked for the newest it reads twenty.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import GroupCollectionPermission

from dateline.media.models import Picture


def choose_from_all(pictures: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """Leave out the condition on folders where it does not narrow anything."""
    if request.GET.get("tag") or request.user.is_superuser or not _may_choose_all(request.user):
        return pictures
    everything: Any = Picture.objects.select_related("collection")
    found: QuerySet[Any] = everything.prefetch_renditions("max-165x165").order_by(*pictures.query.order_by)
    return found


def _may_choose_all(user: Any) -> bool:
    rules = GroupCollectionPermission.objects.filter(group__user=user, collection__depth=1)
    return user.is_active and rules.filter(permission__codename="choose_image").exists()
