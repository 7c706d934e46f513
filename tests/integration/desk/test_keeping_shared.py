"""What somebody outside reads by a link to “the draft as it is now” stays so, whatever is saved later."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.publishing.sharing_actions import revoke_link, share_draft
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.staff import member
from tests.factories.stories import draft
from tests.integration.desk.test_keeping import BODY, autosaved, opened, saved, texts_of, written


@pytest.fixture
def story(paper: Any) -> StoryPage:
    made = draft(body=BODY)
    made.save_revision()
    return made


def pinned(story: StoryPage, **more: Any) -> tuple[Any, str]:
    latest = StoryPage.objects.get(pk=story.pk).get_latest_revision()
    asked = {"note": "Ada Brook", "by": member(Role.EDITOR), "at": timezone.now(), "revision": latest, **more}
    link, token = share_draft(page=story, **asked)
    return link, reverse("shared:story", kwargs={"token": token})


def shown(address: str) -> str:
    return Client().get(address).content.decode()


def begun(client: Client, story: StoryPage) -> tuple[dict[str, Any], str]:
    """Return a form that was saved by itself once, and the revision that it goes on overwriting."""
    form = opened(story, client)
    answer = autosaved(client, story, written(form, 0, "As it was."), keep_tab="a1", keep_number="1").json()
    return form, str(answer["revision_id"])


@pytest.mark.parametrize("save", [autosaved, saved])
def test_save_leaves_what_was_shared_as_it_was(chief: Client, story: StoryPage, save: Any) -> None:
    form, revision = begun(chief, story)
    _link, address = pinned(story)

    save(
        chief,
        story,
        written(form, 0, "Not for them."),
        overwrite_revision_id=revision,
        keep_tab="a1",
        keep_number="2",
    )

    assert "Not for them." in texts_of(story)[0]
    assert "As it was." in shown(address)
    assert "Not for them." not in shown(address)


def test_autosave_goes_on_with_the_new_revision(chief: Client, story: StoryPage) -> None:
    form, revision = begun(chief, story)
    pinned(story)

    numbers = {"2": revision}
    for number in ("2", "3"):
        text = written(form, 0, f"Save {number}.")
        told = autosaved(
            chief,
            story,
            text,
            overwrite_revision_id=numbers[number],
            keep_tab="a1",
            keep_number=number,
        ).json()
        numbers["3" if number == "2" else "4"] = str(told["revision_id"])

    assert numbers["3"] != revision
    assert numbers["4"] == numbers["3"]
    assert "Save 3." in texts_of(story)[0]


def test_answer_with_the_new_revision_may_be_lost(chief: Client, story: StoryPage) -> None:
    form, revision = begun(chief, story)
    _link, address = pinned(story)

    for number in ("2", "3"):
        text = written(form, 0, f"Save {number}.")
        answer = autosaved(
            chief, story, text, overwrite_revision_id=revision, keep_tab="a1", keep_number=number
        )
        assert answer.json()["success"]

    assert "Save 3." in texts_of(story)[0]
    assert "As it was." in shown(address)


@pytest.mark.parametrize("end", ["revoked", "over", "none"])
def test_where_nothing_is_shared_autosave_overwrites(chief: Client, story: StoryPage, end: str) -> None:
    form, revision = begun(chief, story)
    if end == "revoked":
        link, _address = pinned(story)
        revoke_link(link=link, by=member(Role.EDITOR), at=timezone.now())
    elif end == "over":
        pinned(story, at=timezone.now() - timedelta(days=9))

    text = written(form, 0, "Once more.")
    answer = autosaved(chief, story, text, overwrite_revision_id=revision, keep_tab="a1", keep_number="2")

    assert str(answer.json()["revision_id"]) == revision
