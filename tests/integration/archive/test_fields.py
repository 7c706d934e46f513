"""Every field of a document has its place in the paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dateline.archive.models import ImportedDocument
from dateline.archive.records import Block, OldAuthor, OldPicture
from dateline.media.models import Picture
from dateline.people.models import Contributor
from dateline.publishing.models import PublishedVersion
from dateline.sections.models import SectionPage, Topic
from dateline.stories.models import CompanyPage, StoryPage
from tests.factories.documents import AT, document
from tests.factories.stories import jpeg

Bring = Callable[..., dict[str, Any]]
RULES = """
[sections]
"News of the town" = "town"
"Old junk" = "drop"
"Interviews" = "series: Talks"
"Columns" = "label: opinion"
[topics]
"boats" = "topic: Ferries"
"secret" = "drop"
[authors]
"Staff" = "drop"
"A. Byron" = "Ada Byron"
[[addresses]]
pattern = "/read.php?id={number}"
"""


def blocks_of(story: StoryPage) -> list[tuple[str, Any]]:
    return [(block["type"], block["value"]) for block in story.body.raw_data]


def test_blocks_of_every_kind_become_blocks_of_the_story(bring: Bring) -> None:
    related = document(1, "The old quay is closed", published=AT - timedelta(days=1), address="/old/quay/")
    bring(related)
    html = (
        'Said <strong>“no”</strong> <a href="javascript:alert(1)">x</a>'
        "<script>alert(1)</script> <em>«да»</em>"
    )
    blocks = (
        Block("paragraph", "Said “no” x «да»", html=html),
        Block("subheading", "Later"),
        Block("quote", "We sail."),
        Block("attribution", "The captain"),
        Block("list_item", "one"),
        Block("list_item", "two", html="<b>two</b>"),
        Block("fact_box", "Built in 1950.", title="The ferry"),
        Block("embed", "", title="A film", address="http://video.example/1"),
        Block("table", "Fares", rows=(("from", "to"), ("1",)), has_header=True),
        Block("file", "Plan", address="https://old.example/plan.pdf"),
        Block("related", "Elsewhere named", address="https://old.example/old/quay/"),
    )
    bring(document(2, blocks=blocks))

    story = StoryPage.objects.get(title="Ferry sails for time number 2")
    kinds = dict(blocks_of(story))
    page = [kind for kind, _value in blocks_of(story)]

    assert page == [
        "paragraph",
        "subheading",
        "pull_quote",
        "paragraph",
        "fact_box",
        "embed",
        "table",
        "paragraph",
        "related_story",
    ]
    assert blocks_of(story)[0][1] == "<p>Said <b>“no”</b> x <i>«да»</i></p>"
    assert blocks_of(story)[3][1] == "<ul><li>one</li><li><b>two</b></li></ul>"
    assert kinds["pull_quote"] == {"quote": "We sail.", "attribution": "The captain"}
    assert kinds["embed"]["url"] == "https://video.example/1"
    assert kinds["table"]["table"]["data"] == [["from", "to"], ["1", ""]]
    assert kinds["related_story"] == {"story": StoryPage.objects.get(title="The old quay is closed").pk}


def test_rules_say_what_sections_tags_authors_and_labels_become(bring: Bring, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES, encoding="utf-8")
    told = document(
        1,
        section="News of the Town",
        sections=("Old junk", "Interviews", "Columns", "Sea"),
        tags=("boats", "secret", "Weather"),
        authors=("Staff", "A. Byron", "Byron, Ada"),
        people=(OldAuthor("A. Byron", bio="Writes.", address="/people/byron"),),
    )

    bring(told, rules=rules)
    story = StoryPage.objects.get()

    assert story.section.slug == "town"
    assert story.series.name == "Talks"
    assert story.label == "opinion"
    assert sorted(topic.name for topic in story.topics.all()) == ["Ferries", "Sea", "Weather"]
    assert [byline.contributor.name for byline in story.bylines.all()] == ["Ada Byron"]
    assert Contributor.objects.count() == 1


def test_names_that_only_look_alike_are_proposed(bring: Bring) -> None:
    Contributor.objects.create(name="Ada Byron", slug="ada-byron")

    report = bring(document(1, authors=("Ada Byrun", "BYRON Ada")), dry_run=True)

    assert "new author: Ada Byrun (or is it Ada Byron? say so in the rules)" in report["files"][0]["notes"]
    assert not any("BYRON" in note for note in report["files"][0]["notes"])
    assert not StoryPage.objects.exists()


def test_pictures_come_from_the_folder_once_and_with_a_credit(bring: Bring, tmp_path: Path) -> None:
    folder = tmp_path / "pictures" / "2009"
    folder.mkdir(parents=True)
    (folder / "pier.jpg").write_bytes(jpeg(1))
    lead = OldPicture("https://old.example/files/2009/pier.jpg", alt="A pier", caption="The pier")
    again = replace(lead, source="/2009/pier.jpg?size=big")
    gone = OldPicture("/2009/gone.jpg", caption="Gone")
    told = document(
        1,
        lead_picture=lead,
        blocks=(
            Block("paragraph", "Text."),
            Block("gallery", "", pictures=(again, gone)),
            Block("picture", "", pictures=(gone,)),
        ),
    )

    report = bring(told, pictures=[tmp_path / "pictures"])
    story = StoryPage.objects.get()
    picture = Picture.objects.get()

    assert (picture.credit, picture.description) == ("From the archive", "A pier")
    assert picture.caption == "The pier"
    assert story.lead_picture == picture
    assert [kind for kind, _value in blocks_of(story)] == ["paragraph", "picture"]
    assert report["files"][0]["missing_pictures"] == [
        {"source": "/2009/gone.jpg", "why": "not in the folder of pictures"}
    ]
    assert list(picture.uses.order_by("version").values_list("version", flat=True)) in ([None, 1], [1, None])
    bring(told, pictures=[tmp_path / "pictures"])
    assert Picture.objects.count() == 1


def test_drafts_and_company_pages_keep_their_nature(bring: Bring) -> None:
    draft = document(1, status="draft", published=None)
    about = document(2, "About us", kind="page", section=None, address="/about.html", language="en-US")

    report = bring(draft, about)

    story, page = StoryPage.objects.get(), CompanyPage.objects.get(title="About us")
    assert [entry["outcome"] for entry in report["files"]] == ["created", "created"]
    assert not story.live
    assert page.live
    assert page.public_path() == "/page/about-us/"
    assert [entry["outcome"] for entry in bring(draft, about)["files"]] == ["unchanged", "unchanged"]


def test_a_changed_source_changes_only_what_differs(bring: Bring) -> None:
    bring(document(1), document(2))

    report = bring(document(1, text="The ferry did not sail at all."), document(2, tags=()))

    assert [entry["outcome"] for entry in report["files"]] == ["updated", "unchanged"]
    assert PublishedVersion.objects.filter(publication__content_type="story").count() == 3


def test_a_reader_that_tells_more_of_the_same_story_makes_no_version(bring: Bring) -> None:
    bring(document(1))
    before = ImportedDocument.objects.get().digest

    report = bring(document(1, bio="About the author"))

    assert report["files"][0]["outcome"] == "unchanged"
    assert ImportedDocument.objects.get().digest != before
    assert PublishedVersion.objects.filter(publication__content_type="story").count() == 1


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"published": AT.replace(year=9999)}, "published"),
        ({"published": AT.replace(year=33)}, "published"),
        ({"published": None}, "published"),
        ({"blocks": ()}, "paragraphs"),
        ({"headline": "   "}, "headline"),
    ],
)
def test_what_cannot_be_a_story_is_named_and_the_rest_comes_in(
    bring: Bring, told: dict[str, Any], where: str
) -> None:
    report = bring(document(1), document(2, **told), document(3))

    assert [entry["outcome"] for entry in report["files"]] == ["created", "failed", "created"]
    assert report["files"][1]["errors"][0]["where"] == where


def test_one_that_the_database_refuses_does_not_take_the_batch_along(bring: Bring) -> None:
    report = bring(document(1), document(2, label="x", text="A nul \x00 in the text."), document(3))

    outcomes = [entry["outcome"] for entry in report["files"]]
    assert outcomes[0] == outcomes[2] == "created"
    assert SectionPage.objects.filter(slug="town").count() == 1
    assert Topic.objects.count() == 0


def test_duplicate_ids_and_twins_are_named(bring: Bring) -> None:
    report = bring(document(1), document(1, "Another headline altogether"), document(2, document(1).headline))

    assert [entry["outcome"] for entry in report["files"]] == ["created", "duplicate", "duplicate"]
