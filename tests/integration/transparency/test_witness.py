"""A paper that comes back from a backup on its own machine never signs a smaller or another tree."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.fronts.models import HomePage
from dateline.publishlog.queries import entries_after
from dateline.transparency.comparing import forget_comparisons
from dateline.transparency.errors import LogRefusedError
from dateline.transparency.following import keep_log
from dateline.transparency.models import LogLeaf
from dateline.transparency.signing import make_key
from tests.factories.stories import published
from tests.integration.transparency.test_sequencing import checkpoint, entries, forget_rows, record


@pytest.fixture
def witness(settings: Any, tmp_path: Path) -> Path:
    settings.LOG_WITNESS = tmp_path / "state" / "witness"
    settings.LOG_WITNESS_IS_NAMED = False
    return settings.LOG_WITNESS


@pytest.fixture
def bring_back(paper: HomePage, log: Path, witness: Path, tmp_path: Path) -> Callable[[], Any]:
    """A paper that signed more after its backup. Brings that back and returns what was signed."""
    published()
    record()
    shutil.copytree(log, tmp_path / "old")
    early = LogLeaf.objects.count()
    published("Two", slug="two")
    record()
    whole = checkpoint(log)

    def bring() -> Any:
        shutil.rmtree(log)
        shutil.copytree(tmp_path / "old", log)
        forget_rows(early)
        forget_comparisons()
        return whole

    return bring


def test_whole_data_folder_from_a_backup_takes_back_what_was_signed(
    bring_back: Callable[[], Any], log: Path
) -> None:
    whole = bring_back()
    assert checkpoint(log).size < whole.size

    published("Three", slug="three")
    record()

    assert checkpoint(log).size == whole.size + 1
    assert len(entries(log)) == whole.size + 1
    assert LogLeaf.objects.count() == whole.size + 1


def test_witness_that_has_lost_its_leaves_still_keeps_from_signing(
    bring_back: Callable[[], Any], log: Path, witness: Path
) -> None:
    bring_back()
    shutil.rmtree(next(witness.iterdir()) / "tile")
    before = (log / "checkpoint").read_bytes()

    with pytest.raises(LogRefusedError, match="cannot be taken back"):
        record()

    assert (log / "checkpoint").read_bytes() == before


def test_witness_learns_of_a_checkpoint_before_anybody_can_see_it(
    paper: HomePage, log: Path, witness: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published()
    record()
    seen = []

    def look(*args: Any, **kwargs: Any) -> None:
        seen.append(
            ((log / "checkpoint").read_bytes(), (next(witness.iterdir()) / "checkpoint").read_bytes())
        )

    monkeypatch.setattr("dateline.transparency.growing._write_proofs", look)
    published("Two", slug="two")
    record()

    shown, witnessed = seen[0]
    assert shown != witnessed == (log / "checkpoint").read_bytes()


def test_witness_keeps_one_bundle_that_is_not_full(paper: HomePage, log: Path, witness: Path) -> None:
    for name in ("One", "Two", "Three"):
        published(name, slug=name.lower())
        record()

    kept = [path for path in next(witness.iterdir()).rglob("tile/**/*") if path.is_file()]
    assert [path.parent.name for path in kept] == ["000.p"]
    assert kept[0].name == str(checkpoint(log).size)
    assert witness.stat().st_mode & 0o077 == 0


def test_new_key_keeps_the_same_witness(paper: HomePage, log: Path, witness: Path) -> None:
    published()
    record()
    make_key()
    record()
    published("Two", slug="two")
    record()
    record()

    assert len(list(witness.iterdir())) == 1


def test_place_that_cannot_be_written_stops_only_a_paper_that_named_it(
    paper: HomePage, log: Path, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    settings.LOG_WITNESS, settings.LOG_WITNESS_IS_NAMED = tmp_path / "file" / "witness", True
    published()
    with pytest.raises(LogRefusedError, match="Nothing is signed without it"):
        record()

    settings.LOG_WITNESS_IS_NAMED = False
    keep_log(entries_after(0))
    assert checkpoint(log).size > 0


def test_paper_that_is_tried_out_has_none(paper: HomePage, log: Path, witness: Path, settings: Any) -> None:
    settings.BASE_URL = "http://localhost:8000"
    published()
    record()

    assert not witness.exists()


def test_signer_that_remembers_more_than_the_restored_paper_keeps_it_from_signing(
    paper: HomePage, log: Path, tmp_path: Path
) -> None:
    published()
    record()
    early = LogLeaf.objects.count()
    shutil.copytree(log, tmp_path / "old")
    published("Two", slug="two")
    record()
    # Database and folder of yesterday, and a key that is no part of the backup.
    shutil.rmtree(log)
    shutil.copytree(tmp_path / "old", log)
    forget_rows(early)
    published("Three", slug="three")

    with pytest.raises(LogRefusedError, match=r"the signer's memory shows \d+ signed ones"):
        record()

    assert (log / "checkpoint").read_bytes() == (tmp_path / "old" / "checkpoint").read_bytes()
