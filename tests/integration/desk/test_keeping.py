"""Two people in one story: no silent overwriting, both texts are joined, and both stay in the history."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import rich_text

from dateline.publishing import recording
from dateline.publishing.errors import PublicationRefusedError
from dateline.stories.models import StoryPage
from dateline.users.choices import Role
from tests.factories.stories import draft
from tests.factories.story_forms import form_of

BODY = [
    ("paragraph", "<p>The ferry sails again.</p>"),
    ("subheading", "A long night"),
    ("paragraph", "<p>Nobody was hurt.</p>"),
]
AUTOSAVE = {"Accept": "application/json"}


def opened(story: StoryPage, client: Client, **fields: Any) -> dict[str, Any]:
    """Return the form that a browser has after it opened the story."""
    page = StoryPage.objects.get(pk=story.pk)
    latest = page.get_latest_revision()
    shown = page.get_latest_revision_as_object()
    form = form_of(shown, **fields)
    if latest:
        form |= {
            "loaded_revision_id": str(latest.pk),
            "loaded_revision_created_at": latest.created_at.isoformat(),
        }
    form["keep_base"] = pairs({name: value for name, value in form.items() if not name.startswith("loaded")})
    return form


def pairs(form: dict[str, Any]) -> str:
    return json.dumps(
        [
            [name, one]
            for name, value in form.items()
            if not name.startswith(("keep", "loaded"))
            for one in (value if isinstance(value, list) else [value])
        ]
    )


def written(form: dict[str, Any], place: int, text: str) -> dict[str, Any]:
    is_plain = form[f"body-{place}-type"] == "subheading"
    value = text if is_plain else rich_text(f"<p>{text}</p>")
    return {**form, f"body-{place}-value": value}


def saved(client: Client, story: StoryPage, form: dict[str, Any], **extra: Any) -> Any:
    return client.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), {**form, **extra})


def autosaved(client: Client, story: StoryPage, form: dict[str, Any], **extra: Any) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    return client.post(address, {**form, **extra}, headers=AUTOSAVE)


def texts_of(story: StoryPage) -> list[str]:
    latest = StoryPage.objects.get(pk=story.pk).get_latest_revision_as_object()
    return [getattr(block.value, "source", block.value) for block in latest.body]


@pytest.fixture
def story(paper: Any) -> StoryPage:
    made = draft(body=BODY)
    made.save_revision()
    return made


@pytest.mark.parametrize("button", ["", "action-publish", "action-submit"])
def test_save_of_any_kind_on_an_older_revision_shows_both_and_saves_nothing(
    chief: Client, editor: Client, story: StoryPage, button: str
) -> None:
    first, second = opened(story, chief), opened(story, editor)
    assert saved(chief, story, written(first, 0, "Hers.")).status_code == 302
    before = Revision.objects.count()

    answer = saved(editor, story, written(second, 0, "His."), **({button: "1"} if button else {}))

    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "<del>Hers.</del>" in shown
    assert "<ins>His.</ins>" in shown
    assert Revision.objects.count() == before


def test_autosave_on_an_older_revision_is_refused(chief: Client, editor: Client, story: StoryPage) -> None:
    first, second = opened(story, chief), opened(story, editor)
    assert autosaved(chief, story, written(first, 0, "Hers.")).json()["success"]

    answer = autosaved(editor, story, written(second, 2, "His."))

    assert answer.status_code == 400
    assert answer.json()["error_code"] == "invalid_revision"
    assert "Hers." in texts_of(story)[0]


def test_second_tab_of_the_same_person_gets_the_merge_too(chief: Client, story: StoryPage) -> None:
    one, hidden = opened(story, chief), opened(story, chief)
    saved(chief, story, written(one, 0, "In this tab."), keep_tab="a1", keep_number="1")

    answer = saved(chief, story, written(hidden, 0, "In that tab."), keep_tab="b2", keep_number="1")

    assert answer.status_code == 409
    assert "in another tab or on another device" in answer.content.decode()


def test_answer_that_was_lost_on_the_way_is_no_conflict(chief: Client, story: StoryPage) -> None:
    form = opened(story, chief)
    autosaved(chief, story, written(form, 0, "One."), keep_tab="a1", keep_number="5")

    # The form never heard that it was saved, and names the revision that it was loaded with.
    answer = autosaved(chief, story, written(form, 0, "One, two."), keep_tab="a1", keep_number="6")

    assert answer.json()["success"]
    assert "One, two." in texts_of(story)[0]


def test_save_that_was_delayed_does_not_undo_a_later_one(chief: Client, story: StoryPage) -> None:
    form = opened(story, chief)
    saved(chief, story, written(form, 0, "Later."), keep_tab="a1", keep_number="6")

    answer = autosaved(chief, story, written(form, 0, "Earlier."), keep_tab="a1", keep_number="5")

    assert answer.json()["error_code"] == "invalid_revision"
    assert "Later." in texts_of(story)[0]


def merged(client: Client, story: StoryPage, conflict: Any, **answers: str) -> Any:
    """Press the button of the merge screen."""
    shown = conflict.context
    form = {
        "keep-merge": "1",
        "keep_mine": shown["mine"],
        "keep_base": shown["base"],
        "keep_tab": shown["claim"].tab,
        "keep_number": str(shown["claim"].number),
        "loaded_revision_id": str(shown["latest"].pk),
        "loaded_revision_created_at": shown["latest_at"],
    }
    return saved(client, story, {**form, **answers})


def test_changes_of_different_parts_are_joined_with_one_click(
    chief: Client, editor: Client, story: StoryPage
) -> None:
    first, second = opened(story, chief), opened(story, editor)
    saved(chief, story, written(first, 0, "Hers."))
    conflict = saved(editor, story, {**written(second, 2, "His."), "title": "Ferry is back"})
    assert conflict.context["undecided"] == []

    answer = merged(editor, story, conflict)

    assert answer.status_code == 302
    hers, subheading, his = texts_of(story)
    assert "Hers." in hers
    assert subheading == "A long night"
    assert "His." in his
    assert StoryPage.objects.get(pk=story.pk).draft_title == "Ferry is back"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("mine", ["His."]), ("theirs", ["Hers."]), ("both", ["Hers.", "His."])],
)
def test_part_changed_by_both_is_answered_and_both_stay_in_the_history(
    chief: Client, editor: Client, story: StoryPage, answer: str, expected: list[str]
) -> None:
    first, second = opened(story, chief), opened(story, editor)
    saved(chief, story, written(first, 0, "Hers."))
    conflict = saved(editor, story, written(second, 0, "His."))
    (part,) = conflict.context["undecided"]

    merged(editor, story, conflict, **{f"answer:{part.key}": answer})

    texts = texts_of(story)
    assert [text for text in ("Hers.", "His.") if any(text in one for one in texts)] == expected
    assert len(texts) == 2 + len(expected)
    history = "".join(json.dumps(one.content) for one in Revision.objects.for_instance(story))
    assert "Hers." in history
    assert "His." in history


def test_merge_with_what_has_changed_again_asks_again(
    chief: Client, editor: Client, story: StoryPage
) -> None:
    first, second = opened(story, chief), opened(story, editor)
    saved(chief, story, written(first, 0, "Hers."))
    conflict = saved(editor, story, written(second, 2, "His."))
    saved(chief, story, written(opened(story, chief), 1, "A short night"))

    again = merged(editor, story, conflict)

    assert again.status_code == 409
    merged(editor, story, again)
    assert [
        text in one for text, one in zip(("Hers.", "A short night", "His."), texts_of(story), strict=True)
    ]


def test_text_that_is_not_valid_is_kept_in_the_merge(chief: Client, editor: Client, story: StoryPage) -> None:
    first, second = opened(story, chief), opened(story, editor)
    saved(chief, story, written(first, 0, "Hers."))

    conflict = saved(editor, story, {**written(second, 1, "S" * 300), "kicker": "K" * 200})

    assert "S" * 300 in conflict.content.decode()
    assert "K" * 200 in conflict.content.decode()


def test_refused_publication_keeps_the_draft(
    chief: Client, story: StoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_arguments: Any) -> None:
        raise PublicationRefusedError({"__all__": ["Not now."]}, page_id=story.pk)

    # Something that the form could not know, such as an address that was taken a moment ago.
    monkeypatch.setattr(recording, "judge", refuse)
    form = written(opened(story, chief), 0, "Typed before it was refused.")

    answer = saved(chief, story, form, **{"action-publish": "1"})

    assert answer.status_code == 302
    assert not StoryPage.objects.get(pk=story.pk).live
    assert "Typed before" in "".join(texts_of(story))


def test_form_of_somebody_else_is_not_saved_under_a_wrong_name(
    chief: Client, editor: Client, story: StoryPage
) -> None:
    form = written(opened(story, chief), 0, "By the chief.")
    before = Revision.objects.count()

    autosaved(editor, story, form, keep_user=chief.session["_auth_user_id"])

    assert Revision.objects.count() == before


def test_new_story_sent_twice_is_one_story(chief: Client, paper: Any, story: StoryPage) -> None:
    address = reverse("wagtailadmin_pages:add", args=["paper_stories", "storypage", story.get_parent().pk])
    form = {**form_of(story, title="A new one", slug=""), "keep_tab": "c3"}
    first = client_json(chief, address, {**form, "keep_number": "1"})

    second = client_json(chief, address, {**form, "title": "A new one, longer", "keep_number": "2"})

    assert (first["pk"], second["success"]) == (second["pk"], True)
    assert second["url"] == reverse("wagtailadmin_pages:edit", args=[first["pk"]])
    assert StoryPage.objects.get(pk=first["pk"]).draft_title == "A new one, longer"


def client_json(client: Client, address: str, form: dict[str, Any]) -> Any:
    answer = client.post(address, form, headers=AUTOSAVE)
    return json.loads(answer.content)


def asked(client: Client, **entry: Any) -> Any:
    return client.post(reverse("keeping:offer"), json.dumps(entry), content_type="application/json")


def test_offer_tells_what_the_paper_does_not_have(chief: Client, story: StoryPage) -> None:
    form = opened(story, chief)
    base = {"id": form["loaded_revision_id"], "at": form["loaded_revision_created_at"]}
    kept = json.loads(pairs(written(form, 0, "The ferry sails again at eight.")))

    answer = asked(chief, page=story.pk, tab="a1", number=3, base=base, form=kept).json()

    assert answer["state"] == "offered"
    assert "3 words differ" in answer["html"]
    assert "<ins>" in answer["html"]


def test_offer_of_what_was_saved_is_none(chief: Client, story: StoryPage) -> None:
    form = written(opened(story, chief), 0, "It sails.")
    saved(chief, story, form, keep_tab="a1", keep_number="3")
    saved(chief, story, written(opened(story, chief), 0, "It sails well."))

    by_number = asked(chief, page=story.pk, tab="a1", number=3, base={}, form=json.loads(pairs(form)))
    by_text = asked(
        chief, page=story.pk, tab="zz", number=1, base={}, form=json.loads(pairs(opened(story, chief)))
    )

    assert by_number.json() == {"state": "saved"}
    assert by_text.json() == {"state": "saved"}


def test_text_that_is_taken_back_fills_the_form_and_saves_nothing(chief: Client, story: StoryPage) -> None:
    form = written(opened(story, chief), 0, "Kept in a browser.")
    before = Revision.objects.count()

    answer = saved(chief, story, form, **{"keep-take": "1", "keep_tab": "a1", "keep_number": "4"})

    assert answer.status_code == 200
    assert "Kept in a browser." in answer.content.decode()
    assert '"tab": "a1", "number": 4' in answer.content.decode()
    assert Revision.objects.count() == before


@pytest.mark.parametrize("role", [Role.REPORTER])
def test_offer_of_a_story_that_one_may_not_edit_is_refused(
    desk_of: Callable[[Role], Client], story: StoryPage, role: Role
) -> None:
    answer = asked(desk_of(role), page=story.pk, tab="a1", number=1, base={}, form=[["title", "x"]])

    assert answer.status_code in (302, 403)


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"page": 1, "form": 3}', '{"form": [["a", "b"]]}'])
def test_offer_of_nonsense_is_refused(chief: Client, story: StoryPage, body: str) -> None:
    answer = chief.post(reverse("keeping:offer"), body, content_type="application/json")

    assert answer.status_code in (400, 404)


@pytest.mark.parametrize("sent", ["", "nonsense", '[["body-count", "1"]]'])
def test_merge_of_nonsense_is_refused(chief: Client, story: StoryPage, sent: str) -> None:
    answer = saved(chief, story, {"keep-merge": "1", "keep_mine": sent})

    assert answer.status_code == 400


def test_pulse_tells_who_is_signed_in_and_needs_somebody(chief: Client, client: Client, paper: Any) -> None:
    told = chief.get(reverse("keeping:pulse")).json()
    stranger = client.get(reverse("keeping:pulse"), headers={"X-Requested-With": "XMLHttpRequest"})

    assert told["user"] == int(chief.session["_auth_user_id"])
    assert told["token"]
    assert stranger.status_code == 403
