"""Every link of a copy leads to a file: in a folder, on any host, below any path. Nothing else changed."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.handlers.wsgi import WSGIHandler

from dateline.edition.copies import making_a_copy
from dateline.edition.render import Renderer
from dateline.feeds.finding import ONCE
from dateline.fronts.models import HomePage
from dateline.mirror.places import file_of
from dateline.publishing.actions import publish_page
from dateline.reader.addresses import reader_addresses
from tests.factories.stories import NOON, picture, published
from tests.integration.mirror.conftest import Export
from tests.support.copies import PageReader, addresses_used, broken_links, tree

pytestmark = pytest.mark.any_database

LINKING = (
    '<p>The <a linktype="page" id="{}">ferry</a> and <a href="https://elsewhere.example/">others</a>.</p>'
)


@pytest.fixture
def full_copy(paper: HomePage, copy: Path, export: Export) -> Path:
    first = published(lead_picture=picture(), by=["Ada Brook"], topics=["Ferries"])
    body = [("paragraph", LINKING.format(first.pk)), ("picture", {"picture": picture(), "caption": "Pier"})]
    for number in range(30):
        published(f"Story {number}", at=NOON - timedelta(days=number * 20), body=body, by=["Ada Brook"])
    first.slug = "ferry-sails"
    publish_page(page=first, by=None, at=NOON + timedelta(days=1))
    assert export(below="/mirror/paper/").problems == []
    return copy


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.slow
def test_links_lead_to_files_wherever_the_copy_lies(full_copy: Path, tmp_path: Path, settings: Any) -> None:
    assert len(list(full_copy.rglob("*.html"))) > 60
    assert broken_links(full_copy, home=settings.BASE_URL, below="/mirror/paper/") == []

    host = tmp_path / "host"
    (host / "mirror").mkdir(parents=True)
    (host / "mirror" / "paper").symlink_to(full_copy)
    wrong = []
    with served(host) as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        for address in sorted(addresses_used(full_copy, at="http://mirror.example/mirror/paper/")):
            parts = urlsplit(address)
            connection.request("GET", parts.path, headers={"Host": "mirror.example"})
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                wrong.append((address, response.status))
    assert wrong == []


def asked_for_by_programs(copy: Path) -> set[str]:
    """Return what programs know by its name, and the sitemaps that the index leads them to."""
    named = re.findall("<loc>(.*?)</loc>", (copy / "sitemap.xml").read_text())
    return {*ONCE, *(urlsplit(one).path for one in named)}


@pytest.mark.slow
def test_everything_in_a_copy_is_a_page_or_used_by_one(full_copy: Path, settings: Any) -> None:
    used = {urlsplit(one).path for one in addresses_used(full_copy, at="http://mirror.example/")}
    files = {f"/{name}" for name in tree(full_copy) if not name.endswith(".html")}

    assert files
    assert files - used - asked_for_by_programs(full_copy) == set()


@pytest.mark.slow
def test_pages_differ_from_the_papers_in_links_alone(full_copy: Path, settings: Any) -> None:
    renderer = Renderer(WSGIHandler(), base_url=settings.BASE_URL)
    compared = 0
    for address in list(reader_addresses()):
        with making_a_copy():
            rendering = renderer.render(address)
        if rendering.status == 200:
            ours = PageReader((full_copy / file_of(address)).read_text(encoding="utf-8"))
            theirs = PageReader(rendering.body.decode())
            compared += 1

            assert ours.events == theirs.events
            assert len(ours.links) == len(theirs.links)
    assert compared > 60
