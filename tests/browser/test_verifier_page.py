"""The page that checks proofs, saved to a disk and opened without any network, in a real browser."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from dateline.lib.tlog.log_leaves import make_leaf
from dateline.lib.tlog.merkle import inclusion_path, leaf_hash, reader_of, tree_root
from dateline.lib.tlog.signed_notes import Checkpoint, Signer, sign_note
from dateline.lib.tlog.tlog_proofs import Proof
from dateline.lib.tlog.version_files import make_version_file
from dateline.publishing.canonical import seal
from dateline.transparency.verifier_page import verifier_page

FLIPS = 150


class Saved(NamedTuple):
    """What a reader has on the disk."""

    page: Path
    proof: Path
    version: Path


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    signer = Signer.new("paper.example/log")
    sealed = seal(
        {
            "fields": {"headline": "Паром «снова» ходит"},
            "blocks": [{"text": "The ferry\tsails \u2028 again."}],
        }
    )
    fields = {
        "article": "567f79de-b847-41bd-857e-5d1b980b0ea6",
        "version": 3,
        "kind": "correction",
        "at": "2026-03-14T12:00:00.000000Z",
        "url": "/2026/03/14/ferry/",
        "lang": "ru",
        "commitment": sealed.commitment,
        "type": "publish",
        "page": "story",
    }
    said = seal({"summary": "Паром ходит снова.", "correction": {"wrong": "Не ходит.", "right": "Ходит."}})
    fields["said"] = said.commitment
    leaf = make_leaf(fields, pictures=["ab" * 32])
    version = make_version_file(
        leaf=fields,
        content=sealed.canonical_json,
        nonce=sealed.nonce,
        words=said.canonical_json,
        words_nonce=said.nonce,
    )
    leaves = [leaf_hash(str(number).encode()) for number in range(90)] + [leaf_hash(leaf)]
    node = reader_of(leaves)
    note = sign_note(Checkpoint(signer.name, 91, tree_root(node, 91)).text(), [signer])
    proof = Proof(leaf, 90, tuple(inclusion_path(node, index=90, size=91)), note)
    found = Saved(tmp_path / "verify.html", tmp_path / "3.tlog-proof", tmp_path / "3.json")
    found.page.write_text(verifier_page(key=str(signer.verifier)), encoding="utf-8")
    found.proof.write_text(proof.text(), encoding="utf-8")
    found.version.write_bytes(version)
    return found


def test_saved_page_answers_in_words_offline(page: Page, saved: Saved) -> None:
    page.context.set_offline(True)
    page.goto(saved.page.as_uri())
    page.get_by_label("The proof, as a file").set_input_files(saved.proof)
    page.get_by_label("The version, as a file").set_input_files(saved.version)
    expect(page.locator("#version")).not_to_be_empty()

    page.get_by_role("button", name="Check").press("Enter")

    answer = page.get_by_role("status")
    expect(answer).to_be_focused()
    expect(answer).to_contain_text("number 90 in the log paper.example/log, which had 91 entries")
    expect(answer).to_contain_text("exactly the words that the paper committed to: “Паром «снова» ходит”")
    expect(answer).to_contain_text("committed to: “Паром ходит снова. / Не ходит. / Ходит.”")
    expect(answer).to_have_attribute("data-kind", "right")


def test_pasted_forgeries_are_refused_by_what_is_wrong(page: Page, saved: Saved) -> None:
    page.goto(saved.page.as_uri())
    proof, version = saved.proof.read_text(), saved.version.read_text()
    other = str(Signer.new("paper.example/log").verifier)
    key = page.locator("#key").input_value()

    for pasted, kept, signer, words in (
        (proof, version.replace("sails", "sinks"), key, "not those that the paper committed to"),
        (proof, version.replace("Не ходит", "Не ползает"), key, "says of the change is not what"),
        (proof, version.replace('"version":3', '"version":4'), key, "do not agree about “version”"),
        (proof, version, other, "not signed with this key"),
        (proof, version, "nonsense", "no key of a log"),
        (proof.replace("index 90", "index 89"), version, key, "does not lead from this entry"),
        ("nothing", version, key, "is no proof"),
    ):
        page.locator("#proof").fill(pasted)
        page.locator("#version").fill(kept)
        page.locator("#key").fill(signer)
        page.get_by_role("button", name="Check").click()
        expect(page.get_by_role("status")).to_contain_text(words)
        expect(page.get_by_role("status")).to_have_attribute("data-kind", "wrong")


def test_any_flipped_bit_is_refused(page: Page, saved: Saved) -> None:
    page.goto(saved.page.as_uri())
    chance = random.Random(9162)
    key = page.locator("#key").input_value()
    passed = []
    for _ in range(FLIPS):
        for file in (saved.proof, saved.version):
            raw = bytearray(file.read_bytes())
            raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(7)
            texts = {each: each.read_text() for each in (saved.proof, saved.version)}
            texts[file] = raw.decode(errors="replace")
            if page.evaluate(
                "async ([proof, version, key]) => {"
                " try { const found = await checkProof(proof, key);"
                "  await checkVersion(version, found.leaf); return true; }"
                " catch (error) { if (error instanceof Wrong) return false; throw error; } }",
                [texts[saved.proof], texts[saved.version], key],
            ):
                passed.append(texts[file])

    assert passed == []


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_page_fits_every_width(page: Page, saved: Saved, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(saved.page.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= width
