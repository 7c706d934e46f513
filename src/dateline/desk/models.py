"""The steps that a story takes through the desk before it is published, and the stories that are planned."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState
from wagtail.permissions import policy_registry

LONGEST_PLAN = 50_000


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


class PlannedStory(models.Model):
    """A story that the newsroom means to have: who, how long, with what picture, and by when.

    It is the desk's own and never public. ``story`` is the draft that it became; what state that is in, the
    story says itself.
    """

    working_title = models.CharField(
        _("working title"),
        max_length=120,
        help_text=_("A few words by which the newsroom knows it, such as “ferry strike”."),
    )
    notes = models.TextField(_("notes"), max_length=4000, blank=True)
    section = models.ForeignKey(
        "paper_sections.SectionPage",
        on_delete=models.CASCADE,
        related_name="planned_stories",
        verbose_name=_("section"),
    )
    assignee = models.ForeignKey(
        "paper_users.User",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="planned_stories",
        verbose_name=_("who"),
        help_text=_("Who works on it. Empty: nobody yet."),
    )
    contributor = models.ForeignKey(
        "paper_people.Contributor",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="planned_stories",
        verbose_name=_("byline"),
        help_text=_("Empty: whoever works on it, if a contributor has that name."),
    )
    planned_length = models.PositiveIntegerField(_("length in words"), null=True, blank=True)
    wants_picture = models.BooleanField(_("picture wanted"), default=False)
    picture_wanted = models.CharField(
        _("which picture"),
        max_length=200,
        blank=True,
        help_text=_("Such as “the empty quay, in the morning”."),
    )
    due_at = models.DateTimeField(_("due"), db_index=True)
    planned_by = models.ForeignKey(
        "paper_users.User", null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    planned_at = models.DateTimeField(editable=False)
    # One draft for one plan, and never two drafts: see ``planning.actions.start_story``.
    story = models.OneToOneField(
        "paper_stories.StoryPage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="plan",
        editable=False,
    )
    started_at = models.DateTimeField(null=True, editable=False)
    dropped_at = models.DateTimeField(null=True, editable=False)

    # What is used where is asked of what readers can see; a plan keeps nothing in use.
    wagtail_reference_index_ignore: ClassVar[bool] = True

    class Meta:
        default_permissions = ()
        verbose_name = _("planned story")
        verbose_name_plural = _("planned stories")
        ordering: ClassVar[list[str]] = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(working_title=""), name="paper_plan_titled"),
            models.CheckConstraint(
                condition=models.Q(planned_length__isnull=True)
                | models.Q(planned_length__gte=1, planned_length__lte=LONGEST_PLAN),
                name="paper_plan_length_sane",
            ),
            models.CheckConstraint(
                condition=models.Q(picture_wanted="") | models.Q(wants_picture=True),
                name="paper_plan_picture_wanted",
            ),
            models.CheckConstraint(
                condition=models.Q(story__isnull=True) | models.Q(started_at__isnull=False),
                name="paper_plan_started_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(story__isnull=True) | models.Q(dropped_at__isnull=True),
                name="paper_plan_not_started_and_dropped",
            ),
        ]

    def __str__(self) -> str:
        return self.working_title
