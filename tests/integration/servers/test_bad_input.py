"""Whatever comes in over a real connection: a right status, no exception in the log, nothing in the store.

DRILL_FUZZ_EXAMPLES makes it longer.
"""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.asking import calmly
from tests.support.nginx_process import NginxProcess
from tests.support.paper_process import Asked, PaperProcess
from tests.support.telling import tell

EXAMPLES = int(os.environ.get("DRILL_FUZZ_EXAMPLES", "250"))
# 503 is the limit on unknown pages, which a fuzzer reaches; 502 and 500 are nobody's right answer.
RIGHT = {
    *(
        "200",
        "204",
        "206",
        "301",
        "302",
        "304",
        "308",
        "400",
        "403",
        "404",
        "405",
        "408",
        "410",
        "411",
        "412",
    ),
    *("413", "414", "415", "416", "417", "421", "431", "501", "503", "505"),
}
PATHS = [
    "/", "/town/", "/nope", "//", "///town/", "/town//", "/./", "/../", "/town/../sea/", "/%2e%2e/",
    "/town/%2e/", "/%2F",
    "/town%2F", "/%00", "/town/%00/", "/%ff%fe", "/%C0%AF", "/%zz", "/%", "/%3F", "/a%0d%0aSet-Cookie:x=1",
    "/\u00e9/",
    "/search/?q=%ff", "/search/?q=%00", "/search/?q=a&q=b&page=99999999999999999999", "/search/?page=-1",
    "/?%zz=%ff",
    "/town/page/0/", "/town/page/99999999999999999999/", "/9999/99/99/x/", "/archive/0000/",
    "/archive/2017/13/32/",
    "*", "http://other.test/", "http://localhost/town/", "localhost:80", "town", "", "/" + "a" * 3000,
    "/?" + "a=1&" * 2000,
    "/static/../../etc/passwd", "/media/pictures/../x", "/media/%00.jpg", "/static/%00.css", "/desk/%00",
    "/healthz%00",
    "/documents/1/%ff", "/author/%F0%9F%98%80/", "/topic/x/page/1e9/",
]  # fmt: skip
METHODS = [
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PATCH",
    "BREW",
    "get",
    "G\x00T",
    "A" * 300,
]
NAMES = [
    "Accept-Encoding", "If-None-Match", "If-Modified-Since", "If-Range", "Range", "If-Match",
    "If-Unmodified-Since", "Host",
    "Cookie", "Accept-Language", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Content-Length",
    "Transfer-Encoding", "Content-Type", "Expect", "Upgrade", "Connection", "TE", "Authorization", "X-Any",
    "Content_Length",
]  # fmt: skip
VALUES = [
    "", "*", "gzip;q=", "gzip;q=9", "br;q=0, *;q=0", "identity;q=0", ",,,,", ";q=1", '"', 'W/"',
    '"a"' * 500, "bytes=",
    "bytes=0-0", "bytes=-1", "bytes=5-1", "bytes=99999999999999999999-", "bytes=0-0,2-2",
    "Thu, 99 Foo 2017 99:99:99 GMT",
    "Thu, 01 Jan 1970 00:00:00 -9999", "0", "-1", "99999999999", "chunked", "gzip, chunked", "100-continue",
    "h2c", "close",
    "a.test, b.test", "localhost:99999", "[::1", "\xff\xfe", "\u20ac", "a" * 65536,
]  # fmt: skip
BODIES = [
    b"",
    b"x",
    b"5\r\nhello\r\n0\r\n\r\n",
    b"zz\r\n",
    b"fffffffffffffffff\r\n",
    b"5\r\nhel",
    b"a=1&b=%zz",
    b"\x00" * 5000,
]

text_values = st.one_of(
    st.sampled_from(VALUES),
    st.text(st.characters(max_codepoint=255, blacklist_characters="\r\n"), max_size=60),
)
targets = st.one_of(
    st.sampled_from(PATHS),
    st.binary(max_size=30).map(lambda raw: "/" + "".join(f"%{byte:02x}" for byte in raw)),
    st.text(st.characters(max_codepoint=255, blacklist_characters="\r\n "), max_size=40).map("/{}".format),
)
requests = st.builds(
    lambda method, target, version, headers, body: (
        f"{method} {target} {version}\r\n".encode("latin-1", "replace")
        + b"".join(f"{name}: {value}\r\n".encode("utf-8", "replace") for name, value in headers)
        + b"\r\n"
        + body
    ),
    st.one_of(st.just("GET"), st.sampled_from(METHODS)),
    targets,
    st.sampled_from(["HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "", "HTTQ/1.1"]),
    st.lists(st.tuples(st.sampled_from(NAMES), text_values), max_size=6).map(
        lambda found: [("Host", "localhost"), ("Connection", "close"), *found]
    ),
    st.sampled_from(BODIES),
)


@pytest.fixture(scope="module")
def paper(make_paper: Callable[..., PaperProcess]) -> PaperProcess:
    paper = make_paper("fuzzed", DATELINE_NGINX="1")
    paper.start(role="web")
    return paper


@pytest.fixture(scope="module", params=["application", "nginx"])
def door(
    request: pytest.FixtureRequest, paper: PaperProcess, make_nginx: Callable[..., NginxProcess]
) -> Asked:
    if request.param == "application":
        return paper
    if shutil.which("nginx") is None:
        pytest.skip("nginx is not installed")
    return make_nginx(paper)


def _send(door: Asked, data: bytes, *, patience: float = 20) -> bytes:
    """Send this and return everything that comes back until the other side closes.

    After ``patience`` seconds the request is declared to be at its end, since the server may rightly be
    waiting for more. Not before: neither Granian nor nginx answers somebody who has hung up halfway.
    """
    received = b""
    with socket.create_connection(("127.0.0.1", door.port), timeout=patience) as connection:
        with suppress(OSError):
            connection.sendall(data)
        for _ in range(2):
            try:
                while part := connection.recv(65536):
                    received += part
            except TimeoutError:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_WR)
            except OSError:
                break
    return received


def _assert_unharmed(paper: PaperProcess, door: Asked) -> None:
    said = paper.said()
    assert "Traceback" not in said, said[-3000:]
    assert "panicked" not in said, said[-3000:]
    assert "request_failed" not in said, said[-3000:]
    assert door.get("/")[0] == 200
    with closing(sqlite3.connect(paper.data / "edition" / "pages.sqlite3")) as store:
        stored = {row[0] for row in store.execute("SELECT address FROM page")}
    real = {"/", "/town/", "/sea/", "/opinion/", "/meanwhile/", "/archive/"}
    assert stored <= real, stored - real


def test_anything_gets_a_right_answer_and_harms_nothing(paper: PaperProcess, door: Asked) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        derandomize="DRILL_FUZZ_EXAMPLES" not in os.environ,
    )
    @given(requests)
    def fuzz(data: bytes) -> None:
        answer = _send(door, data)
        assert (
            answer == b"" or answer.startswith(b"HTTP/1.") or not data.split(b"\r\n")[0].endswith(b"1.1")
        ), answer[:200]
        if answer.startswith(b"HTTP/1."):
            assert answer[9:12].decode() in RIGHT, (data[:500], answer[:300])

    fuzz()
    _assert_unharmed(paper, door)


def test_proxy_header_that_is_no_text_still_tells_of_a_proxy(paper: PaperProcess, door: Asked) -> None:
    start = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"

    answer = _send(door, start + b"X-Forwarded-For: \xff, 203.0.113.9\r\n\r\n")

    assert answer[9:12] == b"403", answer[:300]


@pytest.mark.parametrize("path", PATHS)
def test_absurd_address_is_answered(paper: PaperProcess, door: Asked, path: str) -> None:
    data = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode("latin-1", "replace")

    answer = _send(door, data)

    assert answer[9:12].decode() in RIGHT, answer[:200]
    assert b"set-cookie" not in answer.lower().split(b"\r\n\r\n")[0] or path.startswith("/desk/")


@pytest.mark.parametrize(
    ("headers", "right"),
    [
        (b"X-Big: " + b"a" * 65_536, {b"200", b"400", b"431"}),
        (b"X-Big: " + b"a" * 1_000_000, {b"400", b"431", b""}),
        (b"\r\n".join(b"X-%d: a" % number for number in range(5_000)), {b"200", b"400", b"431", b""}),
        (b"Host: other.test", {b"200", b"400"}),
        (b"Content-Length: 5\r\nContent-Length: 6", {b"400"}),
        (b"Content-Length: 5\r\nTransfer-Encoding: chunked", {b"400", b"200"}),
        (b"Range: bytes=0-9", {b"206"}),
        (b"Range: bytes=99999999-", {b"416"}),
        (b"If-None-Match: *", {b"304"}),
    ],
)
def test_odd_headers_get_their_status(
    paper: PaperProcess, door: Asked, headers: bytes, right: set[bytes]
) -> None:
    _send(door, b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    data = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + b"\r\n\r\n"

    assert _send(door, data)[9:12] in right
    _assert_unharmed(paper, door)


def test_slow_clients_do_not_keep_readers_waiting(paper: PaperProcess, door: Asked) -> None:
    held = [socket.create_connection(("127.0.0.1", door.port)) for _ in range(400)]
    for number, connection in enumerate(held):
        connection.sendall(
            b"GET / HTTP/1.1\r\nHost: local"
            if number % 2
            else b"POST /desk/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\na=1"
        )
    worst = 0.0
    calmly(door.get, "/nope/")
    for _ in range(20):
        for connection in held[::7]:
            connection.send(b"x")
        begun = time.monotonic()
        assert door.get("/")[0] == 200
        assert door.get("/nope/")[0] == 404
        worst = max(worst, time.monotonic() - begun)
    for connection in held:
        connection.close()

    tell(f"slowest answer beside 400 slow clients: {worst * 1000:.0f} ms")
    assert worst < 2
    _assert_unharmed(paper, door)


def test_readers_who_hang_up_halfway_harm_nobody(paper: PaperProcess, door: Asked) -> None:
    for number in range(50):
        with socket.create_connection(("127.0.0.1", door.port)) as connection:
            connection.sendall(b"GET /search/?q=%d HTTP/1.1\r\nHost: localhost\r\n\r\n" % number)
            if number % 2:
                connection.shutdown(socket.SHUT_WR)

    _assert_unharmed(paper, door)
