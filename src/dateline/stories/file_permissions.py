"""Who may change pictures and documents: those who may only add change their own, until readers see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from dateline.stories.use_queries import public_stories_with

CHANGES = frozenset({"change", "delete"})


class OwnUntilPublicPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's rule that people change what they uploaded, without what a public story shows.

    Otherwise a reporter could rewrite the caption and credit of a published story, which only editors may.
    """

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Any) -> bool:
        if not super().user_has_any_permission_for_instance(user, actions, instance):
            return False
        others = set(actions) - CHANGES
        if others and super().user_has_any_permission_for_instance(user, others, instance):
            return True
        if self._check_perm(user, {"change"}, collection=instance.collection):
            return True
        return not public_stories_with(instance).exists()


def own_until_public(model: type, *, auth_model: str) -> OwnUntilPublicPolicy:
    """Return the policy for pictures or documents; the permissions themselves are Wagtail's."""
    return OwnUntilPublicPolicy(model, auth_model=auth_model, owner_field_name="uploaded_by_user")
