"""What each role tries with readers' reports, for the table in docs/reference/roles.md."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from dateline.corrections.choices import ReportStatus
from dateline.corrections.models import ReportCluster
from dateline.publishing.actions import publish_page
from dateline.publishing.models import PublishedVersion
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from dateline.users.models import User
from tests.integration.corrections.queueing import reported, story_with_slip

Attempt = Callable[[Client, User], bool]
FIX = {"seen": "servicement", "words": "servicemen", "meaning": "slip"}


def cluster_in(within: str, *, owner: User | None = None) -> ReportCluster:
    return reported(story_with_slip(within=within, owner=owner))


def place(cluster: ReportCluster) -> str:
    return reverse("reader_reports:place", args=[cluster.pk])


def sees(within: str, *, own: bool = False) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        cluster = cluster_in(within, owner=user if own else None)
        listed = client.get(reverse("reader_reports:queue"))
        is_listed = listed.status_code == 200 and "servicement" in listed.content.decode()
        is_open = client.get(place(cluster)).status_code == 200
        assert is_listed is is_open
        return is_listed

    return attempt


def takes(within: str) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        cluster = cluster_in(within)
        client.post(reverse("reader_reports:assign", args=[cluster.pk]), {"to": "me"})
        cluster.refresh_from_db()
        return bool(cluster.assignee == user)

    return attempt


def gives(client: Client, user: User) -> bool:
    colleague = User.objects.create_user("colleague", "colleague@harbour.example")
    colleague.groups.add(Group.objects.get(name=Role.COPY_EDITOR))
    cluster = cluster_in("town")
    client.post(reverse("reader_reports:assign", args=[cluster.pk]), {"to": str(colleague.pk)})
    cluster.refresh_from_db()
    return bool(cluster.assignee == colleague)


def decides(within: str, *, own: bool = False) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        cluster = cluster_in(within, owner=user if own else None)
        client.post(place(cluster), {"outcome": "1", "status": "noted"})
        return is_closed(cluster, ReportStatus.NOTED)

    return attempt


def closes_as_spam(client: Client, user: User) -> bool:
    cluster = cluster_in("town")
    client.post(reverse("reader_reports:spam"), {"cluster": [cluster.pk]})
    return is_closed(cluster, ReportStatus.SPAM)


def closes_what_was_mended(client: Client, user: User) -> bool:
    cluster = cluster_in("town")
    page = StoryPage.objects.get(uuid=cluster.publication_id).get_latest_revision_as_object()
    page.body[0].value.source = "<p>The wall stands.</p>"
    publish_page(page=page, by=None, kind="update")
    client.post(reverse("reader_reports:mended", args=[cluster.pk]), {"version": "2"})
    return is_closed(cluster, ReportStatus.FIXED)


def changes_draft(*, own: bool) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        cluster = cluster_in("town", owner=user if own else None)
        client.post(place(cluster), FIX | {"draft": "1"})
        draft = StoryPage.objects.get(uuid=cluster.publication_id).get_latest_revision_as_object()
        return "servicemen<" in draft.body[0].value.source

    return attempt


def publishes_fix(within: str) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        cluster = cluster_in(within)
        client.post(place(cluster), FIX | {"publish": "1"})
        versions = PublishedVersion.objects.filter(publication_id=cluster.publication_id)
        return versions.count() == 2 and is_closed(cluster, ReportStatus.FIXED)

    return attempt


def is_closed(cluster: ReportCluster, status: ReportStatus) -> bool:
    cluster.refresh_from_db()
    return bool(cluster.status == status)


REPORTS: dict[str, Attempt] = {
    "See reports on an own story": sees("town", own=True),
    "See reports on another’s story": sees("town"),
    "See reports on another’s story in another section": sees("sea"),
    "Take reports": takes("town"),
    "Take reports in another section": takes("sea"),
    "Give reports to a colleague": gives,
    "Decide on reports": decides("town"),
    "Decide on reports on an own story": decides("town", own=True),
    "Decide on reports in another section": decides("sea"),
    "Close reports as spam": closes_as_spam,
    "Close reports of what was mended by hand": closes_what_was_mended,
    "Put an own story right as reported, in the draft": changes_draft(own=True),
    "Put another’s story right as reported, in the draft": changes_draft(own=False),
    "Publish what was reported": publishes_fix("town"),
    "Publish what was reported in another section": publishes_fix("sea"),
}
