"""The demo paper as built: complete, recorded, and readable at every address."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from types import SimpleNamespace

import pytest
from django.test import Client
from wagtail.documents import get_document_model

from dateline.demo.actions import Outcome, build_demo_paper
from dateline.entities.models import Entity
from dateline.fronts.models import FrontSlot
from dateline.media.models import Picture
from dateline.media.queries import missing_rungs
from dateline.paper.models import PaperSettings
from dateline.people.models import Contributor
from dateline.publishing.actions import publish_page, unpublish_page
from dateline.publishing.models import PublicAddress, PublishedVersion
from dateline.publishing.queries import notices_of
from dateline.publishlog.models import LogEntry
from dateline.sections.models import SectionPage, Series, Topic
from dateline.stories.models import CompanyPage, StoryPage
from tests.integration.demo.conftest import nothing_drawn

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("built"), pytest.mark.any_database]


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "localhost"})


def story(slug: str) -> StoryPage:
    found: StoryPage = StoryPage.objects.get(slug=slug)
    return found


def test_everything_is_there(built: SimpleNamespace) -> None:
    content = built.content

    assert StoryPage.objects.filter(live=True).count() == len(content.stories) >= 60
    assert Picture.objects.count() == len(content.pictures)
    assert Contributor.objects.count() == len(content.people)
    assert Topic.objects.count() == len(content.topics)
    assert Series.objects.count() == len(content.series)
    assert Entity.objects.count() == len(content.entities)
    assert CompanyPage.objects.filter(live=True).count() == len(content.pages)
    assert get_document_model().objects.count() == 2
    assert PaperSettings.objects.get().jurisdictions == ("KV",)
    assert [page.slug for page in SectionPage.objects.order_by("order")] == [
        section.slug for section in content.paper.sections
    ]
    assert SectionPage.objects.get(is_opinion=True).slug == "opinion"
    assert SectionPage.objects.get(is_light=True).slug == "meanwhile"


def test_every_publication_is_recorded_with_its_kind_and_time(built: SimpleNamespace) -> None:
    expected = Counter({"new": len(built.content.stories)})
    expected.update(update.kind for one in built.content.stories for update in one.updates)
    stories = PublishedVersion.objects.filter(publication__content_type="story")

    assert Counter(stories.values_list("kind", flat=True)) == expected
    assert set(expected) == {"new", "typo", "update", "clarification", "correction", "note"}
    assert LogEntry.objects.filter(event="story.published").count() == sum(expected.values())
    for record in built.content.stories:
        page = story(record.slug)
        times = list(stories.filter(publication_id=page.uuid).order_by("number").values_list("at", flat=True))
        assert times == [record.published_at, *(update.at for update in record.updates)]
        moved = [update.at for update in record.updates if update.kind != "typo"]
        assert (page.published_at, page.updated_at) == (record.published_at, moved[-1] if moved else None)


def test_what_changed_is_said_to_readers(built: SimpleNamespace, reader: Client) -> None:
    for record in built.content.stories:
        page = story(record.slug)
        wanted = [one.summary for one in record.updates if one.kind not in ("typo", "update")]

        assert [version.summary for version in notices_of(page.uuid)] == wanted
        if wanted:
            text = unescape(reader.get(page.public_path()).content.decode()).replace("\xa0", " ")
            told = [
                part
                for one in record.updates
                if one.kind not in ("typo", "update")
                for part in ((one.wrong, one.right) if one.wrong else (one.summary,))
            ]
            assert all(part in text for part in told), record.slug


def test_every_public_address_answers(reader: Client) -> None:
    records = [
        one.get_absolute_url() for model in (Contributor, Topic, Series) for one in model.objects.all()
    ]
    lists = ["/archive/", "/archive/2026/", "/archive/2026/11/", "/archive/2026/11/20/", "/search/?q=tram"]
    documents = [document.url for document in get_document_model().objects.all()]

    for address in [*PublicAddress.objects.values_list("path", flat=True), *records, *lists, *documents]:
        answer = reader.get(address)
        assert answer.status_code == 200, address
        # Reading a file to its end closes it.
        assert b"".join(answer), address


def test_front_shows_no_story_twice(reader: Client) -> None:
    front = reader.get("/").content.decode()
    addresses = re.findall(r'<a class="card-link" href="(/\d{4}/\d\d/\d\d/[^"]+)"', front)

    assert len(addresses) == len(set(addresses)) >= 30
    chosen = FrontSlot.objects.order_by("sort_order").select_related("story")
    assert addresses[0] == chosen[0].story.public_path()
    assert {slot.story.public_path() for slot in chosen} <= set(addresses)


def test_readers_find_stories_at_once(reader: Client) -> None:
    council = story("council-passes-barrier-by-two-votes").public_path()

    assert council in reader.get("/search/?q=barrier").content.decode()
    assert "Nothing was found" in reader.get("/search/?q=zeppelin").content.decode()


def test_our_own_links_point_to_records_and_lead_to_addresses(reader: Client) -> None:
    museum, digest = story("salt-museum-reopens"), story("monday-net-november-16")

    assert f'<a linktype="page" id="{museum.pk}">' in digest.body[0].value.source
    assert f'<a href="{museum.public_path()}">' in reader.get(digest.public_path()).content.decode()


def test_notes_required_by_law_stand_from_their_day_on(reader: Client) -> None:
    before = reader.get(story("open-harbor-counts-the-mercury").public_path()).content.decode()
    after = reader.get(story("open-harbor-volunteers-in-court").public_path()).content.decode()

    assert "Open Harbor" in before
    assert "banned in Kelvia" not in before
    head, _end, body = after.partition("</head>")
    assert body.count("an organization banned in Kelvia") == 1
    # Search engines and shared links print the standfirst by itself, so each of them is told as well.
    assert (
        head.count("for Open Harbor (an organization banned in Kelvia)") == head.count("for Open Harbor") == 3
    )


def test_picture_of_the_agency_says_who_owns_it(reader: Client) -> None:
    page = reader.get(story("state-bans-open-harbor").public_path()).content.decode()

    assert "Pharos is owned by the Port Authority of Selmar" in page


def test_every_block_of_a_story_is_on_its_page(built: SimpleNamespace, reader: Client) -> None:
    for record in built.content.stories:
        page = story(record.slug)
        text = reader.get(page.public_path()).content.decode()

        assert all(f'data-block="{block.id}"' in text for block in page.body), record.slug


def test_pictures_of_a_gallery_are_shown_and_recorded(reader: Client) -> None:
    page = story("storm-hedda-crests-below-the-quay")
    text = reader.get(page.public_path()).content.decode()
    first = PublishedVersion.objects.get(publication_id=page.uuid, number=1)

    assert "The last No. 4 tram on Thursday crossed" in text
    assert Picture.objects.get(upload_name="tram-rain.jpg").digest in first.picture_digests


def test_no_reader_has_to_wait_for_a_picture() -> None:
    for picture in Picture.objects.all():
        assert not any(rung.is_prompt for rung in missing_rungs(picture)), picture


def test_building_again_changes_nothing(built: SimpleNamespace) -> None:
    before = (LogEntry.objects.count(), PublishedVersion.objects.count(), Picture.objects.count())
    said: list[str] = []

    outcome = build_demo_paper(draw=nothing_drawn, processes=1, say=said.append)

    assert outcome is Outcome.ALREADY_THERE
    assert said == ["The demo paper is there already; nothing was changed."]
    assert (LogEntry.objects.count(), PublishedVersion.objects.count(), Picture.objects.count()) == before


def test_what_the_desk_has_changed_in_the_demo_stays(built: SimpleNamespace) -> None:
    FrontSlot.objects.all()[0].delete()
    page = StoryPage.objects.get(slug="heron-rides-the-four")
    page.title = "Heron rides the seven"
    publish_page(page=page, by=None)
    unused = StoryPage.objects.get(slug="salt-museum-reopens")
    unpublish_page(page=unused, by=None)
    entries = LogEntry.objects.count()

    assert build_demo_paper(draw=nothing_drawn, processes=1) is Outcome.ALREADY_THERE
    assert LogEntry.objects.count() == entries
