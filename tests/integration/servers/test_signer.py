"""The key of the log: a process of its own has it, and the paper does everything else without."""

from __future__ import annotations

import base64
import json
import os
import pwd
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.paper_process import DeskHand, PaperProcess

NOBODY = "nobody"
# The interpreter may lie where nobody but root may go, so it becomes nobody once it has loaded everything.
AS_NOBODY = """
import os, pwd
from dateline.config.commands.signer import command
nobody = pwd.getpwnam("nobody")
os.setgroups([])
os.setgid(nobody.pw_gid)
os.setuid(nobody.pw_uid)
command()
"""


def key_of(place: Path) -> bytes:
    """Return the 32 secret bytes of ``PRIVATE+KEY+name+hash+key``; base64 has the plus sign, too."""
    encoded = place.read_text(encoding="utf-8").splitlines()[0].split("+", 4)[4]
    return base64.b64decode(encoded)[1:]


def remembers(pid: int, secret: bytes) -> bool:
    """Say whether these bytes lie in the memory of a process, as they are or as they are written."""
    written = base64.b64encode(b"\x01" + secret)
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights, *_ = line.split()
            if "w" not in rights or "r" not in rights:
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue
            if secret in content or written in content:
                return True
    return False


def opened(pid: int) -> set[str]:
    return {os.readlink(file) for file in Path(f"/proc/{pid}/fd").iterdir()}


def wait(condition: Callable[[], object], *, seconds: float = 60) -> None:
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds
        time.sleep(0.1)


def leaves(paper: PaperProcess) -> int:
    status, body, _ = paper.get("/log/checkpoint")
    return int(body.split(b"\n")[1]) if status == 200 else 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may look into the memory of processes")
def test_key_is_in_the_signer_and_in_no_other_process(
    make_paper: Callable[..., PaperProcess], make_hand: Callable[..., DeskHand]
) -> None:
    paper = make_paper("signer-own")
    paper.start()
    make_hand(paper).ask("publish", slug="one", title="One")
    wait(lambda: leaves(paper) > 1)
    paper.get("/log/verify.html")
    (signer,) = paper.find("dateline.config.cli signer")
    secret = key_of(paper.data / "log_key")

    others = [pid for pid in paper.processes() if pid != signer]

    assert len(others) >= 3, "Granian, its worker, the worker"
    assert [pid for pid in others if remembers(pid, secret)] == []
    assert not any("log_key" in name for pid in others for name in opened(pid))
    # Others of the same user may not look into it.
    assert Path(f"/proc/{signer}/mem").stat().st_uid == 0
    paper.kill()


@pytest.fixture
def signer_folder(place: Path) -> Path:
    """A folder that another user has, with a socket in it that everybody of its group may ask."""
    folder = place / "signer"
    folder.mkdir(mode=0o755)
    return folder


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts processes of other users")
def test_another_user_signs_and_without_it_everything_else_goes_on(
    make_paper: Callable[..., PaperProcess], make_hand: Callable[..., DeskHand], signer_folder: Path
) -> None:
    nobody = pwd.getpwnam(NOBODY)
    os.chown(signer_folder, nobody.pw_uid, nobody.pw_gid)
    socket_place = signer_folder / "socket"
    paper = make_paper("signer-away", DATELINE_LOG_SIGNER=str(socket_place))
    paper.start()
    hand = make_hand(paper)

    address = hand.ask("publish", slug="before", title="Before the signer")

    assert paper.get(address)[0] == 200
    assert paper.find("dateline.config.cli signer") == []
    wait(lambda: json.loads(paper.get("/healthz")[1]).get("log") == "refused")
    assert leaves(paper) == 0
    assert not (paper.data / "log_key").exists()
    arguments = ["--key", str(signer_folder / "log_key"), "--socket", str(socket_place)]
    signer = subprocess.Popen(
        [sys.executable, "-c", AS_NOBODY, *arguments], env=paper.environment, cwd=signer_folder
    )
    try:
        wait(lambda: leaves(paper) > 1)
        assert (signer_folder / "log_key").stat().st_uid == nobody.pw_uid
        assert (signer_folder / "log_key").stat().st_mode & 0o777 == 0o600
        assert not (paper.data / "log_key").exists()
    finally:
        signer.terminate()
        assert signer.wait(timeout=10) == 0
    assert paper.get(hand.ask("publish", slug="after", title="After the signer"))[0] == 200
    paper.kill()
