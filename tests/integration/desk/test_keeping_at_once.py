"""Several saves of one story at the same moment: one is saved, the others keep their text and see both."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from dateline.desk.keeping.screens import KeptEditMixin
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.papers import make_paper
from tests.factories.staff import member
from tests.factories.stories import draft
from tests.integration.desk.test_keeping import BODY, autosaved, opened, saved, texts_of, written
from tests.integration.publishing.test_at_once import all_at_once

pytestmark = [pytest.mark.django_db(transaction=True)]
ROLES = (Role.EDITOR, Role.EDITOR_IN_CHIEF, Role.ADMINISTRATOR)


@pytest.fixture
def story(transactional_db: None) -> StoryPage:
    make_paper()
    made = draft(body=BODY)
    made.save_revision()
    return made


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all requests pass every check before the transaction, and meet there."""
    barrier, form_valid = threading.Barrier(len(ROLES)), KeptEditMixin.form_valid

    def met(view: Any, form: Any) -> HttpResponse:
        barrier.wait(timeout=30)
        return form_valid(view, form)

    monkeypatch.setattr(KeptEditMixin, "form_valid", met)


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("button", ["", "action-publish"])
def test_of_saves_at_one_moment_one_wins_and_the_others_see_both(story: StoryPage, button: str) -> None:
    answers: dict[str, int] = {}

    def save(role: Role) -> None:
        client = Client()
        client.force_login(member(role))
        form = written(opened(story, client), 0, f"By {role}.")
        pressed = {button: "1"} if button else {}
        answers[role] = saved(client, story, {**form, "change_kind": ""}, **pressed).status_code

    for role in ROLES:
        member(role)
    problems = all_at_once(*[lambda role=role: save(role) for role in ROLES])

    assert problems == []
    assert sorted(answers.values()) == [302, 409, 409]
    (winner,) = [role for role, status in answers.items() if status == 302]
    assert f"By {winner}." in texts_of(story)[0]


@pytest.mark.usefixtures("meeting")
def test_of_autosaves_and_a_button_at_one_moment_one_wins(story: StoryPage) -> None:
    answers: list[int] = []

    def save(number: int) -> None:
        client = Client()
        client.force_login(member(Role.EDITOR_IN_CHIEF))
        form = written(opened(story, client), 0, f"In tab {number}.")
        send = saved if number == 0 else autosaved
        answers.append(send(client, story, form, keep_tab=f"tab{number}", keep_number="1").status_code)

    member(Role.EDITOR_IN_CHIEF)
    problems = all_at_once(*[lambda number=number: save(number) for number in range(len(ROLES))])

    assert problems == []
    assert len([status for status in answers if status in (200, 302)]) == 1
    assert len([status for status in answers if status in (400, 409)]) == 2
