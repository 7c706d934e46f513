"""The table in docs/reference/roles.md, cell by cell, through the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from dateline.desk.actions import set_up_paper
from dateline.feeds.partner_actions import make_partner
from dateline.fronts.models import Front, HomePage
from dateline.publishing.actions import publish_page
from dateline.publishing.choices import Status
from dateline.publishing.draft_models import Embargo, ShareLink
from dateline.publishing.embargo_actions import set_embargo
from dateline.publishing.models import Publication, VersionContent
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from dateline.users.models import User
from tests.factories.papers import PAPER, section
from tests.factories.staff import OF_ONE_SECTION, member, town_editor
from tests.factories.stories import draft, picture, published
from tests.factories.story_forms import block, form_of, story_form
from tests.integration.desk.alert_attempts import ALERTS
from tests.integration.desk.correction_attempts import CORRECTIONS
from tests.integration.desk.planning_attempts import PLANNING
from tests.integration.desk.report_attempts import REPORTS
from tests.support.second_factors import give_app

pytestmark = pytest.mark.any_database

TABLE = Path(__file__).parents[3] / "docs/reference/roles.md"
COLUMNS = [
    Role.REPORTER,
    Role.COPY_EDITOR,
    Role.PHOTO_EDITOR,
    Role.LISTINGS_EDITOR,
    Role.EDITOR,
    OF_ONE_SECTION,
    Role.EDITOR_IN_CHIEF,
    Role.ADMINISTRATOR,
]
Attempt = Callable[[Client, User], bool]


def opens(client: Client, url: str) -> bool:
    return client.get(url).status_code == 200


def page_url(name: str, story: StoryPage) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[story.pk])


def drafted(owner: User, *, within: str = "town", title: str = "Ferry back in service") -> StoryPage:
    story = draft(title, within=within)
    story.owner = owner
    story.save(update_fields=["owner"])
    story.save_revision(user=owner)
    return story


def somebody() -> User:
    return User.objects.get_or_create(username="somebody", email="somebody@harbour.example")[0]


def writes(within: str) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        url = reverse("wagtailadmin_pages:add", args=["paper_stories", "storypage", section(within).pk])
        client.post(url, story_form(title="Written now", blocks=[block("paragraph", "Words.")]))
        return StoryPage.objects.filter(title="Written now").exists()

    return attempt


def edits(make: Callable[[User], StoryPage]) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        story = make(user)
        client.post(page_url("edit", story), form_of(story, title="Edited"))
        return str(StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object().title) == "Edited"

    return attempt


def hands_in(client: Client, user: User) -> bool:
    story = drafted(user)
    client.post(page_url("edit", story), form_of(story, **{"action-submit": "yes"}))
    return bool(StoryPage.objects.get(pk=story.pk).workflow_in_progress)


def publishes(make: Callable[[User], StoryPage]) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        story = make(user)
        client.post(page_url("edit", story), form_of(story, **{"action-publish": "yes"}))
        return StoryPage.objects.get(pk=story.pk).live

    return attempt


def unpublishes(within: str) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        story = published(within=within)
        client.post(page_url("unpublish", story))
        return not StoryPage.objects.get(pk=story.pk).live

    return attempt


def deletes(make: Callable[[User], StoryPage]) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        story = make(user)
        client.post(page_url("delete", story))
        return not StoryPage.objects.filter(pk=story.pk).exists()

    return attempt


def shares(make: Callable[[User], StoryPage]) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        data = {"note": "A lawyer", "hours": "24", "shows": "newest"}
        client.post(reverse("share_story", args=[make(user).pk]), data)
        return ShareLink.objects.exists()

    return attempt


def sets_embargo(make: Callable[[User], StoryPage]) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        data = {"until": "2099-01-01T10:00", "words": "Until they say so"}
        client.post(reverse("embargo_story", args=[make(user).pk]), data)
        return Embargo.objects.exists()

    return attempt


def lifts_embargo(client: Client, user: User) -> bool:
    story = drafted(user)
    until = timezone.now() + timedelta(days=1)
    set_embargo(page=story, until=until, words="Until then", by=user, at=timezone.now())
    client.post(reverse("embargo_story", args=[story.pk]), {"lift": "1", "reason": "They agreed"})
    return Embargo.objects.get().lifted_at is not None


def makes_a_key(client: Client, user: User) -> bool:
    partner = make_partner(name="The Island Echo", by=None, at=timezone.now())
    client.post(reverse("partners:partner", args=[partner.pk]), {"make_key": "1"})
    if not partner.keys.exists():
        return False
    client.post(reverse("partners:partner", args=[partner.pk]), {"revoke": str(partner.keys.get().pk)})
    return partner.keys.get().revoked_at is not None


def takes_down(client: Client, user: User) -> bool:
    story = published("Out in the open")
    answers = {"reason": "legal", "withholds": "on", "sure": "on"}
    client.post(reverse("take_down_story", args=[story.pk]), answers)
    return Publication.objects.get(pk=story.uuid).status == Status.REMOVED


def withholds_a_version(client: Client, user: User) -> bool:
    story = published("Out in the open")
    story.title = "Out in the open air"
    publish_page(page=story, by=None, kind="update")
    answers = {"versions": ["1"], "reason": "legal", "sure": "on"}
    client.post(reverse("withhold_versions", args=[story.uuid]), answers)
    found = client.post(reverse("find_words"), {"find": "yes", "words": "open air"})
    has_gone = not VersionContent.objects.filter(version__publication=story.uuid, version__number=1).exists()
    assert has_gone == (found.status_code == 200 and "Out in the open air" in found.content.decode())
    return has_gone


def publishes_in_dialog(client: Client, user: User) -> bool:
    story = drafted(somebody())
    answers = {"revision": StoryPage.objects.get(pk=story.pk).latest_revision_id, "when": "now"}
    client.post(reverse("publish_story", args=[story.pk]), answers)
    return StoryPage.objects.get(pk=story.pk).live


def own(user: User) -> StoryPage:
    return drafted(user)


def anothers(user: User) -> StoryPage:
    return drafted(somebody())


def anothers_elsewhere(user: User) -> StoryPage:
    return drafted(somebody(), within="sea")


def in_the_paper(user: User) -> StoryPage:
    return published()


def handed_in(user: User) -> StoryPage:
    story = drafted(somebody())
    Workflow.objects.get().start(story, somebody())
    return story


def unpublishes_section(client: Client, user: User) -> bool:
    town = section("town")
    client.post(reverse("wagtailadmin_pages:unpublish", args=[town.pk]))
    return not section("town").live


def opens_named(name: str, *args: object) -> Attempt:
    return lambda client, user: opens(client, reverse(name, args=list(args)))


def changes_administrator(client: Client, user: User) -> bool:
    other = User.objects.create_superuser("root", "root@harbour.example")
    return opens(client, reverse("wagtailusers_users:edit", args=[other.pk]))


def resets_second_factor(role: str) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        other = User.objects.create_user("other", "other@harbour.example")
        other.groups.add(Group.objects.get(name=role))
        give_app(other)
        client.post(reverse("desk_staff_security", args=[other.pk]), {"reset": "yes"})
        return not other.authenticator_set.exists()

    return attempt


ATTEMPTS: dict[str, Attempt] = {
    "Open the desk": opens_named("wagtailadmin_home"),
    "Write a story": writes("town"),
    "Write a story in another section": writes("sea"),
    "Edit an own draft": edits(own),
    "Edit another’s draft": edits(anothers),
    "Edit another’s draft in another section": edits(anothers_elsewhere),
    "Edit another’s story that was handed in": edits(handed_in),
    "Edit another’s story that is in the paper": edits(in_the_paper),
    "Hand in an own draft": hands_in,
    "Publish an own draft": publishes(own),
    "Publish another’s draft": publishes(anothers),
    "Publish another’s draft in another section": publishes(anothers_elsewhere),
    "Unpublish a story": unpublishes("town"),
    "Unpublish a story in another section": unpublishes("sea"),
    "Delete an own draft": deletes(own),
    "Delete another’s draft": deletes(anothers),
    "Delete another’s draft in another section": deletes(anothers_elsewhere),
    "Delete a story that is in the paper": deletes(in_the_paper),
    "Add pictures": opens_named("wagtailimages:add_multiple"),
    "Change another’s picture": lambda client, user: opens(
        client, reverse("wagtailimages:edit", args=[picture().pk])
    ),
    "Add people to bylines": opens_named("people:add"),
    "Add topics and series": opens_named("topics:add"),
    "Add names": lambda client, user: opens(client, reverse("wagtailsnippets_paper_entities_entity:add")),
    "Write house rules": lambda client, user: opens(
        client, reverse("wagtailsnippets_paper_copydesk_houserule:add")
    ),
    "Change a front": lambda client, user: opens(
        client, reverse("fronts:edit", args=[Front.objects.get(section=None).pk])
    ),
    "Change a section": lambda client, user: opens(
        client, reverse("wagtailadmin_pages:edit", args=[section("town").pk])
    ),
    "Unpublish a section": unpublishes_section,
    "Add a company page": lambda client, user: opens(
        client,
        reverse("wagtailadmin_pages:add", args=["paper_stories", "companypage", HomePage.objects.get().pk]),
    ),
    "Change the paper’s settings": lambda client, user: opens_settings(client),
    "Add staff": opens_named("wagtailusers_users:add"),
    "Bring an archive in": opens_named("imports:list"),
    "Make and revoke keys of partners": makes_a_key,
    "Set up channels at social networks": opens_named("channels:list"),
    "See the log of accounts": opens_named("desk_account_log"),
    "Reset a colleague’s second factor": resets_second_factor(Role.REPORTER),
    "Reset an administrator’s second factor": resets_second_factor(Role.ADMINISTRATOR),
    "Change an administrator’s account": changes_administrator,
    "Change roles": opens_named("wagtailusers_groups:add"),
    "Share an own draft": shares(own),
    "Share another’s draft": shares(anothers),
    "Set an embargo on an own draft": sets_embargo(own),
    "Set an embargo on another’s draft": sets_embargo(anothers),
    "Lift an embargo": lifts_embargo,
    "Take down for good": takes_down,
    "Withhold a version": withholds_a_version,
    "Publish through the dialog": publishes_in_dialog,
    **ALERTS,
    **REPORTS,
    **CORRECTIONS,
    **PLANNING,
}


def opens_settings(client: Client) -> bool:
    first = reverse("wagtailsettings:edit", args=["paper_paper", "papersettings"])
    return client.get(first, follow=True).request["PATH_INFO"] != reverse("wagtailadmin_home")


def rows() -> Iterator[tuple[str, str, bool]]:
    """Yield action, role and permission for every cell of the table that is tried."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] in ATTEMPTS:
            for role, cell in zip(COLUMNS, cells[1:], strict=True):
                yield cells[0], role, cell == "yes"


def test_table_has_a_row_for_every_attempt() -> None:
    assert {action for action, _role, _allowed in rows()} == set(ATTEMPTS)


@pytest.mark.parametrize("role", COLUMNS)
def test_role_may_do_what_the_table_says(paper: HomePage, role: str) -> None:
    user = town_editor() if role == OF_ONE_SECTION else member(role)
    wrong = []

    for action, allowed in [(action, allowed) for action, of, allowed in rows() if of == role]:
        client = Client()
        client.force_login(user)
        with transaction.atomic():
            if ATTEMPTS[action](client, user) is not allowed:
                wrong.append(f"{action}: the table says {'yes' if allowed else 'no'}")
            transaction.set_rollback(True)

    assert wrong == []


def test_setting_up_again_leaves_what_administrators_changed(paper: HomePage) -> None:
    reporters = Group.objects.get(name=Role.REPORTER)
    reporters.permissions.set(Group.objects.get(name=Role.EDITOR).permissions.all()[:1])

    set_up_paper(paper=PAPER)

    assert reporters.permissions.count() == 1
    assert Workflow.objects.count() == 1


def test_new_paper_has_only_its_own_groups(paper: HomePage) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(Role)
