"""In a flood, what exists is told from what was made up by a handful of queries."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.contrib.redirects.models import Redirect

from dateline.fronts.models import HomePage
from dateline.reader.finding import existing_addresses
from dateline.sections.models import Series
from tests.factories.stories import published


@pytest.fixture
def known(paper: HomePage) -> list[str]:
    """Addresses at which there is something."""
    story = published("Ferry back", by=["Ada Brook"], topics=["Harbour"])
    Series.objects.create(name="Old piers", slug="old-piers")
    Redirect.objects.create(old_path="/old/ferry", redirect_link="/town/")
    lists = ["/topic/harbour/", "/series/old-piers/", "/author/ada-brook/", "/author/ada-brook/page/2/"]
    return [
        "/",
        "/town/",
        "/town/page/2/",
        "/archive/",
        "/archive/2026/03/",
        "/old/ferry/",
        *lists,
        story.public_path(),
    ]


def test_real_addresses_are_found_among_many_with_few_queries(
    known: list[str], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made_up = [
        f"{start}{number}/"
        for number in range(60)
        for start in ("/x", "/topic/x", "/author/x", "/2017/10/04/x")
    ]

    with django_assert_max_num_queries(7):
        found = existing_addresses([*made_up, *known])

    assert found == set(known)


def test_what_readers_are_shown_is_found(known: list[str], reader: Client) -> None:
    assert [address for address in known if reader.get(address).status_code == 500] == []
    answered = [address for address in known if reader.get(address).status_code in (200, 301, 302)]

    assert set(answered) <= existing_addresses(known)


@pytest.mark.parametrize(
    "address",
    [
        "/archive/2026/03/14/",
        "/archive/9999/",
        "/archive/x/",
        "/town/page/12345/",
        "/x/page/2/",
        "/topic/town/",
        "/a?b=1",
    ],
)
def test_what_could_be_made_up_without_end_is_not_found(known: list[str], address: str) -> None:
    assert existing_addresses([address]) == set()
