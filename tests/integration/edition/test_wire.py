"""What arrives over a real connection: malformed, huge, slow, cut short; and an orderly end."""

from __future__ import annotations

import os
import random
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.edition_site.nodes import ServerNode

pytestmark = pytest.mark.skipif("EDITION_SITE_PG" in os.environ, reason="starts servers of its own")


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerNode]:
    node = ServerNode(tmp_path_factory.mktemp("node"))
    node.migrate()
    node.start()
    yield node
    node.kill()


def _send(node: ServerNode, data: bytes, wait: float = 2) -> bytes:
    with socket.create_connection(("127.0.0.1", node.port), timeout=wait) as connection:
        received = b""
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                received += part
        except OSError:
            pass
        return received


def _log(node: ServerNode) -> str:
    return (node.directory / "log").read_text()


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /%00 HTTP/1.1", b"GET /%ff%fe HTTP/1.1", b"GET /\xff\xfe HTTP/1.1", b"GET /%zz HTTP/1.1",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1", b"GET / HTTP/9.9", b"GET", b"\x00\x01\x02",
        b"GET /?%zz=%ff HTTP/1.1",
        b"OPTIONS * HTTP/1.1", b"GET http://other.test/ HTTP/1.1", b"BREW / HTTP/1.1", b"GET //// HTTP/1.1",
    ],
)  # fmt: skip
def test_malformed_request_is_answered_or_refused_without_an_exception(
    node: ServerNode, request_line: bytes
) -> None:
    answer = _send(node, request_line + b"\r\nHost: paper.test\r\nConnection: close\r\n\r\n")

    assert answer == b"" or answer.startswith(b"HTTP/1.")
    assert b" 500 " not in answer[:20]
    assert node.get("/")[0] == 200
    assert "Traceback" not in _log(node)


def test_fuzzed_headers_leave_the_server_well(node: ServerNode) -> None:
    chance = random.Random(3)
    names = [
        b"Accept-Encoding",
        b"If-None-Match",
        b"If-Modified-Since",
        b"Range",
        b"Cookie",
        b"X-Any",
        b"Host",
    ]
    node.get("/")

    for _ in range(300):
        lines = [b"GET / HTTP/1.1", b"Host: paper.test", b"Connection: close"]
        for _ in range(chance.randrange(4)):
            value = bytes(chance.choice(range(32, 256)) for _ in range(chance.randrange(80)))
            lines.append(chance.choice(names) + b": " + value)
        answer = _send(node, b"\r\n".join(lines) + b"\r\n\r\n")
        assert answer[9:12] in {b"200", b"206", b"304", b"416", b"400", b""}, answer[:200]

    assert "Traceback" not in _log(node)


@pytest.mark.parametrize("size", [10_000, 65_536, 1_000_000])
def test_huge_header_is_answered_or_refused(node: ServerNode, size: int) -> None:
    data = b"GET / HTTP/1.1\r\nHost: paper.test\r\nConnection: close\r\nX-Big: " + b"a" * size + b"\r\n\r\n"

    answer = _send(node, data)

    assert answer[9:12] in {b"200", b"431", b"400", b""}
    assert node.get("/")[0] == 200
    assert "Traceback" not in _log(node)


def test_slow_clients_do_not_keep_others_waiting(node: ServerNode) -> None:
    held = [socket.create_connection(("127.0.0.1", node.port)) for _ in range(100)]
    for connection in held:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: pa")

    started = time.monotonic()
    assert node.get("/")[0] == 200
    assert time.monotonic() - started < 1
    for connection in held:
        connection.close()


def test_upload_cut_short_harms_nobody(node: ServerNode) -> None:
    _send(node, b"POST /desk/echo/ HTTP/1.1\r\nHost: paper.test\r\nContent-Length: 1000\r\n\r\nhalf", wait=1)

    assert node.post("/desk/echo/", a="1").startswith(b"POST")


def test_request_in_flight_is_answered_when_the_server_is_told_to_stop(tmp_path: Path) -> None:
    node = ServerNode(tmp_path / "node")
    node.migrate()
    node.start()
    answers: list[int] = []
    thread = threading.Thread(target=lambda: answers.append(node.get("/slow/")[0]))
    thread.start()
    time.sleep(0.15)
    started = time.monotonic()

    node.stop()
    thread.join()

    assert answers == [200]
    assert time.monotonic() - started < 5
    assert "Traceback" not in _log(node)
