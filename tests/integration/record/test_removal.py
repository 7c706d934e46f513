"""What a history tells when a text had to go, and what other packages add to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.test import Client

from dateline.edition.copies import making_a_copy
from dateline.fronts.models import HomePage
from dateline.media.actions import withhold_picture
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import Kind, RemovalReason
from dateline.publishing.models import Publication, PublishedVersion, Withholding
from dateline.record import version_notes
from dateline.record.contexts import NoteContext
from dateline.record.errors import NotesRegisteredError
from dateline.record.finding import existing_histories, history_addresses
from dateline.stories.models import StoryPage
from tests.factories.staff import town_editor
from tests.factories.stories import NOON, picture, published

RESTS = ("", "index.json", "index.atom", "1/", "1.json", "1-2/", "1-2.json")


@pytest.fixture
def story(paper: HomePage) -> StoryPage:
    """A story with three versions."""
    story = published("A secret name", at=NOON)
    for number in (1, 2):
        story = StoryPage.objects.get(pk=story.pk)
        story.title = f"Headline {number}"
        publish_page(
            page=story,
            by=None,
            kind=Kind.CORRECTION,
            summary=f"Wrong {number}",
            at=NOON + number * timedelta(hours=1),
        )
    return StoryPage.objects.get(pk=story.pk)


def withhold(story: StoryPage, number: int) -> None:
    version = PublishedVersion.objects.get(publication=story.uuid, number=number)
    Withholding.objects.create(version=version, at=NOON, reason=RemovalReason.SAFETY)
    version.content.delete()


def test_withheld_version_keeps_its_row_and_shows_no_text(story: StoryPage, reader: Client) -> None:
    withhold(story, 1)
    path = f"{story.public_path()}history/"

    page = reader.get(path).content.decode()
    row = page[page.index('id="version-1"') : page.index("</li>", page.index('id="version-1"'))]

    assert "The text of this version is not shown: To protect somebody." in row
    assert "href" not in row
    assert "First publication" in row
    assert "A secret name" not in page
    assert reader.get(f"{path}1/").status_code == 410
    # The file for programs keeps what the log holds: number, time, commitment, and no word.
    file = reader.get(f"{path}1.json")
    assert (file.status_code, file.json()["content"], file.json()["nonce"]) == (200, "", "")
    assert "A secret name" not in file.content.decode()


def test_difference_from_a_withheld_version_says_why_there_is_none(story: StoryPage, reader: Client) -> None:
    withhold(story, 1)

    page = reader.get(f"{story.public_path()}history/1-2/").content.decode()
    data = reader.get(f"{story.public_path()}history/1-2.json").json()

    assert "The text of version 1 is not shown: To protect somebody." in page
    assert "A secret name" not in page
    assert "<ins" not in page
    assert data["difference"] is None


@pytest.mark.parametrize("is_told", [True, False])
def test_history_of_what_was_taken_down_keeps_numbers_times_and_kinds(
    story: StoryPage, reader: Client, is_told: bool
) -> None:
    path = f"{story.public_path()}history/"
    take_down(page=story, by=None, reason=RemovalReason.LEGAL, text="A court said so.", shows_text=is_told)

    answers = {rest: reader.get(path + rest) for rest in RESTS}
    page = answers[""].content.decode()

    assert {answer.status_code for answer in answers.values()} == {410}
    assert page.count('class="record-row') == 4
    assert ("A court said so." in page) is is_told
    assert ("Required by law" in page) is is_told
    everything = "".join(answer.content.decode() for answer in answers.values())
    assert not any(words in everything for words in ("A secret name", "Headline 2", "Wrong 1"))
    assert [row["kind"] for row in answers["index.json"].json()["versions"]] == [
        "removal",
        "correction",
        "correction",
        "new",
    ]


def test_history_of_an_unpublished_story_is_gone_and_comes_back_with_it(
    story: StoryPage, reader: Client
) -> None:
    path = f"{story.public_path()}history/"
    unpublish_page(page=story, by=None)
    assert {reader.get(path + rest).status_code for rest in RESTS} == {410}

    publish_page(page=StoryPage.objects.get(pk=story.pk), by=None)
    assert {reader.get(path + rest).status_code for rest in RESTS} == {200}


def test_old_address_leads_to_the_same_page_of_the_history(story: StoryPage, reader: Client) -> None:
    old = story.public_path()
    story.slug = "another-name"
    publish_page(page=story, by=None, kind=Kind.UPDATE)

    for rest in RESTS:
        answer = reader.get(f"{old}history/{rest}")
        assert (answer.status_code, answer["Location"]) == (301, f"{story.public_path()}history/{rest}")


def test_version_shows_the_picture_of_its_time_or_says_that_it_is_gone(
    paper: HomePage, reader: Client
) -> None:
    shown = picture(credit="Ines Moreau")
    story = published(body=[("picture", {"picture": shown, "caption": "The pier that was"})])
    address = f"{story.public_path()}history/1/"
    with_picture = reader.get(address).content.decode()
    withhold_picture(picture=shown, by=town_editor(), reason="Rights", at=NOON)

    without = reader.get(address).content.decode()

    assert "<picture>" in with_picture
    assert "<picture>" not in without
    assert all("The pier that was" in page and "Ines Moreau" in page for page in (with_picture, without))


@pytest.mark.parametrize("text", ['<script>alert("x")</script>', "a\u202eb <b>&amp;"])
def test_markup_in_any_text_is_shown_as_text(paper: HomePage, reader: Client, text: str) -> None:
    story = published("Plain", standfirst="Plain")
    story.title, story.standfirst = f"Title {text}", f"Stand {text}"
    publish_page(
        page=story, by=None, kind=Kind.CORRECTION, summary=f"Why {text}", at=NOON + timedelta(hours=1)
    )

    for rest in ("", "1-2/", "2/"):
        page = reader.get(f"{story.public_path()}history/{rest}").content.decode()
        assert "<script>alert" not in page
        assert "<b>&amp;" not in page
        assert (
            "\u202e" not in page[page.index('class="difference"') :] if 'class="difference"' in page else True
        )


def test_form_leads_to_the_difference_of_two_versions_whichever_is_first(
    paper: HomePage, reader: Client
) -> None:
    asked = {"of": "/2026/03/14/a-story/", "from": "3", "to": "1"}

    answer = reader.get("/archive/difference/", asked)

    assert (answer.status_code, answer["Location"]) == (302, "/2026/03/14/a-story/history/1-3/")
    for wrong in (
        {"of": "//elsewhere.example/"},
        {"of": "https://elsewhere.example/"},
        {"to": "x"},
        {"from": ""},
    ):
        assert reader.get("/archive/difference/", {**asked, **wrong}).status_code == 404


def test_flood_of_made_up_addresses_is_told_from_those_that_exist(story: StoryPage) -> None:
    path = f"{story.public_path()}history/"
    real = {path + rest for rest in ("", "index.json", "3/", "1-3/", "2.json", "1-2.json")}
    made_up = {path + rest for rest in ("4/", "1-4/", "3-1/", "page/2/", "x/", "0/")} | {
        "/2020/01/01/no/history/"
    }

    assert existing_histories([*real, *made_up]) == real


def test_copy_holds_what_its_pages_link_to_and_little_of_stories_that_never_changed(story: StoryPage) -> None:
    alone = published("Never changed", at=NOON + timedelta(days=1))
    with making_a_copy():
        addresses = list(history_addresses())

    path = f"{story.public_path()}history/"
    assert [address for address in addresses if address.startswith(alone.public_path())] == [
        f"{alone.public_path()}history/",
        f"{alone.public_path()}history/1.json",
    ]
    assert {path + rest for rest in RESTS} | {f"{path}1-3/", f"{path}2-3/"} <= set(addresses)
    assert len(addresses) == len(set(addresses))


@pytest.fixture
def no_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version_notes, "_sources", {})


def test_notes_of_other_packages_stand_beside_their_version(
    story: StoryPage, reader: Client, no_sources: None
) -> None:
    def source(publication: Publication, numbers: Sequence[int]) -> dict[int, list[NoteContext]]:
        return {
            number: [NoteContext("Recorded", text="at noon", url="/log/2")]
            for number in numbers
            if number == 2
        }

    version_notes.register_version_notes("log", source)
    path = f"{story.public_path()}history/"

    for rest in ("", "2/", "1-2/"):
        page = reader.get(path + rest).content.decode()
        assert page.count('<a class="plain-link" href="/log/2">Recorded</a> at noon') == 1
    assert "Recorded" not in reader.get(f"{path}3/").content.decode()
    rows = reader.get(f"{path}index.json").json()["versions"]
    assert [note["label"] for row in rows for note in row["notes"]] == ["Recorded"]
    with pytest.raises(NotesRegisteredError):
        version_notes.register_version_notes("log", lambda publication, numbers: {})


def test_history_of_many_versions_stays_small_and_goes_on_on_older_pages(
    paper: HomePage, reader: Client
) -> None:
    story = published("Counting 0")
    for number in range(1, 25):
        story = StoryPage.objects.get(pk=story.pk)
        story.title = f"Counting {number}"
        publish_page(
            page=story, by=None, kind=Kind.UPDATE, summary="One more." * 8, at=NOON + timedelta(hours=number)
        )
    path = f"{story.public_path()}history/"

    first, older = reader.get(path), reader.get(f"{path}page/2/")

    assert len(first.content) < 30_000
    assert first.content.count(b'class="record-row') == 20
    assert older.content.count(b'class="record-row') == 5
    assert reader.get(f"{path}page/3/").status_code == 404
    assert reader.get(f"{path}page/1/")["Location"] == path
    assert len(reader.get(f"{path}index.json").json()["versions"]) == 25
