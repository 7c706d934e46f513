"""Links to drafts: who makes them, what they show, and that nothing outlives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from dateline.desk.sharing.limits import PAGES, PICTURES, WRONG
from dateline.publishing.actions import publish_page, take_down
from dateline.publishing.choices import RemovalReason
from dateline.publishing.draft_models import ShareLink
from dateline.publishing.embargo_actions import set_embargo
from dateline.publishing.sharing_actions import revoke_link, share_draft
from dateline.publishlog.models import LogEntry
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from dateline.users.models import User
from tests.factories.staff import member
from tests.factories.stories import draft, picture
from tests.support.watching import fresh

START = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
PICTURE = re.compile(r"/desk/shared/[\w-]+/[0-9a-f]{24}\.\w+")


@pytest.fixture(autouse=True)
def clock(paper: Any) -> Iterator[Any]:
    for limit in (PAGES, PICTURES, WRONG):
        limit.clear()
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def story(paper: Any, tmp_path: Any, settings: Any) -> StoryPage:
    settings.MEDIA_ROOT = tmp_path / "media"
    new = draft("Secret report", lead_picture=picture(caption="A secret pier"), by=["Ines Moreau"])
    new.save_revision(user=member(Role.EDITOR))
    return fresh(new)


@pytest.fixture
def reader() -> Client:
    return Client()


def shared(story: StoryPage, **more: Any) -> tuple[ShareLink, str]:
    asked = {"note": "Ada Brook, lawyer", "by": member(Role.EDITOR), "at": START, **more}
    link, token = share_draft(page=story, **asked)
    return link, reverse("shared:story", kwargs={"token": token})


def test_draft_is_shown_marked_and_sealed(reader: Client, story: StoryPage) -> None:
    link, address = shared(story)

    answer = reader.get(address)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "Secret report" in page
    assert "The ferry sails again." in page
    assert "Draft — not for publication" in page
    assert page.count("Ada Brook, lawyer") > 10
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert not answer.cookies
    assert "ETag" not in answer
    for of_public_pages in ('rel="canonical"', "og:url", "ld+json"):
        assert of_public_pages not in page
    link.refresh_from_db()
    assert link.opened == 1


def test_token_is_kept_nowhere(story: StoryPage) -> None:
    link, address = shared(story)

    token = address.split("/")[-2]
    kept = str(ShareLink.objects.values().get()) + str(list(PageLogEntry.objects.values("data")))
    assert token not in kept
    assert len(link.digest) == 64
    assert len(token) >= 43


def test_sharing_writes_no_entry_into_the_log(reader: Client, story: StoryPage) -> None:
    before = LogEntry.objects.count()
    _link, address = shared(story)
    reader.get(address)

    assert LogEntry.objects.count() == before


def test_pictures_have_addresses_that_end_with_the_link(reader: Client, story: StoryPage) -> None:
    link, address = shared(story)
    page = reader.get(address).content.decode()
    found = PICTURE.findall(page)
    assert found
    assert f"/media/pictures/{story.lead_picture.folder}" not in page

    shown = reader.get(found[0])
    assert shown.status_code == 200
    assert shown["Cache-Control"] == "private, no-store"
    assert b"".join(shown.streaming_content)

    revoke_link(link=link, by=member(Role.EDITOR), at=START)
    assert reader.get(found[0]).status_code == 410
    assert reader.get(address).status_code == 410


def test_newest_draft_or_the_one_of_then(reader: Client, story: StoryPage) -> None:
    _newest, newest = shared(story)
    _then, then = shared(story, revision=story.get_latest_revision())
    story.title = "Another headline"
    story.save_revision()

    assert "Another headline" in reader.get(newest).content.decode()
    assert "Another headline" not in reader.get(then).content.decode()


def test_link_ends_in_time_and_says_so_plainly(reader: Client, clock: Any, story: StoryPage) -> None:
    _link, address = shared(story, life=timedelta(hours=1))
    clock.move_to(START + timedelta(minutes=59), tick=False)
    assert reader.get(address).status_code == 200

    clock.move_to(START + timedelta(hours=1), tick=False)
    answer = reader.get(address)

    assert answer.status_code == 410
    assert "Ask whoever sent it" in answer.content.decode()
    assert "Secret report" not in answer.content.decode()


@pytest.mark.parametrize("is_deleted", [False, True])
def test_link_ends_with_the_account_of_who_made_it(
    reader: Client, story: StoryPage, is_deleted: bool
) -> None:
    maker = member(Role.EDITOR)
    _link, address = shared(story, by=maker)
    shown = PICTURE.findall(reader.get(address).content.decode())[0]

    if is_deleted:
        maker.delete()
    else:
        maker.is_active = False
        maker.save()

    assert reader.get(address).status_code == 410
    assert reader.get(shown).status_code == 410


@pytest.mark.parametrize("is_closed_at_the_desk", [True, False])
def test_account_that_is_opened_again_does_not_bring_its_links_back(
    reader: Client, story: StoryPage, is_closed_at_the_desk: bool
) -> None:
    maker, chief = member(Role.EDITOR), Client()
    chief.force_login(member(Role.EDITOR_IN_CHIEF))
    link, address = shared(story, by=maker)
    for_many = f"/desk/bulk/paper_users/user/set_active_state/?id={maker.pk}&next=/desk/"

    if is_closed_at_the_desk:
        chief.post(for_many, {"mark_as_active": "False"})
    else:
        User.objects.filter(pk=maker.pk).update(is_active=False)
    assert reader.get(address).status_code == 410
    chief.post(for_many, {"mark_as_active": "True"})

    maker.refresh_from_db()
    assert maker.is_active
    assert reader.get(address).status_code == 410
    assert fresh(link).revoked_at == START
    logged = PageLogEntry.objects.get(action="dateline.share.revoke")
    assert logged.user == member(Role.EDITOR_IN_CHIEF)


def test_guess_learns_no_more_than_a_link_that_ended(reader: Client, story: StoryPage) -> None:
    link, address = shared(story)
    revoke_link(link=link, by=member(Role.EDITOR), at=START)
    ended = reader.get(address)

    for guess in ("x", "A" * 43, "%00", link.digest, "é" * 20):
        answer = reader.get(f"/desk/shared/{guess}/")
        assert (answer.status_code, answer.content) == (410, ended.content)


def test_who_guesses_on_is_told_to_wait(reader: Client, story: StoryPage) -> None:
    _link, address = shared(story)

    answers = [reader.get(f"/desk/shared/guess-{number}/").status_code for number in range(31)]

    assert answers[29:] == [410, 429]
    assert reader.get(address).status_code == 200


def test_link_that_is_loaded_in_a_loop_pauses(reader: Client, clock: Any, story: StoryPage) -> None:
    _link, address = shared(story)
    with patch.object(PAGES, "_per_minute", 3):
        answers = [reader.get(address) for _number in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"


def test_head_is_not_counted_and_ranges_and_posts_give_nothing_away(reader: Client, story: StoryPage) -> None:
    link, address = shared(story)

    head = reader.head(address)
    part = reader.get(address, HTTP_RANGE="bytes=0-10")

    assert (head.status_code, head.content) == (200, b"")
    assert head["Cache-Control"] == "private, no-store"
    assert part.status_code == 200
    assert reader.post(address).status_code == 405
    link.refresh_from_db()
    assert link.opened == 1


def test_other_host_is_refused(reader: Client, story: StoryPage) -> None:
    _link, address = shared(story)

    assert reader.get(address, HTTP_HOST="evil.example").status_code == 400


def test_forwarded_host_gets_into_no_address(reader: Client, story: StoryPage) -> None:
    _link, address = shared(story)

    answer = reader.get(address, HTTP_X_FORWARDED_HOST="evil.example")

    assert "evil.example" not in answer.content.decode()


def test_note_is_text_and_nothing_else(reader: Client, story: StoryPage) -> None:
    _link, address = shared(story, note='<script>alert(1)</script>"><img src=x onerror=alert(1)>')

    page = reader.get(address).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_embargo_is_told_and_its_pictures_are_shown(reader: Client, story: StoryPage) -> None:
    set_embargo(
        page=story, until=START + timedelta(hours=2), words="Court, 10:00", by=member(Role.EDITOR), at=START
    )
    _link, address = shared(story)

    page = reader.get(address).content.decode()

    assert "Under embargo until" in page
    assert "Court, 10:00" in page
    shown = reader.get(PICTURE.findall(page)[0])
    assert shown.status_code == 200
    assert b"".join(shown.streaming_content)


def test_link_ends_with_a_story_that_is_taken_down_or_deleted(reader: Client, story: StoryPage) -> None:
    _link, address = shared(story)
    publish_page(page=story, by=None)
    assert reader.get(address).status_code == 200

    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    assert reader.get(address).status_code == 410

    other = draft("Short life")
    _link, second = shared(other)
    other.delete()
    assert reader.get(second).status_code == 410


def test_desk_makes_lists_and_closes_links(editor: Client, reader: Client, story: StoryPage) -> None:
    address = reverse("share_story", args=[story.pk])
    answer = editor.post(address, {"note": "The ministry", "hours": "24", "shows": "newest"})
    found = re.search(r'value="(http[^"]+/desk/shared/[\w-]+/)"', answer.content.decode())
    assert found is not None
    link = ShareLink.objects.get()
    assert link.expires_at == START + timedelta(days=1)
    path = "/" + found[1].split("/", 3)[3]
    assert reader.get(path).status_code == 200

    listed = editor.get(address).content.decode()
    assert "The ministry" in listed
    assert "opened 1 time" in listed
    assert found[1] not in listed

    editor.post(reverse("revoke_share_link", args=[story.pk, link.pk]))
    assert reader.get(path).status_code == 410
    actions = PageLogEntry.objects.filter(page=story.pk).values_list("action", flat=True)
    assert {"dateline.share.create", "dateline.share.revoke"} <= set(actions)


@pytest.mark.parametrize("wrong", [{"note": " "}, {"hours": "9999"}, {"shows": "all"}])
def test_form_that_is_wrong_makes_no_link(editor: Client, story: StoryPage, wrong: dict[str, str]) -> None:
    data = {"note": "The ministry", "hours": "24", "shows": "newest", **wrong}

    assert editor.post(reverse("share_story", args=[story.pk]), data).status_code == 422
    assert not ShareLink.objects.exists()


def test_who_may_not_edit_may_not_share(reporter: Client, story: StoryPage) -> None:
    link, _address = shared(story)

    for address in (
        reverse("share_story", args=[story.pk]),
        reverse("revoke_share_link", args=[story.pk, link.pk]),
    ):
        assert reporter.post(address, {"note": "x", "hours": "1", "shows": "newest"}).status_code in (
            302,
            403,
        )
    assert ShareLink.objects.get().revoked_at is None


@pytest.mark.parametrize("wrong", [{"note": ""}, {"expires_at": START - timedelta(days=9)}])
def test_database_keeps_links_sane(story: StoryPage, wrong: dict[str, Any]) -> None:
    link, _address = shared(story)

    with pytest.raises(IntegrityError), transaction.atomic():
        ShareLink.objects.filter(pk=link.pk).update(**wrong)
