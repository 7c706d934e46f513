"""Bad input on the desk's screens of reports and corrections: markup, nonsense, floods, forms sent again."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.corrections.choices import ReportKind, ReportStatus
from dateline.corrections.mailing import tell_outcomes
from dateline.corrections.models import Correction, ReportCluster
from dateline.corrections.report_actions import take_report
from dateline.publishing.actions import publish_page
from dateline.publishing.models import PublishedVersion
from dateline.stories.models import StoryPage
from tests.integration.corrections.queueing import reported, story_with_slip
from tests.integration.corrections.sending import ADDRESS, sent

pytestmark = pytest.mark.any_database

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"
FIX = {"seen": "servicement", "words": "servicemen", "meaning": "slip", "publish": "1"}


def place(cluster: ReportCluster) -> str:
    return reverse("reader_reports:place", args=[cluster.pk])


def assigning(cluster: ReportCluster) -> str:
    return reverse("reader_reports:assign", args=[cluster.pk])


def is_harmless(html: str) -> bool:
    return "<script>alert(1)" not in html and "<img src=x" not in html


def test_markup_in_every_field_is_text_on_every_screen_and_in_the_letter(editor: Any) -> None:
    story = story_with_slip()
    fields = {"suggestion": EVIL, "comment": EVIL, "kind": ReportKind.NAME, "email": "reader@example.org"}
    report = sent(story, "servicement", **fields)
    taken = take_report(sent=report, network=ADDRESS, at=timezone.now(), keeps_contact=True)
    cluster = ReportCluster.objects.get()
    words = {"words": EVIL, "meaning": "meaning", "wrong": f"{EVIL} a", "right": f"{EVIL} b"}

    answer = editor.post(place(cluster), FIX | words | {"outcome_text": EVIL})

    assert answer.status_code == 302
    record = Correction.objects.get()
    history, receipt = f"{story.public_path()}history/", f"/corrections/receipt/{taken.receipt}/"
    public = (story.public_path(), receipt, "/corrections/", "/corrections/atom.xml")
    shown = [*public, history, f"{history}1/", f"{history}2/", f"{history}1-2/"]
    screens = [reverse("reader_reports:queue") + "?state=all", place(cluster), reverse("corrections:list")]
    screens += [reverse("corrections:amend", args=[story.pk, record.pk]), reverse("wagtailadmin_home")]
    screens += [reverse("wagtailadmin_pages:edit", args=[story.pk])]
    for address in shown:
        response = Client().get(address)
        html = response.content.decode()
        assert response.status_code == 200, address
        # The first version is from before anybody sent markup.
        assert "alert(1)" in html or address == f"{history}1/", address
        assert is_harmless(html), address
    for address in screens:
        assert is_harmless(editor.get(address).content.decode()), address
    tell_outcomes(at=timezone.now())
    (letter,) = mail.outbox
    assert letter.content_subtype == "plain"
    assert "alert" not in letter.subject


def test_a_fix_sent_twice_is_published_once(editor: Any) -> None:
    cluster = reported(story_with_slip())

    answers = [editor.post(place(cluster), FIX, follow=True) for _ in range(2)]

    assert PublishedVersion.objects.filter(publication_id=cluster.publication_id).count() == 2
    assert "Somebody has closed these reports meanwhile." in answers[1].content.decode()


def test_an_outcome_sent_again_changes_nothing(editor: Any) -> None:
    cluster = reported(story_with_slip())
    editor.post(place(cluster), {"outcome": "1", "status": "noted", "outcome_text": "The first."})

    editor.post(place(cluster), {"outcome": "1", "status": "spam", "outcome_text": "The second."})
    editor.post(reverse("reader_reports:spam"), {"cluster": [cluster.pk]})
    editor.post(assigning(cluster), {"to": "me"})

    cluster.refresh_from_db()
    assert (cluster.status, cluster.outcome_text, cluster.assignee) == ("noted", "The first.", None)


def test_an_amendment_sent_twice_is_one(editor: Any) -> None:
    story = story_with_slip()
    publish_page(page=story, by=None, kind="correction", summary="We wrote 30. It is 40.")
    address = reverse("corrections:amend", args=[story.pk, Correction.objects.get().pk])
    words = {"wrong": "The note said 40.", "right": "It is 44."}

    statuses = [editor.post(address, words).status_code for _ in range(2)]

    assert statuses == [302, 422]
    assert Correction.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"publish": "1"},
        FIX | {"meaning": EVIL},
        FIX | {"seen": ""},
        FIX | {"seen": "another word"},
        FIX | {"words": "x" * 501},
        FIX | {"words": "service\x00men"},
        FIX | {"outcome_text": "x" * 601},
        FIX | {"meaning": "meaning", "wrong": "x" * 1001, "right": "y"},
        FIX | {"meaning": "meaning", "wrong": "\u200b", "right": "\u202e"},
        {"outcome": "1"},
        {"outcome": "1", "status": "new"},
        {"outcome": "1", "status": "seen"},
        {"outcome": "1", "status": EVIL},
        {"outcome": "1", "status": "fixed", "outcome_text": "a\x00b"},
    ],
)
def test_nonsense_is_said_and_changes_nothing(editor: Any, fields: dict[str, str]) -> None:
    cluster = reported(story_with_slip())

    answer = editor.post(place(cluster), fields)

    cluster.refresh_from_db()
    assert answer.status_code in (409, 422)
    assert is_harmless(answer.content.decode())
    assert cluster.status == ReportStatus.NEW
    assert PublishedVersion.objects.filter(publication_id=cluster.publication_id).count() == 1


@pytest.mark.parametrize("to", ["²", "-1", "9" * 9, "9" * 40, EVIL, "\x00", "0"])
def test_reports_are_given_to_nobody_who_is_not_there(editor: Any, to: str) -> None:
    cluster = reported(story_with_slip())

    answer = editor.post(assigning(cluster), {"to": to})

    cluster.refresh_from_db()
    assert answer.status_code == 302
    assert cluster.assignee is None


@pytest.mark.parametrize("key", ["²", "-1", "9" * 40, "9" * 19, EVIL, "\x00"])
def test_forged_ticks_close_nothing(editor: Any, key: str) -> None:
    cluster = reported(story_with_slip())

    answer = editor.post(reverse("reader_reports:spam"), {"cluster": [key]})

    cluster.refresh_from_db()
    assert answer.status_code == 302
    assert cluster.status == ReportStatus.NEW


@pytest.mark.parametrize("query", ["?p=²", "?p=99", "?section=9999999999999", "?state=<b>", "?kind=\x00"])
def test_queue_takes_nonsense_in_its_address_for_nothing(editor: Any, query: str) -> None:
    reported(story_with_slip())

    answer = editor.get(reverse("reader_reports:queue") + query)

    assert answer.status_code == 200
    assert "servicement" in answer.content.decode()


@pytest.mark.parametrize("number", ["0", "9" * 9, "9" * 40])
def test_a_place_that_is_not_there_is_not_found(editor: Any, number: str) -> None:
    for rest in ("", "assign/", "mended/"):
        address = f"{reverse('reader_reports:queue')}{number}/{rest}"
        assert editor.post(address, {"version": "2", "to": "me"}).status_code == 404


def test_nobody_is_led_to_another_site(editor: Any) -> None:
    cluster = reported(story_with_slip())

    answer = editor.post(assigning(cluster), {"to": "me", "next": "https://evil.example/"})

    assert answer["Location"].startswith(reverse("reader_reports:queue"))


@pytest.mark.parametrize(("size", "status"), [(10_000_000, 422), (11_000_000, 400)])
def test_megabytes_are_refused_in_words(editor: Any, size: int, status: int) -> None:
    cluster = reported(story_with_slip())

    answer = editor.post(place(cluster), FIX | {"outcome_text": "x" * size})

    cluster.refresh_from_db()
    assert answer.status_code == status
    assert cluster.status == ReportStatus.NEW
    assert StoryPage.objects.get(uuid=cluster.publication_id).version_number == 1
