"""Signed notes: the example that Go and C2SP share, keys as lines, and everything that is refused."""

from __future__ import annotations

import pytest

from dateline.lib.tlog.signed_notes import (
    BadNoteError,
    Checkpoint,
    Signer,
    open_checkpoint,
    open_note,
    read_checkpoint,
    read_signer,
    read_verifier,
    sign_note,
)

# The example of golang.org/x/mod/sumdb/note; the private key is public.
SKEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNATURE = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
NOTE = f"{TEXT}\n— PeterNeumann {SIGNATURE}\n"
# c2sp.org/signed-note and c2sp.org/tlog-checkpoint show these without their keys: they are read, not trusted.
POEM = (
    "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
    "— quasimodo.example/salvatore"
    " NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
)
SOFA = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa"
    " Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)


def test_example_is_signed_and_opened_to_the_byte() -> None:
    signer, verifier = read_signer(SKEY), read_verifier(VKEY)

    assert signer.verifier == verifier
    assert str(verifier) == VKEY
    assert signer.written() == SKEY
    assert sign_note(TEXT, [signer]) == NOTE
    assert open_note(NOTE, [verifier]) == (TEXT, [verifier])


@pytest.mark.parametrize("note", [POEM, SOFA])
def test_examples_of_unknown_keys_are_read_and_not_trusted(note: str) -> None:
    with pytest.raises(
        BadNoteError, match=r"not signed with the key that was given, but by (quasimodo|example)"
    ):
        open_note(note, [read_verifier(VKEY)])


def test_checkpoint_of_the_example_says_what_it_commits_to() -> None:
    checkpoint = read_checkpoint(SOFA.partition("\n\n")[0] + "\n")

    assert checkpoint.origin == "example.com/behind-the-sofa"
    assert checkpoint.size == 20852163
    assert checkpoint.text() + "\n" == SOFA.partition("— ")[0]


def test_note_every_flipped_byte_is_refused() -> None:
    verifier, raw = read_verifier(VKEY), NOTE.encode()
    passed = []
    for at in range(len(raw)):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        try:
            open_note(changed.decode(), [verifier])
        except (BadNoteError, UnicodeDecodeError):
            continue
        passed.append(at)

    assert passed == []


def test_signatures_of_others_are_passed_over_and_a_wrong_one_of_ours_is_not() -> None:
    ours, other = read_signer(SKEY), Signer.new("witness.example")
    both = sign_note(TEXT, [other, ours])
    wrong = NOTE + ours.signature_line("Something else.\n")

    assert open_note(both, [ours.verifier])[1] == [ours.verifier]
    assert len(open_note(both, [ours.verifier, other.verifier])[1]) == 2
    with pytest.raises(BadNoteError, match="does not belong"):
        open_note(wrong.replace(ours.signature_line(TEXT), ""), [ours.verifier])


@pytest.mark.parametrize("name", ["", "two words", "plus+sign", "nbsp\u00a0name"])
def test_name_that_no_key_can_have_is_refused(name: str) -> None:
    with pytest.raises(BadNoteError):
        Signer.new(name)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "PeterNeumann",
        VKEY[:-1],
        VKEY.replace("c74f20a3", "c74f20a4"),
        VKEY.replace("Peter", "Paul"),
        SKEY,
    ],
)
def test_damaged_key_is_refused(line: str) -> None:
    with pytest.raises(BadNoteError):
        read_verifier(line)


def test_private_key_never_shows_in_words() -> None:
    signer = read_signer(SKEY)

    assert "seed" not in repr(signer)
    with pytest.raises(BadNoteError) as caught:
        read_signer(SKEY.replace("c74f20a3", "c74f20a4"))
    assert "AYEK" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["a\n1\n", "a\n01\nAAAA\n", "a\n-1\nAAAA\n", "a\n1\nAAAA\n", "\n1\nAAAA\n", "a\n1\nAAAA\n\n"]
)
def test_malformed_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNoteError):
        read_checkpoint(text)


def test_checkpoint_of_another_log_is_refused() -> None:
    signer = read_signer(SKEY)
    note = sign_note(Checkpoint("elsewhere.example/log", 1, bytes(32)).text(), [signer])

    with pytest.raises(BadNoteError, match="another log"):
        open_checkpoint(note, [signer.verifier])


def test_control_characters_and_missing_line_break_are_no_note() -> None:
    signer = read_signer(SKEY)

    for text in ("no end", "bell\x07\n", "return\r\n"):
        with pytest.raises(BadNoteError):
            sign_note(text, [signer])
