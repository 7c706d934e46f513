"""The door for reports over HTTP: the form, the answers, bad input, the receipt."""

from __future__ import annotations

import json
import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from dateline.corrections.actions import close_cluster
from dateline.corrections.choices import ReportStatus
from dateline.corrections.mailing import forget_contacts, tell_outcomes
from dateline.corrections.models import ErrorReport, ReportCluster, ReportContact
from dateline.publishing.actions import publish_page, take_down
from dateline.publishing.models import PublishedVersion
from dateline.stories.models import StoryPage
from tests.factories.papers import make_paper
from tests.factories.stories import NOON, published

DOOR = "/corrections/report/"
JSON = {"HTTP_ACCEPT": "application/json"}
MULTIPART = "multipart/form-data; boundary=x"
BODY = [("paragraph", "<p>The servicement of the ferry took <b>two</b> weeks. It sails again.</p>")]


@pytest.fixture(autouse=True)
def _paper() -> None:
    make_paper()


@pytest.fixture
def story() -> StoryPage:
    return published("Ferry back in service", standfirst="It sails.", body=BODY)


def form(client: Client, of: StoryPage, /, **fields: Any) -> dict[str, Any]:
    """Return the fields of a form with a fresh token."""
    asked = {"story": str(of.uuid), "version": of.version_number}
    token = client.get(DOOR, asked, **JSON).json()["token"]
    return {**asked, "token": token, "words": "servicement", **fields}


def test_page_of_a_story_names_its_version_and_the_places_of_its_words(
    client: Client, story: StoryPage
) -> None:
    html = client.get(story.public_path()).content.decode()

    assert f'name="story" value="{story.uuid}"' in html
    assert 'name="version" value="1"' in html
    for place in ("headline", "standfirst", str(story.body[0].id)):
        assert f'data-place="{place}"' in html


def test_form_without_script_sends_and_leads_to_the_receipt(client: Client, story: StoryPage) -> None:
    page = client.get(DOOR, {"story": str(story.uuid), "version": 1})
    assert page.status_code == 200
    token = page.content.decode().split('name="token" value="')[1].split('"')[0]

    answer = client.post(
        DOOR,
        {"story": str(story.uuid), "version": 1, "token": token, "words": "servicement", "kind": "spelling"},
    )

    assert answer.status_code == 303
    receipt = client.get(answer["Location"])
    assert receipt.status_code == 200
    assert "servicement" in receipt.content.decode()
    for response in (page, answer, receipt):
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
    assert ErrorReport.objects.get().channel == "form"


@pytest.mark.parametrize("as_json", [True, False])
def test_script_is_answered_with_the_receipt(client: Client, story: StoryPage, as_json: bool) -> None:
    fields = form(client, story, channel="selection")
    if as_json:
        answer = client.post(DOOR, json.dumps(fields), content_type="application/json")
    else:
        answer = client.post(DOOR, fields, **JSON)

    assert answer.status_code == 201
    assert answer.json()["status"] == "taken"
    assert client.get(answer.json()["receipt"]).status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    joined = client.post(DOOR, form(client, story, comment="Me too"), **JSON)
    assert (joined.status_code, joined.json()["status"], joined.json()["readers"]) == (201, "joined", 2)


@pytest.mark.parametrize(("kind", "is_told"), [("", False), ("other", False), ("spelling", True)])
def test_receipt_says_of_the_kind_what_the_reader_said(
    client: Client, story: StoryPage, kind: str, is_told: bool
) -> None:
    answer = client.post(DOOR, form(client, story, kind=kind), **JSON)

    assert ("What is wrong" in client.get(answer.json()["receipt"]).content.decode()) is is_told


def test_form_sent_twice_has_one_receipt(client: Client, story: StoryPage) -> None:
    fields = form(client, story)

    answers = [client.post(DOOR, fields, **JSON) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].json()["receipt"] == answers[1].json()["receipt"]
    assert ErrorReport.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"words": ""}, 422),
        ({"words": "Buy watches"}, 422),
        ({"words": "x" * 301}, 422),
        ({"version": "0"}, 422),
        ({"version": "99"}, 403),
        ({"version": "9" * 40}, 422),
        ({"story": "no uuid"}, 422),
        ({"story": "00000000-0000-0000-0000-000000000000"}, 403),
        ({"token": ""}, 403),
        ({"token": "\x00"}, 422),
        ({"token": "é:ü:ß"}, 403),
        ({"kind": "nonsense"}, 422),
        ({"channel": "telepathy"}, 422),
        ({"start": "-1"}, 422),
        ({"start": "1e9"}, 422),
        ({"place": "x" * 65}, 422),
        ({"suggestion": "x" * 501}, 422),
        ({"comment": "x" * 1001}, 422),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, 422),
        ({"words": "\u202e\u200b"}, 422),
        ({"words": "\x00servicement"}, 422),
    ],
)
@pytest.mark.parametrize("is_page", [True, False])
def test_bad_input_is_answered_clearly_and_not_stored(
    client: Client, story: StoryPage, fields: dict[str, str], status: int, is_page: bool
) -> None:
    sent = form(client, story, **fields)

    answer = client.post(DOOR, sent, **({} if is_page else JSON))

    assert answer.status_code == status
    if not is_page:
        assert answer.json()["message"]
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", MULTIPART])
def test_ten_megabytes_are_refused_unread(client: Client, kind: str) -> None:
    answer = client.post(DOOR, b"x" * 10_000_000, content_type=kind, **JSON)

    assert answer.status_code == 413
    assert answer.json()["message"]
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize("body", [b"", b"no boundary", b"--x\r\nContent-Disposition: form-data\r\n\r\n"])
def test_damaged_form_is_answered_like_any_other_bad_report(client: Client, body: bytes) -> None:
    for kind in (MULTIPART, "multipart/form-data"):
        answer = client.post(DOOR, body, content_type=kind, **JSON)

        assert answer.status_code in (400, 422)
        assert answer.json()["message"]
    assert client.post(DOOR, body, content_type="multipart/form-data").status_code in (400, 422)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"\xff", 400),
        (b'{"story": {"a": 1}}', 400),
        (b'{"words": "\\ud800"}', 422),
        (b"[" * 10_000, 400),
        (b'{"words": "' + b"x" * 20_000 + b'"}', 413),
    ],
)
def test_json_that_is_no_report_is_answered_clearly(client: Client, body: bytes, status: int) -> None:
    answer = client.post(DOOR, body, content_type="application/json")

    assert (answer.status_code, bool(answer.json()["message"])) == (status, True)


def test_markup_of_a_reader_is_never_markup(client: Client, story: StoryPage) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e\u200bfile"
    fields = form(client, story, suggestion=evil, comment=evil)

    receipt = client.get(client.post(DOOR, fields, **JSON).json()["receipt"]).content.decode()
    refused = client.post(DOOR, {**fields, "words": evil, "token": "x"}).content.decode()

    for html in (receipt, refused):
        assert "<script>alert" not in html
        assert "<img src=x" not in html
    report = ErrorReport.objects.get()
    assert "\u202e" not in report.suggestion + report.comment
    assert "⟨U+202E⟩⟨U+200B⟩file" in report.comment
    assert report.suggestion.endswith("file")


def test_after_a_few_reports_a_network_is_told_when_to_come_back(client: Client, story: StoryPage) -> None:
    for number in range(5):
        assert client.post(DOOR, form(client, story, comment=f"{number}"), **JSON).status_code == 201

    # Whoever asks past every proxy of ours chooses no other address by a header.
    answer = client.post(DOOR, form(client, story, comment="6"), HTTP_X_FORWARDED_FOR="203.0.113.5", **JSON)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 120


def test_receipt_shows_the_fix_and_never_what_others_wrote(client: Client, story: StoryPage) -> None:
    mine = client.post(DOOR, form(client, story, comment="mine alone"), **JSON).json()["receipt"]
    theirs = client.post(DOOR, form(client, story, comment="theirs alone"), **JSON).json()["receipt"]
    body = json.loads(json.dumps(story.body.raw_data[0]))
    story.body[0].value.source = body["value"].replace("servicement", "servicing")
    publish_page(
        page=story, by=None, at=NOON, kind="correction", summary="It said servicement; it is servicing."
    )
    cluster = ReportCluster.objects.get()
    fixed_in = PublishedVersion.objects.get(publication_id=story.uuid, number=2)
    close_cluster(
        cluster=cluster,
        status=ReportStatus.FIXED,
        outcome_text="You are <b>right</b>.",
        fixed_in=fixed_in,
        by=None,
    )

    html = client.get(mine).content.decode()

    assert "mine alone" in html
    assert "theirs alone" not in html
    assert "2 readers have reported this." in html
    assert "You are &lt;b&gt;right&lt;/b&gt;." in html
    assert "“The servicing of the ferry took two weeks.”</a>" in html
    assert "removed: </span>servicement</del>" in html
    assert "added: </span>servicing</ins>" in html
    assert "It sails again" not in html.split("report-fix")[1].split("</p>")[0]
    assert "theirs alone" in client.get(theirs).content.decode()


def test_receipt_of_a_story_that_was_taken_down_tells_nothing_of_it(client: Client, story: StoryPage) -> None:
    receipt = client.post(DOOR, form(client, story), **JSON).json()["receipt"]
    take_down(page=story, reason="legal", by=None)

    html = client.get(receipt).content.decode()
    assert "servicement" not in html
    assert "Ferry back" not in html


@pytest.mark.parametrize("secret", ["0" * 32, "0" * 31, "G" * 32, "..%2f"])
def test_receipt_that_is_not_there_is_not_found(client: Client, secret: str) -> None:
    assert client.get(f"/corrections/receipt/{secret}/").status_code == 404


def test_one_letter_tells_the_outcome_and_the_address_is_gone(client: Client, story: StoryPage) -> None:
    evil = "<b>told</b>"
    client.post(DOOR, form(client, story, email="reader@example.org", comment=evil), **JSON)
    assert tell_outcomes(at=timezone.now()) == 0
    close_cluster(
        cluster=ReportCluster.objects.get(), status=ReportStatus.NOTED, outcome_text="We & you.", by=None
    )

    assert tell_outcomes(at=timezone.now()) == 1
    assert tell_outcomes(at=timezone.now()) == 0

    (letter,) = mail.outbox
    assert letter.to == ["reader@example.org"]
    assert "We & you." in letter.body
    assert "told" not in f"{letter.body}{letter.subject}"
    assert "servicement" not in f"{letter.body}{letter.subject}"
    assert letter.content_subtype == "plain"
    assert not ReportContact.objects.exists()


def test_spam_gets_no_letter(client: Client, story: StoryPage) -> None:
    client.post(DOOR, form(client, story, email="reader@example.org"), **JSON)
    close_cluster(cluster=ReportCluster.objects.get(), status=ReportStatus.SPAM, by=None)

    assert not ReportContact.objects.exists()
    assert tell_outcomes(at=timezone.now()) == 0


def test_letter_that_no_server_takes_is_given_up_after_days(
    client: Client, story: StoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> int:
        raise OSError("no route")

    client.post(DOOR, form(client, story, email="reader@example.org"), **JSON)
    close_cluster(cluster=ReportCluster.objects.get(), status=ReportStatus.NOTED, by=None)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    tell_outcomes(at=timezone.now())
    assert ReportContact.objects.exists()
    tell_outcomes(at=timezone.now() + timedelta(days=4))
    assert not ReportContact.objects.exists()


def test_address_that_the_server_refuses_is_not_tried_again(
    client: Client, story: StoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> int:
        raise smtplib.SMTPRecipientsRefused({"reader@example.org": (550, b"unknown")})

    client.post(DOOR, form(client, story, email="reader@example.org"), **JSON)
    close_cluster(cluster=ReportCluster.objects.get(), status=ReportStatus.NOTED, by=None)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    assert tell_outcomes(at=timezone.now()) == 0
    assert not ReportContact.objects.exists()


def test_address_of_a_reader_who_will_never_be_told_is_erased(client: Client, story: StoryPage) -> None:
    client.post(DOOR, form(client, story, email="reader@example.org"), **JSON)
    at = timezone.now()

    assert forget_contacts(at=at + timedelta(days=89)) == 0
    take_down(page=story, reason="legal", by=None)
    assert forget_contacts(at=at) == 1
    assert not ReportContact.objects.exists()


def test_address_does_not_wait_for_a_decision_for_ever(client: Client, story: StoryPage) -> None:
    client.post(DOOR, form(client, story, email="reader@example.org"), **JSON)

    assert forget_contacts(at=timezone.now() + timedelta(days=91)) == 1
