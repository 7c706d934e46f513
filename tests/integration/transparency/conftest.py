"""A paper with a log in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dateline.corrections.correction_words import CorrectionWords
from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page
from dateline.publishing.models import Publication, PublishedVersion
from dateline.publishlog.queries import entries_after
from dateline.transparency.comparing import forget_comparisons
from dateline.transparency.following import keep_log
from dateline.transparency.listing import addresses_of_log
from dateline.transparency.queries import version_file
from tests.factories.papers import make_paper
from tests.factories.stories import published


@pytest.fixture
def log(settings: Any, tmp_path: Path) -> Path:
    """The folder of the log; its key lies in the folder around it."""
    settings.DATA_DIR = tmp_path
    settings.LOG_FOLDER = tmp_path / "log"
    settings.LOG_COPIES = ()
    settings.LOG_WITNESS = None
    settings.BASE_URL = "https://paper.example"
    forget_comparisons()
    return tmp_path / "log"


@pytest.fixture
def paper(db: None, log: Path) -> HomePage:
    return make_paper()


@pytest.fixture
def copy(paper: HomePage, log: Path, tmp_path: Path, client: Client) -> Path:
    """A copy of a paper with two stories, one of them changed once, as somebody else would keep it."""
    stories = [published(), published("Two", slug="two")]
    keep_log(entries_after(0))
    stories[0].title = "Ferry sails again"
    words = CorrectionWords(wrong="The ferry stays moored.", right="It has left the quay.")
    summary = "We took it for moored. It has left."
    publish_page(page=stories[0], by=None, kind="correction", summary=summary, wishes=(words.wish(),))
    keep_log(entries_after(0))
    folder = tmp_path / "copy"
    for address in addresses_of_log():
        if address not in ("/log/verify.html", "/.well-known/dateline-log-key"):
            put(folder, address, (log / address.removeprefix("/log/")).read_bytes())
    for version in PublishedVersion.objects.filter(publication__in=[story.uuid for story in stories]):
        content = version_file(version)
        assert content is not None
        put(folder, f"{stories_path(version)}history/{version.number}.json", content)
    for story in stories:
        address = Publication.objects.get(pk=story.uuid).address
        put(folder, f"{address}index.html", client.get(address).content)
        put(folder, f"{address}history/index.json", client.get(f"{address}history/index.json").content)
    return folder


def stories_path(version: PublishedVersion) -> str:
    return version.publication.address


def put(folder: Path, address: str, content: bytes) -> None:
    place = folder / address.lstrip("/")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
