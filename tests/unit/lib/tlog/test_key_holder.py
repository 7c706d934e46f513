"""The holder of the key signs what has grown, and nothing else."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from dateline.lib.tlog import signer_socket
from dateline.lib.tlog.key_holder import KeyHolder, NotSignedError
from dateline.lib.tlog.merkle import consistency_path, leaf_hash, range_root, reader_of
from dateline.lib.tlog.signed_notes import Checkpoint, open_note
from dateline.lib.tlog.signer_socket import SignerAtSocket, SignerAwayError, answer_one, listen

NAME = "paper.example/log"
LEAVES = [leaf_hash(bytes([number])) for number in range(40)]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "log_key"


@pytest.fixture(params=["here", "at a socket"])
def holder(place: Path, request: pytest.FixtureRequest) -> Iterator[KeyHolder | SignerAtSocket]:
    if request.param == "here":
        yield KeyHolder(place)
        return
    # Longer than the path of a socket may be.
    folder = place.parent / ("long" * 30)
    folder.mkdir()
    listening = listen(folder / "socket", mode=0o600)
    is_over = threading.Event()

    def serve() -> None:
        with suppress(OSError):
            while not is_over.is_set():
                answer_one(listening, KeyHolder(place))

    thread = threading.Thread(target=serve)
    thread.start()
    yield SignerAtSocket(folder / "socket")
    is_over.set()
    # It waits for somebody to ask; now nobody will.
    with suppress(OSError):
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()
    listening.close()


def checkpoint(leaves: list[bytes], *, name: str = NAME) -> str:
    return Checkpoint(name, len(leaves), range_root(leaves)).text()


def grown(old: int, size: int) -> list[bytes]:
    return consistency_path(reader_of(LEAVES), old=old, size=size)


def test_tree_that_has_grown_is_signed_and_remembered(holder: KeyHolder, place: Path) -> None:
    (key,) = holder.make(NAME).verifiers
    holder.sign(checkpoint(LEAVES[:7]), count=1, path=[])

    note = holder.sign(checkpoint(LEAVES[:33]), count=1, path=grown(7, 33))

    assert open_note(note, [key])[0] == checkpoint(LEAVES[:33])
    assert KeyHolder(place).standing().note == note


@pytest.mark.parametrize(
    ("leaves", "path", "reason"),
    [
        (LEAVES[:6], [], "20 leaves was signed, so none of 6"),
        ([], [], "20 leaves was signed, so none of 0"),
        (LEAVES[20:], [], "has not grown"),
        (LEAVES[:30], [], "has not grown"),
        ([*LEAVES[:19], LEAVES[0], *LEAVES[20:30]], grown(20, 30), "has not grown"),
    ],
)
def test_smaller_or_different_tree_is_refused(
    holder: KeyHolder, leaves: list[bytes], path: list[bytes], reason: str
) -> None:
    holder.make(NAME)
    note = holder.sign(checkpoint(LEAVES[:20]), count=1, path=[])

    with pytest.raises(NotSignedError, match=reason):
        holder.sign(checkpoint(leaves), count=1, path=path)

    assert holder.standing().note == note


def test_same_tree_may_be_signed_again(holder: KeyHolder) -> None:
    holder.make(NAME)
    note = holder.sign(checkpoint(LEAVES), count=1, path=[])

    assert holder.sign(checkpoint(LEAVES), count=1, path=[]) == note


def test_only_checkpoints_of_its_own_log_are_signed(holder: KeyHolder) -> None:
    holder.make(NAME)

    with pytest.raises(NotSignedError, match=r"not of other\.example"):
        holder.sign(checkpoint(LEAVES, name="other.example/log"), count=1, path=[])
    with pytest.raises(NotSignedError, match="three lines"):
        holder.sign("Pay to the bearer\n", count=1, path=[])
    with pytest.raises(NotSignedError, match="no such key"):
        holder.sign(checkpoint(LEAVES), count=2, path=[])


def test_new_key_signs_with_the_old_one_before_another_is_made(holder: KeyHolder) -> None:
    (old,) = holder.make(NAME).verifiers
    holder.sign(checkpoint(LEAVES[:3]), count=1, path=[])
    new = holder.make(NAME).verifiers[0]
    with pytest.raises(NotSignedError, match="has not signed yet"):
        holder.make(NAME)

    note = holder.sign(checkpoint(LEAVES[:4]), count=2, path=grown(3, 4))

    assert set(open_note(note, [old, new])[1]) == {old, new}
    assert holder.make(NAME).verifiers[1] == new


def test_new_key_of_a_name_by_mistake_gives_way(holder: KeyHolder) -> None:
    (old,) = holder.make(NAME).verifiers
    holder.sign(checkpoint(LEAVES[:3]), count=1, path=[])
    holder.make("localhost:8000/log")

    new = holder.make(NAME).verifiers

    assert [key.name for key in new] == [NAME, NAME]
    assert new[1] == old
    holder.sign(checkpoint(LEAVES[:4]), count=2, path=grown(3, 4))


@pytest.mark.parametrize("damage", ["", "rubbish\n", "other text"])
def test_nothing_is_signed_while_it_is_not_known_what_was(
    holder: KeyHolder, place: Path, damage: str
) -> None:
    holder.make(NAME)
    note = holder.sign(checkpoint(LEAVES[:3]), count=1, path=[])
    # The size alone: a 3 may also stand in the key's own number, and another key's note says nothing here.
    other = note.replace("\n3\n", "\n4\n", 1)
    place.with_name("log_key.signed").write_text(other if damage == "other text" else damage)

    with pytest.raises(NotSignedError, match=r"log_key\.signed is damaged"):
        holder.sign(checkpoint(LEAVES[5:7]), count=1, path=[])


def test_files_are_for_their_owner_alone(holder: KeyHolder, place: Path) -> None:
    holder.make(NAME)
    holder.sign(checkpoint(LEAVES), count=1, path=[])

    assert {file.name: file.stat().st_mode & 0o777 for file in place.parent.glob("log_key*")} == {
        "log_key": 0o600,
        "log_key.signed": 0o600,
    }


@pytest.mark.parametrize("content", [b"", b"rubbish\n", b"\xff\xfe", b"PRIVATE+KEY+a+00000000+AAAA\n"])
def test_damaged_key_is_named_and_not_replaced(holder: KeyHolder, place: Path, content: bytes) -> None:
    place.write_bytes(content)

    with pytest.raises(NotSignedError, match=r"log_key (is empty|is damaged|cannot be read)"):
        holder.make(NAME)

    assert place.read_bytes() == content


@pytest.mark.parametrize(
    "question",
    [
        b"\n",
        b"{}\n",
        b'{"do": "read"}\n',
        b'{"do": ["sign"]}\n',
        b'{"do": "sign", "text": 1, "count": 1, "path": []}\n',
        b'{"do": "sign", "text": "", "count": "x", "path": ["zz"]}\n',
        b'{"do": "sign", "text": "", "count": Infinity, "path": []}\n',
        b"[" * 5000 + b"\n",
        b"a" * 100_000 + b"\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"",
    ],
)
def test_rubbish_is_refused_and_the_next_is_answered(place: Path, question: bytes) -> None:
    holder = KeyHolder(place)
    holder.make(NAME)
    listening = listen(place.with_name("socket"), mode=0o600)

    def answer_two() -> None:
        for _ in range(2):
            answer_one(listening, holder)

    thread = threading.Thread(target=answer_two)
    thread.start()
    with socket.socket(socket.AF_UNIX) as rude:
        rude.connect(str(place.with_name("socket")))
        rude.sendall(question)
        rude.shutdown(socket.SHUT_WR)
        assert b"note" not in rude.recv(1000)

    assert SignerAtSocket(place.with_name("socket")).standing() == holder.standing()
    thread.join()
    listening.close()


def test_nobody_at_the_socket_is_said(tmp_path: Path) -> None:
    with pytest.raises(SignerAwayError, match="does not answer"):
        SignerAtSocket(tmp_path / "socket").standing()


def test_whoever_asks_one_byte_at_a_time_is_sent_away(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signer_socket, "SECONDS", 0.4)
    listening = listen(place.with_name("socket"), mode=0o600)
    thread = threading.Thread(target=answer_one, args=(listening, KeyHolder(place)))
    thread.start()
    with socket.socket(socket.AF_UNIX) as slow, suppress(OSError):
        slow.connect(str(place.with_name("socket")))
        for _ in range(12):
            slow.sendall(b"x")
            time.sleep(0.1)
            if not thread.is_alive():
                break
        assert not thread.is_alive()
    thread.join()
    listening.close()


def test_what_is_no_socket_is_not_replaced_by_one(place: Path) -> None:
    KeyHolder(place).make(NAME)
    before = place.read_bytes()

    with pytest.raises(OSError, match="something else than a socket"):
        listen(place, mode=0o600)

    assert place.read_bytes() == before
