"""Versions from before the log committed to what is said of a change: nothing is wrong, and it is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client

from dateline.config.commands.verify import command
from dateline.fronts.models import HomePage
from dateline.lib.tlog.version_files import read_version_file
from dateline.publishing.actions import publish_page
from dateline.publishing.models import Publication, PublishedVersion
from dateline.publishlog.queries import entries_after
from dateline.reader.log_notes import notes_of_log
from dateline.stories.models import StoryPage
from dateline.transparency.following import keep_log
from dateline.transparency.listing import addresses_of_log
from dateline.transparency.queries import version_file
from dateline.transparency.signing import standing
from tests.factories.stories import published
from tests.integration.transparency.conftest import put
from tests.integration.transparency.test_sequencing import behind_the_triggers

UNSEALED = "The sentence on this change is older than the log"


@pytest.fixture
def older(paper: HomePage, log: Path) -> StoryPage:
    """A story of three versions, of whose first two changes nothing was sealed when they were recorded."""
    story = published(slug="older")
    story.title = "Said of it"
    publish_page(page=story, by=None, kind="update", summary="New facts came in.")
    with behind_the_triggers() as cursor:
        cursor.execute("DELETE FROM paper_publishing_versionwords")
    keep_log(entries_after(0))
    story.title = "Said again"
    publish_page(page=story, by=None, kind="update", summary="More facts came in.")
    keep_log(entries_after(entries_after(0)[-2].number))
    return StoryPage.objects.get(pk=story.pk)


def test_history_says_which_sentence_is_not_vouched_for(older: StoryPage, client: Client) -> None:
    path = f"{older.public_path()}history/"
    page = client.get(path).content.decode()

    assert page.count("Recorded in the log (proof)") == 3
    assert f"/log/proof/{older.uuid}/2.tlog-proof" in page
    assert page.count(UNSEALED) == 1
    assert page.index("New facts came in.") < page.index(UNSEALED)
    assert UNSEALED in client.get(f"{path}2/").content.decode()
    assert UNSEALED not in client.get(f"{path}3/").content.decode()
    assert UNSEALED in client.get(f"{path}2-3/").content.decode()
    notes = [row["notes"] for row in client.get(f"{path}index.json").json()["versions"]]
    assert [UNSEALED in row[0]["text"] for row in notes] == [False, True, False]
    assert "/log/verify.html" in page


def test_history_speaks_russian(older: StoryPage, client: Client, settings: Any) -> None:
    settings.LANGUAGE_CODE = "ru"

    page = client.get(f"{older.public_path()}history/").content.decode()

    assert "Записано в журнал (доказательство)" in page
    assert "раньше, чем журнал стал заверять" in page
    assert "Проверить версию самостоятельно" in page


def test_version_that_is_not_recorded_yet_has_no_note(older: StoryPage, client: Client) -> None:
    older.title = "A fourth"
    publish_page(page=older, by=None, kind="update", summary="Still more.")

    page = client.get(f"{older.public_path()}history/").content.decode()

    assert page.count("Recorded in the log (proof)") == 3


def test_notes_cost_two_queries_for_any_number_of_versions(older: StoryPage) -> None:
    publication = Publication.objects.get(pk=older.uuid)
    before = len(connection.queries_log)
    connection.force_debug_cursor = True
    try:
        notes_of_log(publication, [1, 2, 3])
    finally:
        connection.force_debug_cursor = False

    assert len(connection.queries_log) - before == 2


def test_whole_copy_passes_and_says_what_was_not_checked(
    older: StoryPage, log: Path, tmp_path: Path, client: Client
) -> None:
    copy = tmp_path / "copy"
    for address in addresses_of_log():
        if address not in ("/log/verify.html", "/.well-known/dateline-log-key"):
            put(copy, address, (log / address.removeprefix("/log/")).read_bytes())
    path = older.public_path()
    versions = list(PublishedVersion.objects.filter(publication=older.uuid).order_by("number"))
    for version in versions:
        put(copy, f"{path}history/{version.number}.json", version_file(version))
    put(copy, f"{path}index.html", client.get(path).content)
    put(copy, f"{path}history/index.json", client.get(f"{path}history/index.json").content)

    told = CliRunner().invoke(command, [str(copy)])

    assert told.exit_code == 0, told.output
    assert "of the changes of 2 of these versions is from before the log committed to that" in told.output
    formats = [read_version_file(version_file(version))["format"] for version in versions]
    assert formats == ["dateline-version/1", "dateline-version/1", "dateline-version/2"]


def test_single_version_passes_and_says_so(older: StoryPage, log: Path, tmp_path: Path) -> None:
    version = PublishedVersion.objects.get(publication=older.uuid, number=2)
    (tmp_path / "2.json").write_bytes(version_file(version))
    proof = (log / "proof" / str(older.uuid) / "2.tlog-proof").read_bytes()
    (tmp_path / "2.tlog-proof").write_bytes(proof)
    key = str(standing().verifiers[0])

    told = CliRunner().invoke(command, [str(tmp_path / "2.json"), "--key", key])

    assert told.exit_code == 0, told.output
    assert "is from before the log committed to that, and was not checked" in told.output
