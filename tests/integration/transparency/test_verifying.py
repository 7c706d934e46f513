"""dateline verify: what is right is said, what was changed is named, whatever byte it was."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dateline.config.commands.verify import command
from dateline.fronts.models import HomePage
from dateline.lib.tlog.auditing import audit
from dateline.lib.tlog.log_leaves import written
from dateline.lib.tlog.paper_sources import PaperInFolder
from dateline.lib.tlog.signed_notes import read_verifier
from dateline.lib.tlog.verifying import WrongError
from dateline.publishlog.queries import entries_after
from dateline.transparency.following import keep_log
from dateline.transparency.signing import make_key, standing
from tests.factories.stories import published

FLIPS = 1000
# The verifier reads files; no database is asked.
pytestmark = pytest.mark.any_database


def verify(*arguments: Any) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments])


def version_of(copy: Path) -> Path:
    return next(path for path in copy.rglob("history/2.json"))


def proof_of(copy: Path, version: Path) -> Path:
    return next(path for path in copy.rglob("2.tlog-proof"))


def test_copy_that_is_whole_passes_and_says_what_was_checked(copy: Path) -> None:
    done = verify(copy)

    assert done.exit_code == 0, done.output
    assert "3 versions (0 of them withheld) and 2 pages were checked" in done.output
    assert "Everything that is here is as the log says." in done.output


def test_single_version_passes_with_its_proof_and_the_key(copy: Path) -> None:
    version = version_of(copy)
    key = str(standing().verifiers[0])

    done = verify(version, "--proof", proof_of(copy, version), "--key", key)

    assert done.exit_code == 0, done.output
    assert "exactly those that the paper committed to" in done.output
    assert verify(version, "--proof", proof_of(copy, version)).exit_code == 2
    assert verify(version, "--key", key).exit_code == 2
    assert verify(copy / "nothing", "--key", key).exit_code == 2


def test_changed_words_are_named(copy: Path) -> None:
    version = version_of(copy)
    version.write_text(version.read_text().replace("sails again", "sank again"))

    done = verify(copy)

    assert done.exit_code == 1
    assert "history/2.json" in done.output
    assert "not those that the paper committed to" in done.output


def test_page_that_says_something_else_is_named(copy: Path) -> None:
    page = version_of(copy).parent.parent / "index.html"
    page.write_text(page.read_text().replace("The ferry sails again.", "The ferry sank."))

    done = verify(copy)

    assert done.exit_code == 1
    assert f"{page} does not show what its newest version says" in done.output


def test_what_is_said_of_changes_is_committed_to(copy: Path) -> None:
    version = version_of(copy)
    told = verify(version, "--proof", proof_of(copy, version), "--key", str(standing().verifiers[0]))
    assert (
        "is what the paper committed to: We took it for moored. It has left. / The ferry stays moored. /"
        in told.output
    )
    kept = version.read_text()
    page = version.parent.parent / "index.html"
    history = version.parent / "index.json"

    version.write_text(kept.replace("We took it", "They took it"))
    assert "What is said of the change is not what the paper committed to" in verify(copy).output
    version.write_text(kept)
    history.write_text(history.read_text().replace("We took it", "They took it"))
    done = verify(copy)
    assert f"{history} says something else of version 2 than was recorded" in done.output
    page.write_text(page.read_text().replace("stays moored", "lies moored"))
    assert f"{page} shows no correction of version 2 as it is recorded" in verify(copy).output


def test_words_that_are_only_left_out_are_named(copy: Path) -> None:
    version = version_of(copy)
    fields = json.loads(version.read_text())
    fields |= {"words": "", "words_nonce": ""}
    version.write_bytes(written(fields))
    done = verify(copy)
    assert f"{version} does not say what was said, and the log knows of no withholding" in done.output
    fields |= {"content": "", "nonce": ""}
    version.write_bytes(written(fields))
    done = verify(copy)
    assert done.exit_code == 1
    assert f"{version} shows no words, and the log knows of no withholding" in done.output


def test_article_that_the_log_does_not_know_is_named(copy: Path) -> None:
    known = version_of(copy).parent.parent
    forged = copy / "2026" / "03" / "15" / "forged"
    shutil.copytree(known, forged)

    done = verify(copy)

    assert done.exit_code == 1
    assert f"{forged / 'index.html'} is an article that the log does not know" in done.output


def test_missing_tile_and_page_are_named(copy: Path) -> None:
    page = version_of(copy).parent.parent / "index.html"
    page.unlink()
    tile = next((copy / "log" / "tile" / "0").rglob("*.p/*"))
    tile.unlink()

    done = verify(copy)

    assert done.exit_code == 1
    assert f"{page} is public in the log, and is not there" in done.output
    assert f"{tile.relative_to(copy / 'log')} is missing" in done.output


def test_folder_without_a_log_and_another_key_are_told_apart(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

    assert verify(tmp_path / "empty").exit_code == 2
    done = verify(copy, "--key", other)
    assert done.exit_code == 1
    assert "not signed with the key that was given, but by paper.example/log" in done.output


def test_remembered_checkpoint_shows_growth_and_a_rewritten_log(
    copy: Path, tmp_path: Path, log: Path
) -> None:
    kept = tmp_path / "kept"

    assert verify(copy, "--remember", kept).exit_code == 0
    again = verify(copy, "--remember", kept)
    assert again.exit_code == 0
    assert "The log contains all" in again.output
    published("Three", slug="three")
    keep_log(entries_after(0))
    kept.write_bytes((log / "checkpoint").read_bytes())
    older = verify(copy, "--remember", kept)
    assert older.exit_code == 1
    assert "The log has shrunk" in older.output


def test_old_key_leads_to_the_new_one_only_through_the_log(
    copy: Path, paper: HomePage, log: Path, tmp_path: Path
) -> None:
    old = str(standing().verifiers[0])
    new = make_key().verifiers[0]
    keep_log([])
    make_key()
    keep_log([])
    shutil.rmtree(copy / "log")
    shutil.copytree(log, copy / "log")

    assert verify(copy, "--key", old).exit_code == 0
    (copy / "log" / "handover" / f"{new.key_id.hex()}.tlog-proof").unlink()
    assert verify(copy, "--key", old).exit_code == 1


@pytest.mark.slow
def test_any_flipped_byte_is_found_1000_of_1000(copy: Path) -> None:
    chance = random.Random(6962)
    key = read_verifier(str(standing().verifiers[0]))
    files = [
        path for path in copy.rglob("*") if path.is_file() and path.suffix != ".html" and path.name != "keys"
    ]
    # The list of a history is no stored version: what of it is compared with the log has a test of its own.
    files = [path for path in files if path.name != "index.json"]
    by_kind = {
        kind: [f for f in files if kind in str(f)]
        for kind in ("history", "proof", "tile/0", "entries", "checkpoint")
    }
    assert all(by_kind.values())
    missed = []
    for number in range(FLIPS):
        file = chance.choice(by_kind[list(by_kind)[number % len(by_kind)]])
        kept = file.read_bytes()
        at = chance.randrange(len(kept))
        file.write_bytes(kept[:at] + bytes([kept[at] ^ (1 << chance.randrange(8))]) + kept[at + 1 :])
        try:
            wrong = audit(PaperInFolder(copy), verifiers=[key], say=lambda line: None).wrong
        except WrongError as error:
            wrong = [str(error)]
        if not any(str(file.relative_to(copy)).removeprefix("log/") in one for one in wrong):
            missed.append((file.name, at, wrong))
        file.write_bytes(kept)

    assert missed == []
