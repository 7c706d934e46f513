"""The addresses of the log: what they answer, for how long it may be kept, and what they never show."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from django.test import Client

from dateline.fronts.models import HomePage
from dateline.lib.tlog.version_files import read_version_file
from dateline.publishlog.queries import entries_after
from dateline.transparency.following import keep_log
from dateline.transparency.listing import addresses_of_log
from dateline.transparency.places import proof_address
from dateline.transparency.signing import standing
from tests.factories.stories import published


@pytest.fixture
def story_uuid(paper: HomePage) -> str:
    story = published()
    keep_log(entries_after(0))
    return str(story.uuid)


def test_every_address_of_the_log_answers(client: Client, story_uuid: str) -> None:
    addresses = list(addresses_of_log())

    assert proof_address(story_uuid, 1) in addresses
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert b"".join(response), address


def test_checkpoint_is_kept_for_seconds_and_tiles_for_ever(client: Client, story_uuid: str) -> None:
    checkpoint = client.get("/log/checkpoint")
    proof = client.get(proof_address(story_uuid, 1))
    tile = client.get(next(one for one in addresses_of_log() if "/tile/0/" in one))
    # Closed by the server as a rule, when it has been sent.
    proof.close()
    tile.close()

    assert checkpoint["Content-Type"] == proof["Content-Type"] == "text/plain; charset=utf-8"
    assert checkpoint["Cache-Control"] == "public, max-age=2"
    assert tile["Content-Type"] == "application/octet-stream"
    assert "immutable" in tile["Cache-Control"]
    assert "immutable" in proof["Cache-Control"]


def test_key_is_where_it_is_looked_for(client: Client, story_uuid: str) -> None:
    response = client.get("/.well-known/dateline-log-key")

    assert response.content.decode() == f"{standing().verifiers[0]}\n"


@pytest.mark.parametrize(
    "path",
    ["", ".lock", "../log_key", "%2e%2e/log_key", "tile/0/999", "proof/x/1.tlog-proof", "tile/0/000/../000"],
)
def test_nothing_else_is_shown_and_no_miss_is_kept(client: Client, story_uuid: str, path: str) -> None:
    response = client.get(f"/log/{path}")

    assert response.status_code == 404
    assert "PRIVATE" not in response.content.decode(errors="replace")
    if path == "tile/0/999":
        assert response["Cache-Control"] == "no-store"


def test_page_that_checks_runs_its_own_script_alone(client: Client, story_uuid: str) -> None:
    response = client.get("/log/verify.html")

    page, policy = response.content.decode(), response["Content-Security-Policy"]
    script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(script) == 1
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert str(standing().verifiers[0]).replace("+", "&#x2B;") in page or str(standing().verifiers[0]) in page
    assert not re.search(r"(src|href)=", page)


def test_paper_without_a_log_says_so(client: Client, paper: HomePage, log: Path) -> None:
    assert client.get("/log/checkpoint").status_code == 404
    assert list(addresses_of_log()) == []


def test_version_is_served_as_the_file_that_its_proof_belongs_to(copy: Path, client: Client) -> None:
    files = list(copy.rglob("history/[0-9]*.json"))

    assert len(files) == 3
    for file in files:
        assert client.get(f"/{file.relative_to(copy)}").content == file.read_bytes()


def test_file_of_a_version_is_the_same_before_the_log_has_recorded_it(
    client: Client, paper: HomePage
) -> None:
    address = f"{published().public_path()}history/1.json"

    before = client.get(address).content
    keep_log(entries_after(0))

    assert read_version_file(before)["version"] == 1
    assert client.get(address).content == before
