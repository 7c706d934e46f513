"""The history of a story as readers and programs get it."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page
from dateline.publishing.choices import Kind
from dateline.publishing.models import PublishedVersion
from dateline.stories.models import StoryPage
from tests.factories.stories import NOON, published

HOUR = timedelta(hours=1)


def told(story: StoryPage, *, kind: str, summary: str = "", hours: int = 1, **fields: object) -> StoryPage:
    """Publish a change of the story."""
    changed = StoryPage.objects.get(pk=story.pk)
    for name, value in fields.items():
        setattr(changed, name, value)
    publish_page(page=changed, by=None, kind=kind, summary=summary, at=NOON + hours * HOUR)
    return StoryPage.objects.get(pk=story.pk)


@pytest.fixture
def story(paper: HomePage) -> StoryPage:
    """A story with three versions."""
    body = [("paragraph", "<p>The ferry sails at 9.</p>"), ("paragraph", "<p>Tickets cost 5.</p>")]
    first = published("Ferry back in service", body=body)
    second = told(first, kind=Kind.UPDATE, summary="The time has changed.", standfirst="Twice a day.")
    return told(second, kind=Kind.CORRECTION, summary="It is the new pier.", hours=2, title="Ferry is back")


def test_history_lists_every_version_newest_first(story: StoryPage, reader: Client) -> None:
    response = reader.get(f"{story.public_path()}history/")
    page = response.content.decode()

    assert response.status_code == 200
    assert page.index("Version 3") < page.index("Version 2") < page.index("Version 1")
    assert "It is the new pier." in page
    assert "UTC</time>" in page
    assert '<meta name="robots" content="noindex">' in page


def test_version_is_shown_as_it_was_with_a_banner(story: StoryPage, reader: Client) -> None:
    page = reader.get(f"{story.public_path()}history/1/").content.decode()

    assert "Ferry back in service</h1>" in page
    assert "Superseded" in page
    assert f'<link rel="canonical" href="{settings.BASE_URL}{story.public_path()}">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_difference_shows_what_changed(story: StoryPage, reader: Client) -> None:
    response = reader.get(f"{story.public_path()}history/1-3/")
    page = response.content.decode()

    assert response.status_code == 200
    assert "Headline" in page
    assert page.count("<ins") > 1
    assert page.count("<del") > 1


def test_evidence_recomputes_to_the_commitment(story: StoryPage, reader: Client) -> None:
    for number in (1, 2, 3):
        data = reader.get(f"{story.public_path()}history/{number}.json").json()
        row = PublishedVersion.objects.get(publication=story.uuid, number=number)
        made = hashlib.sha256(bytes.fromhex(data["nonce"]) + data["content"].encode()).hexdigest()
        assert made == data["commitment"] == row.commitment
        assert data["content"] == row.content.canonical_json


def test_link_to_a_document_that_is_gone_leaves_its_words(paper: HomePage, reader: Client) -> None:
    document = get_document_model().objects.create(title="Tides", file=ContentFile(b"1", name="tides.txt"))
    link = f'<a linktype="document" id="{document.pk}">the tides</a>'
    story = published(body=[("paragraph", f"<p>See {link}.</p>")])
    path, address = story.public_path(), document.url
    told(story, kind=Kind.UPDATE, summary="The tides are gone.", body=[("paragraph", "<p>Gone.</p>")])
    assert f'<a href="{address}">the tides' in reader.get(f"{path}history/1/").content.decode()

    document.delete()

    shown = reader.get(f"{path}history/1/").content.decode()
    assert address not in shown
    assert "the tides" in shown


@pytest.mark.parametrize(
    "rest", ["4/", "04/", "0/", "3-1/", "1-1/", "1-4/", "99999999/", "4.json", "1-4.json", "page/2/", "x/"]
)
def test_versions_that_are_not_there_answer_404(story: StoryPage, reader: Client, rest: str) -> None:
    assert reader.get(f"{story.public_path()}history/{rest}").status_code == 404
