"""Caches in front forget exactly what an entry touches, and are asked again until they confirm."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dateline.edition.errors import PurgeFailedError, RefusedError
from dateline.edition.purge import (
    NO_PAGE,
    CloudflarePurger,
    FastlyPurger,
    NullPurger,
    VarnishPurger,
    register_purger,
)
from dateline.edition.varnish import varnish_configuration
from dateline.publishlog.followers import run_followers_once, unregister_follower
from tests.edition_site.actions import write_note
from tests.edition_site.nodes import ServerNode
from tests.edition_site.postgres import free_port

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class FakeCdn(BaseHTTPRequestHandler):
    """Speaks as much of Fastly's and Cloudflare's interfaces as their documentation promises for purging."""

    asked: list[tuple[str, dict[str, str], bytes]]
    answer: tuple[int, bytes]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        type(self).asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        status, answer = type(self).answer
        self.send_response(status)
        self.send_header("content-length", str(len(answer)))
        if 300 <= status < 400:
            self.send_header("location", "/elsewhere")
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_BAN = do_POST

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def cdn() -> Iterator[tuple[str, type[FakeCdn]]]:
    handler = type("Handler", (FakeCdn,), {"asked": [], "answer": (200, b'{"status": "ok"}')})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    server.server_close()


def test_fastly_is_sent_keys_in_batches_with_the_token(cdn: tuple[str, type[FakeCdn]]) -> None:
    address, handler = cdn

    FastlyPurger("svc", "secret", address).purge([f"story/{number}" for number in range(300)])

    assert [path for path, _, _ in handler.asked] == ["/service/svc/purge"] * 2
    assert handler.asked[0][1]["fastly-key"] == "secret"
    assert [len(headers["surrogate-key"].split()) for _, headers, _ in handler.asked] == [256, 44]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_token_is_not_carried_elsewhere(cdn: tuple[str, type[FakeCdn]], status: int) -> None:
    address, handler = cdn
    handler.answer = (status, b"")

    for purger in (
        FastlyPurger("svc", "secret", address),
        CloudflarePurger("zone", "secret", address),
        VarnishPurger((address,)),
    ):
        with pytest.raises(PurgeFailedError, match=str(status)):
            purger.purge(["a"])

    assert len(handler.asked) == 3
    assert "/elsewhere" not in [path for path, _, _ in handler.asked]


def test_cloudflare_is_sent_tags_and_must_say_that_it_succeeded(cdn: tuple[str, type[FakeCdn]]) -> None:
    address, handler = cdn
    purger = CloudflarePurger("zone", "secret", address)
    handler.answer = (200, b'{"success": true}')

    purger.purge([f"story/{number}" for number in range(31)])

    assert [len(json.loads(body)["tags"]) for _, _, body in handler.asked] == [30, 1]
    assert handler.asked[0][0] == "/zones/zone/purge_cache"
    assert handler.asked[0][1]["authorization"] == "Bearer secret"
    for answer in [(200, b'{"success": false}'), (200, b"nonsense"), (200, b"[]"), (429, b"")]:
        handler.answer = answer
        with pytest.raises(PurgeFailedError):
            purger.purge(["a"])


def test_secrets_do_not_show_in_logs() -> None:
    assert "secret" not in repr(FastlyPurger("svc", "secret")) + repr(CloudflarePurger("zone", "secret"))


def test_server_that_is_away_fails_the_purge() -> None:
    address = f"http://127.0.0.1:{free_port()}/"
    for ask in (lambda: VarnishPurger((address,)).purge(["a"]), VarnishPurger((address,)).check):
        with pytest.raises(PurgeFailedError) as caught:
            ask()
        assert str(caught.value) == f"{address} cannot be reached: connection refused."


def test_check_finds_out_whether_the_service_would_purge(cdn: tuple[str, type[FakeCdn]]) -> None:
    address, handler = cdn
    handler.answer = (200, b'{"success": true}')
    purgers = [FastlyPurger("svc", "secret", address), CloudflarePurger("zone", "secret", address)]

    for purger in purgers:
        purger.check()
    asked = [(headers.get("surrogate-key"), body) for _, headers, body in handler.asked]
    assert asked == [(NO_PAGE, b""), (None, b'{"tags": ["dateline-is-there-anybody"]}')]

    handler.answer = (403, b"")
    for purger in purgers:
        with pytest.raises(RefusedError, match="refused with status 403: may this machine, or this token"):
            purger.check()


def test_check_tells_varnish_from_another_server(cdn: tuple[str, type[FakeCdn]]) -> None:
    address, handler = cdn
    handler.answer = (501, b"")
    with pytest.raises(PurgeFailedError, match="status 501: it knows no purging"):
        VarnishPurger((address,)).check()

    handler.answer = (200, b"done")
    with pytest.raises(PurgeFailedError, match="no Varnish with our configuration"):
        VarnishPurger((address,)).check()

    handler.answer = (400, b"no pattern")
    VarnishPurger((address,)).check()


@pytest.mark.django_db(transaction=True)
def test_followers_purge_at_once_and_again_when_settled() -> None:
    purger = NullPurger()
    register_purger(purger)
    try:
        run_followers_once(NOON)
        write_note(slug="a", title="A")
        run_followers_once(NOON)
        assert purger.purged == ["front", "note/a", "section/news"]

        for second in range(1, 12):
            run_followers_once(NOON + timedelta(seconds=second))
        assert purger.purged == ["front", "note/a", "section/news"] * 2
    finally:
        unregister_follower("purge-nothing")
        unregister_follower("purge-nothing-settled")


class Varnish(ServerNode):
    """A real Varnish in front of a node."""

    def __init__(self, behind: ServerNode) -> None:
        self.port = free_port()
        self.directory = behind.directory / "varnish"
        self.directory.mkdir()
        vcl = varnish_configuration(host="127.0.0.1", port=behind.port, purgers=("127.0.0.1",))
        (self.directory / "site.vcl").write_text(vcl)
        command = ["varnishd", "-F", "-j", "none", "-n", str(self.directory), "-a", f"127.0.0.1:{self.port}"]
        command += ["-f", str(self.directory / "site.vcl"), "-s", "malloc,16m"]
        self._varnish = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                self.get("/desk/echo/")
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError("varnish did not start")

    def stop(self) -> None:
        self._varnish.terminate()
        self._varnish.wait(timeout=10)


@pytest.mark.skipif("EDITION_SITE_PG" in os.environ, reason="starts servers of its own")
@pytest.mark.skipif(shutil.which("varnishd") is None, reason="varnish is not installed")
def test_real_varnish_keeps_pages_and_forgets_what_is_touched(tmp_path: Path) -> None:
    node = ServerNode(tmp_path / "node", downstream=True)
    node.migrate()
    node.start()
    varnish = Varnish(node)
    purger = VarnishPurger((f"http://127.0.0.1:{varnish.port}/",))
    purger.check()
    try:
        for slug in ("a", "aa"):
            node.publish(slug, "Old")
            varnish.get(f"/note/{slug}/")
        node.publish("a", "New")
        node.publish("aa", "New")

        assert b"Old" in varnish.get("/note/a/")[1]
        purger.purge(["note/a"])

        status, body, headers = varnish.get("/note/a/")
        assert (status, b"New" in body) == (200, True)
        assert "surrogate-key" not in headers
        assert b"Old" in varnish.get("/note/aa/")[1]
        assert varnish.get("/note/missing/")[0] == 404
        node.publish("missing", "Written")
        purger.purge(["note/missing"])
        assert varnish.get("/note/missing/")[0] == 200
    finally:
        varnish.stop()
        node.kill()
