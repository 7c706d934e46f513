"""A copy brought up to date again and again is, to the byte, the copy that would be made afresh.

DATELINE_COPY_STEPS makes the test longer.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from wagtail.documents import get_document_model

from dateline.mirror import copying
from dateline.mirror.folder import Folder
from dateline.publishing.actions import take_down
from dateline.publishing.choices import RemovalReason
from tests.factories.stories import picture, published
from tests.integration.mirror.conftest import Export
from tests.support.copies import broken_links, links_of, readable_files, tree
from tests.support.desk_work import VERBS, Choices, Desk, Outcome
from tests.support.fresh_paper import fresh_paper

pytestmark = pytest.mark.any_database

STEPS = int(os.environ.get("DATELINE_COPY_STEPS", "40"))
COMPARED_EVERY = 10
# Minutes each, so that the two databases share them; DATELINE_COPY_SEEDS names others.
SEEDS = os.environ.get("DATELINE_COPY_SEEDS", "8" if connection.vendor == "sqlite" else "20261124")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [int(seed) for seed in SEEDS.split()])
def test_copy_brought_up_to_date_is_the_copy_made_afresh(
    transactional_db: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    export: Export,
    copy: Path,
    settings: Any,
    seed: int,
) -> None:
    settings.DATA_DIR = tmp_path / "data"
    choices = Choices.seeded(seed)
    done = []
    with fresh_paper(tmp_path / "data", monkeypatch):
        desk = Desk(choices)
        for step in range(1, STEPS + 1):
            verb = choices.pick(VERBS)
            if desk.do(verb) is Outcome.DONE:
                done.append(verb)
            if choices.chance(50):
                assert export().problems == _closed_files_missed(copy)
            if step % COMPARED_EVERY == 0:
                outcome = export()
                export(tmp_path / f"afresh-{step}")

                assert (outcome.problems, outcome.is_quiet) == (_closed_files_missed(copy), True)
                assert tree(copy) == tree(tmp_path / f"afresh-{step}"), done
                broken = broken_links(copy, home=settings.BASE_URL)
                closed = tuple(_closed_files())
                assert [link for link in broken if not link.endswith(closed)] == [], done
    assert len(done) > STEPS / 3


def _closed_files() -> list[str]:
    """Return the addresses of documents that the desk has closed to readers by closing their collection."""
    documents = get_document_model().objects.select_related("collection").order_by("pk")
    return [one.url for one in documents if one.collection.get_view_restrictions().exists()]


def _closed_files_missed(copy: Path) -> list[str]:
    """Return what a run has to say of closed files that pages of the copy lead to: each is missed, once."""
    used = {link.partition("#")[0] for path in readable_files(copy) for link in links_of(path)}
    return [
        f"{address} is not there, and pages use it."
        for address in sorted(_closed_files())
        if any(link.endswith(address) for link in used)
    ]


class KilledError(BaseException):
    """Stands for kill -9: nothing after it happens, and what was not kept is lost."""


@pytest.mark.slow
@pytest.mark.parametrize("is_kept_often", [True, False])
def test_run_killed_at_any_file_goes_on_to_the_same_copy(
    paper: Any,
    tmp_path: Path,
    copy: Path,
    export: Export,
    monkeypatch: pytest.MonkeyPatch,
    is_kept_often: bool,
) -> None:
    story = published(lead_picture=picture())
    published("Another", lead_picture=picture())
    monkeypatch.setattr(copying, "KEPT_EVERY", 0.0 if is_kept_often else 1e9)
    monkeypatch.setattr(copying.os, "sync", lambda: None)
    for change in (lambda: None, lambda: published("Third"), story.delete):
        change()
        killed_at = 0
        while _is_killed(export, monkeypatch, after=killed_at):
            killed_at += 5
        assert killed_at > 0

        export()
        export(tmp_path / "afresh", again=True)

        assert tree(copy) == tree(tmp_path / "afresh")


@pytest.mark.slow
def test_story_taken_down_after_a_killed_run_leaves_nothing(
    paper: Any, tmp_path: Path, copy: Path, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    published("Another")
    export()
    for after in (2, 9, 16):
        fleeting = published(f"Fleeting {after}", lead_picture=picture())
        assert _is_killed(export, monkeypatch, after=after)
        take_down(page=fleeting, by=None, reason=RemovalReason.SAFETY)

    export()
    export(tmp_path / "afresh")

    assert tree(copy) == tree(tmp_path / "afresh")


def _is_killed(export: Export, monkeypatch: pytest.MonkeyPatch, *, after: int) -> bool:
    """Export and end the run after so many files were put into place or taken away, if there are so many."""
    left = iter(range(after))

    def dying(plain: Any) -> Any:
        def act(self: Any, file: str) -> Any:
            if next(left, None) is None:
                raise KilledError
            return plain(self, file)

        return act

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "put", dying(Folder.put))
        patch.setattr(Folder, "remove", dying(Folder.remove))
        try:
            export()
        except KilledError:
            return True
    return False
