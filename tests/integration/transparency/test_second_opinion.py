"""Go's own notes and tree logs accept our log. Skipped where there is no Go with golang.org/x/mod."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from dateline.fronts.models import HomePage
from dateline.lib.tlog.tlog_proofs import read_proof
from dateline.publishlog.queries import entries_after
from dateline.transparency.actions import append_leaves
from dateline.transparency.following import keep_log
from dateline.transparency.leaves import NewLeaf
from dateline.transparency.places import proof_path
from dateline.transparency.signing import standing
from tests.factories.stories import published

GOPATH = Path("/usr/share/gocode")
PROGRAM = Path(__file__).with_name("second_opinion.go")
has_go = shutil.which("go") and (GOPATH / "src/golang.org/x/mod/sumdb/tlog").is_dir()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not has_go, reason="no second implementation: apt-get install golang-go golang-golang-x-mod-dev"
    ),
]


def second_opinion(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GO111MODULE": "off", "GOPATH": str(GOPATH), "GOCACHE": str(home / "go")}
    return subprocess.run(
        ["go", "run", str(PROGRAM), *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_go_accepts_our_checkpoint_proofs_and_growth(paper: HomePage, log: Path, tmp_path: Path) -> None:
    story = published()
    keep_log(entries_after(0))
    old = tmp_path / "old"
    old.write_bytes((log / "checkpoint").read_bytes())
    filler = [
        NewLeaf({"type": "delete", "article": str(story.uuid), "entry": number}) for number in range(700)
    ]
    append_leaves(leaves=filler)
    other = published("Two", slug="two")
    keep_log(entries_after(0))
    proof = read_proof((log / proof_path(other.uuid, 1)).read_text())
    leaf = tmp_path / "leaf"
    leaf.write_bytes(proof.leaf)
    arguments = [str(log), str(standing().verifiers[0]), str(proof.index), str(leaf), str(old)]

    done = second_opinion(*arguments, home=tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    hashes = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("hash ")]
    assert hashes == [base64.b64encode(one).decode() for one in proof.path]
    leaf.write_bytes(proof.leaf + b" ")
    assert "REFUSED" in second_opinion(*arguments, home=tmp_path).stdout
