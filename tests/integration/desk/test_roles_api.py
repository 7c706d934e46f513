"""The table in docs/reference/roles.md through the desk's API, and who may read a draft at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Workflow

from dateline.fronts.models import HomePage
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from dateline.users.models import User
from tests.factories.papers import section
from tests.factories.staff import OF_ONE_SECTION, member, town_editor
from tests.factories.stories import published
from tests.integration.desk.test_roles import (
    COLUMNS,
    Attempt,
    anothers,
    anothers_elsewhere,
    drafted,
    handed_in,
    in_the_paper,
    own,
    page_url,
    rows,
)

pytestmark = pytest.mark.any_database

SECRET = "Nobody may know yet"


def act(client: Client, page: Page, action: str, **data: object) -> int:
    """Ask the API for an action and return the status of its answer."""
    url = f"/desk/api/main/pages/{page.pk}/action/{action}/"
    return client.post(url, data, content_type="application/json").status_code


def copies_own_into(within: str) -> Attempt:
    """A copy is the only way in which the API makes a story."""

    def attempt(client: Client, user: User) -> bool:
        target = section(within)
        act(
            client, drafted(user), "copy", destination_page_id=target.pk, keep_live=False, title="Written now"
        )
        return StoryPage.objects.filter(title="Written now").exists()

    return attempt


def brings_back(make: Callable[[User], StoryPage]) -> Attempt:
    """An older text brought back is the only edit that the API knows."""

    def attempt(client: Client, user: User) -> bool:
        story = make(user)
        older = story.get_latest_revision() or story.save_revision()
        newer = story.save_revision()
        act(client, story, "revert_to_page_revision", revision_id=older.pk)
        return StoryPage.objects.get(pk=story.pk).latest_revision_id != newer.pk

    return attempt


def publishes(make: Callable[[User], StoryPage]) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        story = make(user)
        act(client, story, "publish")
        return StoryPage.objects.get(pk=story.pk).live

    return attempt


def unpublishes(make: Callable[[], Page]) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        page = make()
        act(client, page, "unpublish")
        return not Page.objects.get(pk=page.pk).live

    return attempt


def deletes(make: Callable[[User], StoryPage]) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        story = make(user)
        act(client, story, "delete")
        return not StoryPage.objects.filter(pk=story.pk).exists()

    return attempt


ATTEMPTS: dict[str, Attempt] = {
    "Write a story": copies_own_into("town"),
    "Write a story in another section": copies_own_into("sea"),
    "Edit an own draft": brings_back(own),
    "Edit another’s draft": brings_back(anothers),
    "Edit another’s draft in another section": brings_back(anothers_elsewhere),
    "Edit another’s story that was handed in": brings_back(handed_in),
    "Edit another’s story that is in the paper": brings_back(in_the_paper),
    "Publish an own draft": publishes(own),
    "Publish another’s draft": publishes(anothers),
    "Publish another’s draft in another section": publishes(anothers_elsewhere),
    "Unpublish a story": unpublishes(lambda: published(within="town")),
    "Unpublish a story in another section": unpublishes(lambda: published(within="sea")),
    "Delete an own draft": deletes(own),
    "Delete another’s draft": deletes(anothers),
    "Delete another’s draft in another section": deletes(anothers_elsewhere),
    "Delete a story that is in the paper": deletes(in_the_paper),
    "Unpublish a section": unpublishes(lambda: section("town")),
}


def somebody_of(role: str) -> User:
    return town_editor() if role == OF_ONE_SECTION else member(role)


@pytest.mark.parametrize("role", COLUMNS)
def test_api_allows_what_the_table_says(paper: HomePage, role: str) -> None:
    user, wrong, tried = somebody_of(role), [], 0

    for action, allowed in [(action, allowed) for action, of, allowed in rows() if of == role]:
        if action not in ATTEMPTS:
            continue
        client = Client()
        client.force_login(user)
        tried += 1
        with transaction.atomic():
            if ATTEMPTS[action](client, user) is not allowed:
                wrong.append(f"{action}: the table says {'yes' if allowed else 'no'}")
            transaction.set_rollback(True)

    assert wrong == []
    assert tried == len(ATTEMPTS)


READ: dict[str, Callable[[User], StoryPage]] = {
    "Edit an own draft": own,
    "Edit another’s draft": anothers,
    "Edit another’s draft in another section": anothers_elsewhere,
    "Edit another’s story that was handed in": handed_in,
}


@pytest.mark.parametrize("role", COLUMNS)
@pytest.mark.parametrize("action", READ)
def test_text_of_a_draft_opens_only_to_those_who_may_edit_it(paper: HomePage, role: str, action: str) -> None:
    user = somebody_of(role)
    story = READ[action](user)
    story.standfirst = SECRET
    revision = story.save_revision()
    story.save()
    client = Client()
    client.force_login(user)

    def shows(url: str) -> bool:
        return SECRET in client.get(url, follow=True).content.decode()

    view = reverse("wagtailadmin_pages:revisions_view", args=[story.pk, revision.pk])
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[story.pk, "earliest", "latest"])
    ways = [page_url("edit", story), page_url("view_draft", story), view, compare]
    ways += [page_url(name, story) for name in ("history", "usage", "workflow_history", "copy")]
    ways += [f"/desk/api/main/pages/{story.pk}/?fields=*", "/desk/api/main/pages/?fields=*"]
    may_edit = next(allowed for row, of, allowed in rows() if (row, of) == (action, role))

    shown = [url for url in ways if shows(url)]

    assert (shown != []) is may_edit
    # A copy would be one's own, and open.
    act(client, story, "copy", keep_live=False, title="A copy to read")
    may_write = next(allowed for row, of, allowed in rows() if (row, of) == ("Write a story", role))
    assert StoryPage.objects.filter(title="A copy to read").exists() <= (may_edit and may_write)


@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR])
def test_lock_holds_in_the_api_as_on_the_screen(paper: HomePage, role: str) -> None:
    user, chief = member(role), member(Role.EDITOR_IN_CHIEF)
    story = drafted(user)
    older, newer = story.get_latest_revision(), story.save_revision()
    if role == Role.REPORTER:
        Workflow.objects.get().start(story, user)
    else:
        story.locked, story.locked_by = True, chief
        story.save()
    client = Client()
    client.force_login(user)

    statuses = [
        act(client, story, "revert_to_page_revision", revision_id=older.pk),
        act(client, story, "publish"),
    ]

    story.refresh_from_db()
    assert statuses == [403, 403]
    assert (story.live, story.latest_revision_id) == (False, newer.pk)


def test_api_wants_the_token_of_a_form(paper: HomePage) -> None:
    user = member(Role.EDITOR)
    story, client = drafted(user), Client(enforce_csrf_checks=True)
    client.force_login(user)

    assert act(client, story, "publish") == 403
    assert not StoryPage.objects.get(pk=story.pk).live
