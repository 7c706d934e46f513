"""Addresses: redirects in one hop, 410 for what is gone, none given to another story."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import RemovalReason
from dateline.publishing.errors import PublicationRefusedError
from dateline.publishing.models import PublicAddress, Publication
from dateline.sections.models import SectionPage
from dateline.sections.reserved import is_reserved
from dateline.stories.models import StoryPage
from tests.factories.stories import draft, published
from tests.support.watching import fresh


def rename(story: StoryPage, **values: Any) -> None:
    page = fresh(story)
    for name, value in values.items():
        setattr(page, name, value)
    publish_page(page=page, by=None)


def test_changed_slug_leaves_a_redirect(client: Client, story: StoryPage) -> None:
    old = story.public_path()
    rename(story, slug="another")

    response = client.get(old)

    assert (response.status_code, response.headers["Location"]) == (301, "/2026/03/14/another/")
    assert client.get("/2026/03/14/another/").status_code == 200


def test_changed_date_leaves_a_redirect(client: Client, story: StoryPage) -> None:
    old = story.public_path()
    rename(story, published_at=datetime(2017, 10, 4, 13, 53, tzinfo=UTC))

    assert client.get(old).headers["Location"] == "/2017/10/04/ferry-back-in-service/"


def test_chain_of_renames_is_one_hop(client: Client, story: StoryPage) -> None:
    paths = [story.public_path()]
    for slug in ("second", "third", "fourth"):
        rename(story, slug=slug)
        paths.append(fresh(story).public_path())

    assert {client.get(path).headers["Location"] for path in paths[:-1]} == {paths[-1]}


def test_name_taken_back_is_current_again(client: Client, story: StoryPage) -> None:
    old = story.public_path()
    rename(story, slug="another")
    rename(story, slug=story.slug)

    assert client.get(old).status_code == 200
    assert client.get("/2026/03/14/another/").headers["Location"] == old
    assert PublicAddress.objects.filter(publication=story.uuid, is_current=True).count() == 1


@pytest.mark.parametrize("after", ["", "renamed", "unpublished", "deleted"])
def test_address_of_a_story_is_given_to_no_other(story: StoryPage, after: str) -> None:
    old = story.slug
    if after == "renamed":
        rename(story, slug="another")
    elif after == "unpublished":
        unpublish_page(page=story, by=None)
    elif after == "deleted":
        fresh(story).delete()
    other = draft("The same name", slug=old, published_at=story.published_at)

    with pytest.raises(PublicationRefusedError, match="has or had this address") as caught:
        publish_page(page=other, by=None)

    assert set(caught.value.message_dict) == {"slug"}
    assert not fresh(other).live


def test_same_slug_on_another_day_is_another_address(client: Client, story: StoryPage) -> None:
    other = published("The same name", slug=story.slug, at=datetime(2026, 3, 15, 12, tzinfo=UTC))

    assert client.get(other.public_path()).status_code == 200
    assert client.get(story.public_path()).status_code == 200


def test_draft_with_a_taken_slug_is_saved(story: StoryPage) -> None:
    other = draft("The same name", slug=story.slug, published_at=story.published_at)

    assert fresh(other).slug == story.slug


@pytest.mark.parametrize("shows_text", [True, False])
def test_address_of_what_was_taken_down_answers_410(
    client: Client, story: StoryPage, shows_text: bool
) -> None:
    take_down(page=story, by=None, reason=RemovalReason.LEGAL, text="By court order.", shows_text=shows_text)

    response = client.get(story.public_path())

    assert response.status_code == 410
    assert ("By court order." in response.content.decode()) == shows_text


def test_every_old_address_of_what_was_taken_down_answers_410(client: Client, story: StoryPage) -> None:
    old = story.public_path()
    rename(story, slug="another")
    take_down(page=story, by=None, reason=RemovalReason.LEGAL)

    assert [client.get(path).status_code for path in (old, "/2026/03/14/another/")] == [410, 410]


@pytest.mark.parametrize("is_deleted", [True, False])
def test_address_of_what_is_gone_answers_410(client: Client, story: StoryPage, is_deleted: bool) -> None:
    if is_deleted:
        fresh(story).delete()
    else:
        unpublish_page(page=story, by=None)

    assert client.get(story.public_path()).status_code == 410


def test_address_that_never_was_answers_404(client: Client, story: StoryPage) -> None:
    assert client.get("/2026/03/14/never-was/").status_code == 404


def test_published_again_after_unpublishing_is_at_its_address(client: Client, story: StoryPage) -> None:
    unpublish_page(page=story, by=None)
    publish_page(page=fresh(story), by=None)

    assert client.get(story.public_path()).status_code == 200


def test_address_of_a_section_that_is_gone_may_be_taken_over(client: Client, paper: HomePage) -> None:
    SectionPage.objects.get(slug="sea").delete()
    again = SectionPage(title="The sea", slug="sea", live=False)
    paper.add_child(instance=again)

    publish_page(page=again, by=None)

    assert client.get("/sea/").status_code == 200
    assert Publication.objects.filter(address="/sea/").count() == 2


def test_address_of_a_public_section_is_its_own(paper: HomePage) -> None:
    other = SectionPage(title="Other", slug="other", live=False)
    paper.add_child(instance=other)
    SectionPage.objects.filter(pk=other.pk).update(slug="sea")

    with pytest.raises(PublicationRefusedError, match="already in use"):
        publish_page(page=fresh(other), by=None)


RESERVED = """
    archive author topic series search guide in-print newsletters corrections page rss atom feed api desk
    media static documents healthz readyz metrics log sitemap feed.json sitemap.xml 2026 1703
"""


@pytest.mark.parametrize("slug", RESERVED.split())
def test_section_cannot_have_an_address_of_the_paper(paper: HomePage, slug: str) -> None:
    page = SectionPage(title="A section", slug=slug, live=False, path="000100010009", depth=3)

    with pytest.raises(ValidationError, match="The paper itself needs") as caught:
        page.clean()

    assert set(caught.value.message_dict) == {"slug"}


@pytest.mark.parametrize("slug", ["news", "city", "archives", "20266", "seriesa", "page-one"])
def test_other_slugs_are_free(slug: str) -> None:
    assert not is_reserved(slug)


def test_reserved_section_is_refused_by_publishing_too(paper: HomePage) -> None:
    page = SectionPage(title="A section", slug="free", live=False)
    paper.add_child(instance=page)
    SectionPage.objects.filter(pk=page.pk).update(slug="archive")

    with pytest.raises(PublicationRefusedError, match="The paper itself needs"):
        publish_page(page=fresh(page), by=None)


def test_every_address_of_the_paper_is_reserved() -> None:
    def first_parts(patterns: list[URLPattern | URLResolver]) -> set[str]:
        parts = set()
        for pattern in patterns:
            route = str(pattern.pattern).removeprefix("^")
            if not route and isinstance(pattern, URLResolver):
                parts |= first_parts(pattern.url_patterns)
            elif route and not route.startswith("<"):
                parts.add(route.split("/")[0])
        return parts

    assert {part for part in first_parts(get_resolver().url_patterns) if not is_reserved(part)} == set()
