"""The screens on which words are found in the record and versions withheld."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.desk.withholding import version_rows
from dateline.publishing import finding_words
from dateline.publishing.actions import publish_page
from dateline.publishing.models import Publication, SentenceWithholding, VersionContent, Withholding
from dateline.stories.models import RelatedStory, StoryPage
from tests.factories.stories import published

ANSWERS = {"reason": "safety", "sure": "on"}
FIND = reverse("find_words")


def address(story: StoryPage) -> str:
    return reverse("withhold_versions", args=[story.uuid])


@pytest.fixture
def story(chief: Client) -> StoryPage:
    story = published("Said by Sokolova", slug="said", body=[("paragraph", "<p>Anna Sokolova said so.</p>")])
    again = StoryPage.objects.get(pk=story.pk)
    again.title = "Said by a witness"
    again.body[0].value.source = "<p>A witness said so.</p>"
    publish_page(page=again, by=None, kind="update", summary="Not by Sokolova any more.")
    return StoryPage.objects.get(pk=story.pk)


def body(response: Any) -> str:
    return response.content.decode()


def test_words_are_found_and_what_has_them_is_ticked(chief: Client, story: StoryPage) -> None:
    other = published("Elsewhere", body=[("paragraph", "<p>As Sokolova said.</p>")], at=timezone.now())
    edit = body(chief.get(reverse("wagtailadmin_pages:edit", args=[story.pk])))
    assert address(story) in edit
    assert FIND in body(chief.get(reverse("wagtailadmin_home")))
    assert "checked" not in body(chief.get(address(story))).partition("Versions")[2]

    found = body(chief.post(FIND, {"find": "yes", "words": "sokolova"}))
    shown = chief.post(address(story), {"find": "yes", "words": "sokolova"})

    assert "Said by a witness" in found
    assert "Elsewhere" in found
    form = shown.context["form"]
    assert (form["versions"].value(), form["sentences"].value()) == ([1], [2])
    assert "Other stories that have the words" in body(shown)
    assert address(other) in body(shown)
    assert "sokolova" not in shown.request["PATH_INFO"] + shown.request["QUERY_STRING"]


def test_versions_are_withheld_and_the_rest_is_told(chief: Client, story: StoryPage) -> None:
    answer = chief.post(
        address(story), ANSWERS | {"versions": ["1"], "sentences": ["2"], "words": "Sokolova"}
    )

    assert answer.status_code == 200
    assert "The words are destroyed." in body(answer)
    assert "withheld, To protect somebody" in body(answer)
    assert Withholding.objects.get().version.number == 1
    assert SentenceWithholding.objects.get().version.number == 2
    assert "No version has these words" in body(chief.post(FIND, {"find": "yes", "words": "Sokolova"}))
    again = chief.post(address(story), ANSWERS | {"versions": ["1"]})
    assert again.status_code == 422


def test_what_the_story_says_now_is_told_and_cannot_be_chosen(chief: Client, story: StoryPage) -> None:
    shown = chief.post(address(story), {"find": "yes", "words": "witness"})

    assert "It has the words." in body(shown)
    assert "publish it without them" in body(shown)
    assert [number for number, _label in shown.context["form"].fields["versions"].choices] == [1]
    assert chief.post(address(story), ANSWERS | {"versions": ["2"]}).status_code == 422
    assert VersionContent.objects.filter(version__publication=story.uuid).count() == 2


@pytest.mark.parametrize("missing", ["reason", "sure", "versions"])
def test_nothing_happens_unless_it_is_meant(chief: Client, story: StoryPage, missing: str) -> None:
    answers = {**ANSWERS, "versions": ["1"]}
    del answers[missing]

    assert chief.post(address(story), answers).status_code == 422
    assert not Withholding.objects.exists()


def test_deleted_story_is_listed_and_its_words_can_go(chief: Client, story: StoryPage) -> None:
    StoryPage.objects.get(pk=story.pk).delete()
    listed = body(chief.get(FIND))
    assert "Deleted at the desk, and kept in the record" in listed
    assert "Said by a witness" in listed

    answer = chief.post(address(story), ANSWERS | {"versions": ["1", "2"]})

    assert "The words are destroyed." in body(answer)
    assert not VersionContent.objects.filter(version__publication=story.uuid).exists()
    assert "Said by a witness" not in body(chief.get(FIND))


def test_taking_down_names_stories_that_quote_the_headline(chief: Client, story: StoryPage) -> None:
    other = published("Elsewhere", at=timezone.now())
    other.chosen_related.add(RelatedStory(wanted_headline="Said by Sokolova"))
    publish_page(page=other, by=None)

    shown = body(chief.get(reverse("take_down_story", args=[story.pk])))

    assert "Other stories that quote its headline" in shown
    assert address(other) in shown
    assert "Other stories" not in body(chief.get(reverse("take_down_story", args=[other.pk])))


def test_screens_speak_russian(chief: Client, story: StoryPage, settings: Any) -> None:
    settings.LANGUAGE_CODE = "ru"

    shown = chief.post(
        address(story), {"find": "yes", "words": "Sokolova"}, headers={"accept-language": "ru"}
    )

    assert "здесь есть эти слова" in body(shown)
    assert "Уничтожить эти слова" in body(shown)


def test_large_record_is_looked_through_step_by_step(
    chief: Client, story: StoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = published("Elsewhere", body=[("paragraph", "<p>As Sokolova said.</p>")], at=timezone.now())
    monkeypatch.setattr(finding_words, "AT_ONCE", 1)
    monkeypatch.setattr(version_rows, "STEP_SECONDS", 0)
    asked: dict[str, Any] = {"find": "yes", "words": "sokolova"}
    told = []
    while True:
        answer = chief.post(FIND, asked)
        looking = answer.context["looking"]
        told.append(looking.percent)
        if looking.reached is None:
            break
        assert f"{looking.percent} % of everything that was published" in body(answer)
        assert "data-goes-on" in body(answer)
        asked = {"find": "yes", "words": "sokolova", "after": looking.reached, "kept": looking.kept}

    assert told == sorted(told)
    assert len(told) >= 3
    found = {one.publication.pk: one.numbers for one in looking.stories}
    assert found == {story.uuid: (1, 2), other.uuid: (1,)}
    assert "data-goes-on" not in body(answer)


def test_screens_that_look_by_the_way_wait_no_longer_than_a_moment(
    chief: Client, story: StoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = published("Elsewhere", at=timezone.now())
    other.chosen_related.add(RelatedStory(wanted_headline="Said by Sokolova"))
    publish_page(page=other, by=None)
    monkeypatch.setattr(finding_words, "AT_ONCE", 1)
    monkeypatch.setattr(version_rows, "STEP_SECONDS", 0)

    shown = chief.get(reverse("take_down_story", args=[story.pk]))

    looking = shown.context["looking"]
    assert set(looking.words) == {"Said by Sokolova", "Said by a witness"}
    assert "Look through the rest" in body(shown)
    monkeypatch.setattr(version_rows, "STEP_SECONDS", 60)
    rest = chief.post(
        FIND, {"find": "yes", "words": looking.words, "after": looking.reached, "kept": looking.kept}
    )
    assert address(other) in body(rest)


@pytest.mark.parametrize(
    "state",
    [
        {"after": "-1", "kept": "x"},
        {"after": "9" * 40, "kept": "'; DROP TABLE"},
        {"after": "", "kept": "00000000-0000-0000-0000-000000000000:1 <script>:2 zz:"},
        {"after": "1", "kept": "a" * 200_000},
        {"words": ["sokolova"] * 100},
    ],
)
def test_forged_step_begins_anew(chief: Client, story: StoryPage, state: dict[str, Any]) -> None:
    answer = chief.post(FIND, {"find": "yes", "words": "sokolova", **state})

    assert answer.status_code == 200
    assert "<script>:2" not in body(answer)


def test_common_words_end_the_search_and_say_so(
    chief: Client, story: StoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    published("Elsewhere", body=[("paragraph", "<p>As Sokolova said.</p>")], at=timezone.now())
    monkeypatch.setattr(version_rows, "MOST_STORIES", 1)

    answer = chief.post(FIND, {"find": "yes", "words": "sokolova"})

    assert "here are those that were published first" in body(answer)
    assert len(answer.context["looking"].stories) == 1


def test_steps_are_told_in_russian(
    chief: Client, story: StoryPage, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LANGUAGE_CODE = "ru"
    monkeypatch.setattr(finding_words, "AT_ONCE", 1)
    monkeypatch.setattr(version_rows, "STEP_SECONDS", 0)

    shown = chief.post(FIND, {"find": "yes", "words": "sokolova"}, headers={"accept-language": "ru"})

    assert f"Просмотрено {shown.context['looking'].percent} % всего вышедшего" in body(shown)
    assert "Просмотреть остальное" in body(shown)


def steps(chief: Client, looking: Any) -> Any:
    """Press the button of each step until the end; no step may begin anew."""
    while looking.reached is not None:
        sent = {"words": list(looking.words), "after": looking.reached, "kept": looking.kept}
        sent["besides"] = looking.besides or ""
        following = chief.post(FIND, sent).context["looking"]
        assert following.reached is None or following.reached > looking.reached
        looking = following
    return looking


def test_steps_go_on_for_a_long_headline_and_without_the_story_itself(
    chief: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(version_rows, "STEP_SECONDS", -1.0)
    monkeypatch.setattr(finding_words, "AT_ONCE", 1)
    long = f"Ferry {'very ' * 48}late"
    published("First", slug="first")
    mine = published(long, slug="mine")
    published("Quoting", slug="quoting", body=[("paragraph", f"<p>As in {long}.</p>")])

    begun = version_rows.quoting(Publication.objects.get(pk=mine.uuid))
    shown = body(chief.post(FIND, {"words": begun.words, "after": "0", "besides": str(mine.uuid)}))

    assert f'name="besides" value="{mine.uuid}"' in shown
    assert [one.headline for one in steps(chief, begun).stories] == ["Quoting"]


def test_step_that_cannot_be_read_neither_fails_nor_begins_anew(chief: Client, story: StoryPage) -> None:
    odd = chief.post(FIND, {"words": "sokolova", "kept": f"{'-' * 36}:1"})
    too_long = chief.post(FIND, {"words": "sokolova", "after": "1", "kept": "x" * 1_000_001})

    assert (odd.status_code, too_long.status_code) == (200, 200)
    assert len(odd.context["looking"].stories) == 1
    assert too_long.context["looking"] is None
