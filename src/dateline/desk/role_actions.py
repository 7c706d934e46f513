"""Make the roles of a new paper and the way of a story through the desk."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from dateline.desk.models import DeskStep
from dateline.desk.roles import DESK, GRANTS, Grants
from dateline.users.choices import Role

# Groups and the workflow of Wagtail's first migration; a newsroom has roles of its own.
WAGTAIL_GROUPS = ("Editors", "Moderators")
WAGTAIL_WORKFLOW = "Moderators approval"


@transaction.atomic
def set_up_roles(*, home: Page) -> None:
    """Make the groups that are missing; what administrators have made of the others stays."""
    if not Group.objects.filter(name=Role.REPORTER).exists():
        _forget_wagtails_own()
    for role, grants in GRANTS.items():
        group, is_new = Group.objects.get_or_create(name=role)
        # The welcome link makes the first editor-in-chief's group before it has any permission.
        if is_new or not group.permissions.exists():
            _grant(group, grants, home=home)


@transaction.atomic
def set_up_workflow(*, home: Page) -> None:
    """Lead what reporters hand in over the copy desk to an editor, unless the paper has a way of its own."""
    if WorkflowPage.objects.exists() or Workflow.objects.exists():
        return
    workflow = Workflow.objects.create(name=_("Copy desk, then editor"))
    copy_desk = DeskStep.objects.create(name=_("Copy desk"))
    copy_desk.groups.add(Group.objects.get(name=Role.COPY_EDITOR))
    editor = DeskStep.objects.create(name=_("Editor"))
    for order, step in enumerate((copy_desk, editor)):
        WorkflowTask.objects.create(workflow=workflow, task=step.task_ptr, sort_order=order)
    WorkflowPage.objects.create(workflow=workflow, page=home.page_ptr if hasattr(home, "page_ptr") else home)


def _forget_wagtails_own() -> None:
    Group.objects.filter(name__in=WAGTAIL_GROUPS, user=None).delete()
    for workflow in Workflow.objects.filter(name=WAGTAIL_WORKFLOW, workflow_states=None):
        tasks = [step.task for step in workflow.workflow_tasks.all()]
        workflow.delete()
        for task in tasks:
            task.delete()


def _grant(group: Group, grants: Grants, *, home: Page) -> None:
    group.permissions.add(*(_permission(name) for name in (DESK, *grants.permissions)))
    for rule in grants.pages:
        GroupPagePermission.objects.get_or_create(
            group=group, page_id=home.pk, permission=_permission(f"wagtailcore.{rule}_page")
        )
    root = Collection.get_first_root_node()
    rules = [f"wagtailimages.{rule}_image" for rule in grants.pictures]
    rules += [f"wagtaildocs.{rule}_document" for rule in grants.documents]
    for name in rules:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=_permission(name)
        )


def _permission(name: str) -> Permission:
    app_label, _dot, codename = name.partition(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
