"""What nginx says with a page by itself is what the application says with it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from dateline.config.public_headers import public_headers
from dateline.edition.configuration import edition_configuration
from dateline.edition.folder import TYPE
from dateline.edition.render import FORGOTTEN_HEADERS
from tests.factories.papers import make_paper


@pytest.mark.parametrize("address", ["/", "/town/", "/archive/"])
def test_pages_carry_exactly_the_headers_that_nginx_sends(client: Client, address: str) -> None:
    make_paper()

    answer = client.get(address, headers={"host": "localhost"})

    carried = {
        (name.lower(), value) for name, value in answer.items() if name.lower() not in FORGOTTEN_HEADERS
    }
    assert carried == {("content-type", TYPE), *edition_configuration().nginx_headers}


def test_https_adds_strict_transport_security(client: Client, settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    make_paper()

    answer = client.get("/", secure=True, headers={"host": "localhost"})

    wanted = public_headers(embed_hosts=settings.EMBED_HOSTS, is_https=True)
    assert {(name.lower(), value) for name, value in answer.items()} >= set(wanted)


def test_django_leads_the_desk_to_https_and_leaves_files_to_the_front(
    client: Client, settings: Settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    make_paper()

    # A proxy that says nothing of http would be led round in circles, without styles and pictures.
    for address in ("/static/none.css", "/media/pictures/none.jpg", "/documents/1/none.pdf"):
        assert client.get(address, headers={"host": "localhost"}).status_code == 404, address
    assert client.get("/desk/", headers={"host": "localhost"}).status_code == 301
