"""Files over real connections: readers who do not read, parts of files, and bodies that nobody asked for."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from select import select

import pytest

from tests.support.asking import calmly
from tests.support.paper_process import PaperProcess
from tests.support.telling import tell

MEGABYTE = 1024 * 1024
SIZE = 30 * MEGABYTE
READERS = 40
NAME = "pictures/0123456789ab/large.png"


@pytest.fixture(scope="module")
def paper(make_paper: Callable[..., PaperProcess]) -> PaperProcess:
    paper = make_paper("files")
    picture = paper.data / "media" / NAME
    picture.parent.mkdir(parents=True)
    picture.write_bytes(bytes(range(256)) * (SIZE // 256))
    paper.start(role="web")
    return paper


def _megabytes(paper: PaperProcess) -> int:
    """Return how much memory the largest process of the web server has."""
    sizes = []
    for pid in paper.find("granian"):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                sizes.append(int(line.split()[1]) // 1024)
    return max(sizes)


def test_readers_who_do_not_read_cost_no_memory(paper: PaperProcess) -> None:
    assert paper.get(f"/media/{NAME}", range="bytes=0-0")[0] == 206
    before = _megabytes(paper)
    waiting = []
    for _ in range(READERS):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", paper.port))
        connection.sendall(f"GET /media/{NAME} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        waiting.append(connection)
    most = before
    for _ in range(20):
        time.sleep(0.1)
        most = max(most, _megabytes(paper))
    begun = time.monotonic()

    status, body, _ = paper.get(f"/media/{NAME}")

    took = time.monotonic() - begun
    for connection in waiting:
        connection.close()
    tell(
        f"{READERS} readers who do not read: {before} MB before, {most} MB at most; others wait {took:.2f} s"
    )
    assert (status, len(body)) == (200, SIZE)
    assert most - before < 100


def test_parts_of_files(paper: PaperProcess) -> None:
    status, body, headers = paper.get(f"/media/{NAME}", range="bytes=254-257")

    assert (status, body) == (206, b"\xfe\xff\x00\x01")
    assert headers["content-range"] == f"bytes 254-257/{SIZE}"
    assert headers["content-length"] == "4"
    assert paper.get(f"/media/{NAME}", range=f"bytes={SIZE}-")[0] == 416
    status, body, headers = paper.get(f"/media/{NAME}", method="HEAD")
    assert (status, body, headers["content-length"]) == (200, b"", str(SIZE))
    assert paper.get(f"/media/{NAME}", if_none_match=headers["etag"])[0] == 304


@pytest.mark.parametrize("target", ["/", "/documents/1/x", "/desk/login/", "/media/x", "/healthz"])
@pytest.mark.parametrize("is_announced", [True, False])
def test_large_body_is_refused_before_it_has_come(
    paper: PaperProcess, target: str, is_announced: bool
) -> None:
    size = 256 * MEGABYTE
    length = f"Content-Length: {size}" if is_announced else "Transfer-Encoding: chunked"
    chunk = b"x" * 65_536
    sent = 0
    with closing(socket.create_connection(("127.0.0.1", paper.port), timeout=5)) as connection:
        connection.sendall(f"POST {target} HTTP/1.1\r\nHost: localhost\r\n{length}\r\n\r\n".encode())
        try:
            while sent < size and not select([connection], [], [], 0)[0]:
                connection.sendall(chunk if is_announced else b"10000\r\n" + chunk + b"\r\n")
                sent += len(chunk)
        except OSError:
            pass
        try:
            answer = connection.recv(100)
        except ConnectionResetError:
            # Hung up on, with the answer on its way.
            answer = b""

    assert sent < 32 * MEGABYTE
    assert answer == b"" or answer[9:12] == (b"413" if target.startswith("/desk/") else b"405")
    assert "Traceback" not in paper.said()


def test_what_static_files_were_collected_from_is_nobodys(paper: PaperProcess) -> None:
    assert (paper.data / "static-state" / "staticfiles.json").exists()
    for name in ("staticfiles.json", ".collected", "collected", "../static-state/staticfiles.json"):
        assert calmly(paper.get, f"/static/{name}")[0] == 404


def test_made_up_files_are_limited_and_real_ones_are_not(paper: PaperProcess) -> None:
    sheet = paper.get("/")[1].split(b"/static/")[1].split(b'"')[0].decode()
    made_up = [f"/{kind}/made-up-{number}.css" for number in range(150) for kind in ("static", "media")]
    # Several at once: one after the other, a slow machine would never come near the limit.
    with ThreadPoolExecutor(8) as readers:
        got = list(readers.map(lambda address: paper.get(address)[0], made_up))

    assert set(got) == {404, 503}
    assert got[-50:].count(503) > 10
    assert paper.get(f"/static/{sheet}")[0] == 200
    assert paper.get(f"/media/{NAME}", method="HEAD")[0] == 200
