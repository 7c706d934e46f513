"""What the editor's panel asks: findings for the texts on the screen, decisions that stick."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from dateline.copydesk import requests
from dateline.copydesk.choices import State
from dateline.copydesk.models import DictionaryWord, FindingRecord
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.stories import draft, picture

pytestmark = pytest.mark.any_database

TEXT = "Its servicement worked all night."


@pytest.fixture(autouse=True)
def _nobody_has_asked() -> None:
    requests._asked.clear()


def post(client: Client, name: str, data: Any) -> Any:
    return client.post(reverse(f"copydesk:{name}"), data=json.dumps(data), content_type="application/json")


def asked(
    client: Client, page: StoryPage | None = None, text: str = TEXT, **more: Any
) -> list[dict[str, Any]]:
    blocks = [{"id": "p1", "kind": "paragraph", "text": text}]
    answer = post(client, "check", {"page": page and page.pk, "language": "en", "blocks": blocks, **more})
    assert answer.status_code == 200, answer.content
    return [one for one in answer.json()["findings"] if one["severity"] != "style"]


def decided(client: Client, page: StoryPage, finding: dict[str, Any], **more: Any) -> Any:
    names = ("rule", "fingerprint", "place", "severity")
    data = {name: finding[name] for name in names} | {
        "page": page.pk,
        "language": "en",
        "words": "servicement",
    }
    return post(client, "decide", data | more)


def test_texts_that_were_never_saved_are_checked(copy_editor: Client) -> None:
    found = asked(copy_editor)

    assert [(one["rule"], TEXT[one["start"] : one["end"]], one["suggestions"][0]) for one in found] == [
        ("spelling.unknown", "servicement", "servicemen")
    ]


@pytest.mark.parametrize(
    "state", [State.IGNORED_IN_STORY, State.IGNORED_HERE, State.BAD_RULE, State.IN_DICTIONARY]
)
def test_dismissed_finding_stays_away_through_edits(
    copy_editor: Client, story: StoryPage, state: State
) -> None:
    finding = asked(copy_editor, story)[0]

    assert decided(copy_editor, story, finding, state=state, reason="our word").status_code == 200

    assert asked(copy_editor, story, text=f"It rained for a week before the day. {TEXT}") == []
    assert asked(copy_editor, story, text="Another servicement came.") != [] or state != State.IGNORED_HERE


def test_ignored_here_is_found_elsewhere(copy_editor: Client, story: StoryPage) -> None:
    decided(copy_editor, story, asked(copy_editor, story)[0], state="here")

    assert asked(copy_editor, story, text="No other servicement came.") != []


def test_dictionary_of_one_person_is_not_the_papers(
    copy_editor: Client, desk_of: Callable[[Role], Client], story: StoryPage
) -> None:
    decided(copy_editor, story, asked(copy_editor, story)[0], state="dictionary")

    assert DictionaryWord.objects.get().owner is not None
    assert asked(desk_of(Role.EDITOR_IN_CHIEF)) != []

    decided(copy_editor, story, asked(desk_of(Role.EDITOR_IN_CHIEF))[0], state="dictionary", for_all=True)

    assert asked(desk_of(Role.EDITOR_IN_CHIEF)) == []


def test_reporter_adds_words_only_for_themselves(desk_of: Callable[[Role], Client], story: StoryPage) -> None:
    reporter = desk_of(Role.REPORTER)
    own = draft("My own story")
    StoryPage.objects.filter(pk=own.pk).update(owner=reporter.session["_auth_user_id"])

    assert (
        decided(reporter, own, asked(reporter, own)[0], state="dictionary", for_all=True).status_code == 200
    )
    assert DictionaryWord.objects.get().owner is not None


def test_whoever_cannot_edit_a_story_decides_nothing_about_it(
    desk_of: Callable[[Role], Client], story: StoryPage
) -> None:
    finding = asked(desk_of(Role.COPY_EDITOR), story)[0]

    assert decided(desk_of(Role.PHOTO_EDITOR), story, finding, state="story").status_code in (302, 403)
    assert not FindingRecord.objects.exists()


def test_strangers_are_sent_to_the_door(client: Client, paper: object) -> None:
    assert post(client, "check", {}).status_code == 302


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        {"language": "en"},
        {"language": "en", "blocks": [{"id": 1}]},
        {"language": "en", "blocks": [], "pictures": [{}]},
    ],
)
def test_what_is_no_story_is_refused(copy_editor: Client, data: Any) -> None:
    assert post(copy_editor, "check", data).status_code == 400


def test_stories_that_are_too_long_and_people_in_a_hurry_are_held_back(
    copy_editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = [{"id": "p", "kind": "paragraph", "text": "word " * 60_000}]
    assert post(copy_editor, "check", {"language": "en", "blocks": long}).status_code == 413

    monkeypatch.setattr(requests, "CHECKS_A_MINUTE", 2)
    answers = [post(copy_editor, "check", {"language": "en", "blocks": []}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


def test_pictures_are_judged_by_what_is_stored_of_them(copy_editor: Client) -> None:
    bare = picture(credit="")
    found = asked(copy_editor, text="Fine.", pictures=[{"block": "lead_picture", "picture": bare.pk}])
    assert {one["rule"] for one in found} == {"structure.no_credit", "structure.no_alt"}

    credited = asked(
        copy_editor, text="Fine.", pictures=[{"block": "lead_picture", "picture": bare.pk, "credit": "Ines"}]
    )
    assert {one["rule"] for one in credited} == {"structure.no_alt"}


def test_what_was_shown_and_is_gone_counts_as_accepted(copy_editor: Client, story: StoryPage) -> None:
    asked(copy_editor, story, record=True)
    assert FindingRecord.objects.get(rule="spelling.unknown").state == State.SHOWN

    asked(copy_editor, story, text="Its servicemen worked all night.", record=True)
    assert FindingRecord.objects.get(rule="spelling.unknown").state == State.ACCEPTED


def test_blocker_cannot_be_ignored_and_an_override_is_logged(copy_editor: Client, story: StoryPage) -> None:
    finding = {"rule": "house.9", "fingerprint": "f", "place": "p", "severity": "blocker"}

    assert decided(copy_editor, story, finding, state="story").status_code == 422
    assert decided(copy_editor, story, finding, state="overridden").status_code == 422
    assert (
        decided(copy_editor, story, finding, state="overridden", reason="It is a quotation.").status_code
        == 200
    )

    entry = PageLogEntry.objects.get(action="copydesk.override")
    assert entry.data["reason"] == "It is a quotation."
    assert entry.user.username == "copy-editors"
