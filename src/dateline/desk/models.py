"""The steps that a story takes through the desk before it is published."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState
from wagtail.permissions import policy_registry


class DeskStep(AbstractGroupApprovalTask):
    """A step that the members of some groups take, and whoever may publish the story.

    Wagtail's own step knows groups only: an editor of one section would be shut out of their own stories, or
    let into everybody's.
    """

    groups = models.ManyToManyField(
        Group,
        blank=True,
        related_name="+",
        verbose_name=_("groups"),
        help_text=_("Besides those who may publish the story."),
    )

    class Meta:
        verbose_name = _("step at the desk")
        verbose_name_plural = _("steps at the desk")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Members of the chosen groups can take this step, and whoever may publish the story."))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self._may_take(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not self._may_take(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return self._may_take(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        if not self._may_take(obj, user):
            return []
        return [
            ("reject", str(_("Send back with a comment")), True),
            ("approve", str(_("Approve")), False),
            ("approve", str(_("Approve with a comment")), True),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if user.is_superuser or self._user_in_groups(user):
            return waiting
        by_page = {int(key): pk for key, pk in waiting.values_list("workflow_state__object_id", "pk")}
        may_publish = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
        allowed = may_publish.filter(pk__in=by_page).values_list("pk", flat=True)
        return self.task_states.filter(pk__in=[by_page[pk] for pk in allowed])

    def _may_take(self, obj: Any, user: Any) -> bool:
        if user.is_superuser or self._user_in_groups(user):
            return True
        return bool(policy_registry.get(obj).user_has_permission_for_instance(user, "publish", obj))
