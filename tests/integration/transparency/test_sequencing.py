"""The sequencer: each publication once, in order, whatever is cut off; nothing contradicts a signature."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper

from dateline.fronts.models import HomePage
from dateline.lib.tlog.log_leaves import read_leaf
from dateline.lib.tlog.merkle import leaf_hash, range_root
from dateline.lib.tlog.signed_notes import open_checkpoint, open_note, read_verifier
from dateline.lib.tlog.tiles import read_entries
from dateline.lib.tlog.tlog_proofs import check_proof, read_proof
from dateline.lib.tlog.verifying import latest_leaves, withheld_sentences, withheld_texts
from dateline.lib.tlog.version_files import check_version, read_version_file
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import RemovalReason
from dateline.publishing.models import Publication, PublishedVersion
from dateline.publishing.withholding_actions import withhold_versions
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import entries_after
from dateline.stories.models import StoryPage
from dateline.transparency import growing
from dateline.transparency.comparing import forget_comparisons
from dateline.transparency.errors import CopyAwayError, LogRefusedError
from dateline.transparency.files import read_file
from dateline.transparency.following import keep_log
from dateline.transparency.models import LogCheckpoint, LogLeaf
from dateline.transparency.places import handover_path, proof_path
from dateline.transparency.queries import leaf_hashes, recordings_of, version_file
from dateline.transparency.signing import make_key, standing
from tests.factories.stories import published
from tests.support.flushing import without_triggers


def record() -> None:
    """Do what the worker does: hand over every entry, those that were handled before too."""
    keep_log(entries_after(0))


def checkpoint(log: Path) -> Any:
    keys = [read_verifier(line) for line in (log / "keys").read_text().splitlines()]
    return open_checkpoint((log / "checkpoint").read_text(), keys[:1])


def leaves() -> list[dict[str, Any]]:
    return [read_leaf(data.encode()) for data in LogLeaf.objects.values_list("data", flat=True)]


def entries(log: Path) -> list[bytes]:
    return list(read_entries(lambda path: read_file(log, path), start=0, size=checkpoint(log).size))


@contextmanager
def behind_the_triggers() -> Iterator[CursorWrapper]:
    """Change what the database itself keeps from being changed.

    PostgreSQL alters no table while foreign keys of this transaction still wait to be checked.
    """
    connection.check_constraints()
    with without_triggers(connection), connection.cursor() as cursor:
        yield cursor


def forget_rows(after: int) -> None:
    """Make the database one that was brought back from a backup of when it had so many leaves."""
    with behind_the_triggers() as cursor:
        cursor.execute('DELETE FROM paper_transparency_logleaf WHERE "index" >= %s', [after])
        cursor.execute("DELETE FROM paper_transparency_logcheckpoint WHERE size > %s", [after])
    forget_comparisons()


def test_versions_are_recorded_once_and_in_order(paper: HomePage, log: Path) -> None:
    story = published()
    record()
    publish_page(page=_changed(story, "Ferry sails again"), by=None, kind="update")
    record()
    record()

    versions = [leaf for leaf in leaves() if leaf.get("article") == str(story.uuid)]
    stored = PublishedVersion.objects.filter(publication=story.uuid).order_by("number")
    assert [leaf["version"] for leaf in versions] == [1, 2]
    assert [leaf["commitment"] for leaf in versions] == [version.commitment for version in stored]
    assert versions[1]["kind"] == "update"
    assert versions[1]["previous"] == [leaf.get("article") for leaf in leaves()].index(str(story.uuid))
    assert leaves()[0]["type"] == "key"
    assert LogLeaf.objects.count() == checkpoint(log).size
    assert len({(leaf.get("article"), leaf.get("version"), leaf["type"]) for leaf in leaves()}) == len(
        leaves()
    )


def test_files_are_those_of_the_tree_that_was_signed(paper: HomePage, log: Path) -> None:
    published()
    record()

    signed = checkpoint(log)
    assert signed.origin == "paper.example/log"
    assert signed.root == range_root([leaf_hash(entry) for entry in entries(log)])
    assert all(len(entry) <= 2048 for entry in entries(log))


def test_proof_of_a_version_holds_by_itself_and_under_3_kb(paper: HomePage, log: Path) -> None:
    story = published()
    record()

    text = (log / proof_path(story.uuid, 1)).read_text()
    key = read_verifier((log / "keys").read_text().splitlines()[0])
    proof = read_proof(text)
    assert check_proof(proof, verifiers=[key]).size == LogLeaf.objects.count()
    assert read_leaf(proof.leaf)["article"] == str(story.uuid)
    assert len(text.encode()) < 3000
    assert recordings_of(story.uuid, [1])[1].proof == f"/log/{proof_path(story.uuid, 1)}"


def test_what_happens_to_a_story_has_leaves_of_its_own(paper: HomePage, log: Path) -> None:
    story, gone, other = published("One"), published("Two", slug="two"), published("Three", slug="three")
    unpublish_page(page=other, by=None)
    take_down(page=story, by=None, reason=RemovalReason.LEGAL, withholds_content=True)
    take_down(page=gone, by=None, reason=RemovalReason.OTHER)
    record()

    types = {
        str(one.uuid): [leaf["type"] for leaf in leaves() if leaf.get("article") == str(one.uuid)]
        for one in (story, gone, other)
    }
    assert list(types.values()) == [["publish", "withhold"], ["publish", "remove"], ["publish", "unpublish"]]
    withheld = next(leaf for leaf in leaves() if leaf["type"] == "withhold")
    assert withheld["withheld_through"] == 1


def test_some_withheld_versions_have_a_leaf_and_the_story_stays_public(paper: HomePage, log: Path) -> None:
    story = published("One")
    story.title = "One more"
    publish_page(page=story, by=None, kind="update", summary="Said of it.")
    publication = Publication.objects.get(pk=story.uuid)
    withhold_versions(
        publication=publication, numbers=[1], sentences=[2], by=None, reason=RemovalReason.SAFETY
    )
    take_down(page=StoryPage.objects.get(pk=story.pk), by=None, reason=RemovalReason.OTHER)
    record()

    about = [leaf for leaf in leaves() if leaf.get("article") == str(story.uuid)]
    assert [leaf["type"] for leaf in about] == ["publish", "publish", "redact", "remove"]
    assert (about[2]["texts"], about[2]["sentences"]) == ("1", "2")
    assert latest_leaves(about[:3])[str(story.uuid)]["type"] == "publish"
    assert withheld_texts(about) == {1}
    assert withheld_sentences(about) == {1, 2}
    files = [read_version_file(version_file(one)) for one in publication.versions.order_by("number")]
    assert [(bool(one["content"]), bool(one["words"])) for one in files[:2]] == [
        (False, False),
        (True, False),
    ]
    assert [check_version(one, leaf=leaf) for one, leaf in zip(files[:2], about[:2], strict=True)] == [
        False,
        True,
    ]


@pytest.mark.parametrize("step", ["_write_from", "_write_proofs", "record_checkpoint", "sign_checkpoint"])
def test_killed_at_any_step_nothing_is_lost_or_twice(
    paper: HomePage, log: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    published()
    record()
    before = checkpoint(log)
    story = published("Two", slug="two")
    real = getattr(growing, step)

    def killed(*args: Any, **kwargs: Any) -> Any:
        real(*args, **kwargs)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(growing, step, killed)
        with pytest.raises(KeyboardInterrupt):
            record()
    forget_comparisons()
    record()

    about = [leaf for leaf in leaves() if leaf.get("article") == str(story.uuid)]
    assert [leaf["version"] for leaf in about] == [1]
    signed = checkpoint(log)
    assert signed.size > before.size
    assert (
        signed.root
        == range_root(leaf_hashes(0, signed.size))
        == range_root([leaf_hash(e) for e in entries(log)])
    )
    assert LogCheckpoint.objects.order_by("-size")[0].note == (log / "checkpoint").read_text()
    assert (log / proof_path(story.uuid, 1)).exists()


def test_restored_database_takes_its_leaves_back_from_the_tiles(paper: HomePage, log: Path) -> None:
    published()
    record()
    early = LogLeaf.objects.count()
    published("Two", slug="two")
    record()
    whole = checkpoint(log)
    forget_rows(early)

    story = published("Three", slug="three")
    record()

    assert entries(log)[: whole.size] == [one.data.encode() for one in LogLeaf.objects.all()[: whole.size]]
    assert range_root(leaf_hashes(0, whole.size)) == whole.root
    assert checkpoint(log).size == whole.size + 1
    assert leaves()[-1]["article"] == str(story.uuid)


def test_restored_database_without_the_files_signs_nothing(
    paper: HomePage, log: Path, settings: Any, tmp_path: Path
) -> None:
    published()
    record()
    early = LogLeaf.objects.count()
    shutil.copytree(log, tmp_path / "old")
    published("Two", slug="two")
    record()
    signed = (log / "checkpoint").read_bytes()
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "checkpoint").write_bytes(signed)
    (copy / "keys").write_bytes((log / "keys").read_bytes())
    # The whole data folder of yesterday: only the copy elsewhere remembers.
    shutil.rmtree(log)
    shutil.copytree(tmp_path / "old", log)
    forget_rows(early)
    settings.LOG_COPIES = (str(copy),)

    with pytest.raises(LogRefusedError, match=r"shows \d+ signed ones\. The missing ones"):
        record()

    assert (log / "checkpoint").read_bytes() == (tmp_path / "old" / "checkpoint").read_bytes()
    assert LogLeaf.objects.count() == early


def test_restored_folder_is_mended_from_a_whole_copy(
    paper: HomePage, log: Path, settings: Any, tmp_path: Path
) -> None:
    published()
    record()
    early = LogLeaf.objects.count()
    shutil.copytree(log, tmp_path / "old")
    published("Two", slug="two")
    record()
    whole = checkpoint(log)
    shutil.copytree(log, tmp_path / "copy")
    shutil.rmtree(log)
    shutil.copytree(tmp_path / "old", log)
    forget_rows(early)
    settings.LOG_COPIES = (str(tmp_path / "copy"),)

    record()

    assert checkpoint(log) == whole


def test_two_histories_are_refused(paper: HomePage, log: Path) -> None:
    published()
    record()
    early = LogLeaf.objects.count()
    published("Two", slug="two")
    record()
    signed = (log / "checkpoint").read_bytes()
    with behind_the_triggers() as cursor:
        cursor.execute(
            'UPDATE paper_transparency_logleaf SET digest = %s WHERE "index" = %s', ["00" * 32, early]
        )
    forget_comparisons()
    published("Three", slug="three")

    with pytest.raises(LogRefusedError, match=r"disagree about what was published\. Nothing is signed"):
        record()
    assert (log / "checkpoint").read_bytes() == signed


def test_copy_that_does_not_answer_holds_up_a_new_process(paper: HomePage, log: Path, settings: Any) -> None:
    published()
    settings.LOG_COPIES = ("/nowhere/log",)

    with pytest.raises(CopyAwayError, match="/nowhere/log is not there"):
        record()
    assert not (log / "checkpoint").exists()


def test_lost_or_damaged_tiles_are_written_again(paper: HomePage, log: Path) -> None:
    published()
    record()
    signed = checkpoint(log)
    shutil.rmtree(log / "tile")
    published("Two", slug="two")
    record()

    assert checkpoint(log).size == signed.size + 1
    assert checkpoint(log).root == range_root([leaf_hash(entry) for entry in entries(log)])


def test_key_is_for_its_owner_alone_and_its_loss_signs_nothing(paper: HomePage, log: Path) -> None:
    published()
    record()
    assert (log.parent / "log_key").stat().st_mode & 0o777 == 0o600
    (log.parent / "log_key").unlink()
    published("Two", slug="two")

    with pytest.raises(LogRefusedError, match=r"key of the log, .*, is gone"):
        record()


def test_new_key_is_a_leaf_and_signed_by_both(paper: HomePage, log: Path) -> None:
    published()
    record()
    old = standing().verifiers[0]
    new = make_key().verifiers[0]
    record()
    published("Two", slug="two")
    record()

    keys = [leaf["key"] for leaf in leaves() if leaf["type"] == "key"]
    assert keys == [str(old), str(new)]
    handover = read_proof((log / handover_path(new.key_id)).read_text())
    assert set(open_note(handover.checkpoint, [old, new])[1]) == {old, new}
    assert open_note((log / "checkpoint").read_text(), [old, new])[1] == [new]


def test_log_tried_out_at_home_gets_a_new_name_with_the_paper(
    paper: HomePage, log: Path, settings: Any
) -> None:
    settings.BASE_URL = "http://localhost:8000"
    published()
    record()
    assert checkpoint(log).origin == "localhost:8000/log"
    settings.BASE_URL = "https://paper.example"
    published("Two", slug="two")
    record()

    assert checkpoint(log).origin == "paper.example/log"


def test_copy_on_a_laptop_does_not_sign_in_the_name_of_the_paper(
    paper: HomePage, log: Path, settings: Any
) -> None:
    published()
    record()
    settings.BASE_URL = "http://localhost:8000"
    published("Two", slug="two")

    with pytest.raises(LogRefusedError, match="must not sign in its name"):
        record()


def test_rows_are_never_changed_by_anybody(paper: HomePage, log: Path) -> None:
    published()
    record()

    for statement in (
        "UPDATE paper_transparency_logleaf SET data = ''",
        "DELETE FROM paper_transparency_logleaf",
        "DELETE FROM paper_transparency_logcheckpoint",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(TypeError):
        LogLeaf.objects.all().delete()


def test_recording_is_announced_to_pages(paper: HomePage, log: Path) -> None:
    story = published()
    record()

    entry = LogEntry.objects.order_by("-number")[0]
    assert entry.event == "log.recorded"
    assert {"log", f"log/{story.uuid}"} <= set(entry.keys)
    assert json.dumps(entry.data)


def _changed(story: Any, title: str) -> Any:
    story.title = title
    return story
