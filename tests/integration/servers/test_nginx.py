"""The real paper behind a real nginx: exact, the same as without it, and open only where meant."""

from __future__ import annotations

import gzip
import os
import random
import re
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import brotli
import pytest

from tests.support.asking import calmly
from tests.support.nginx_process import NginxProcess
from tests.support.paper_process import ROOT, DeskHand, Got, PaperProcess
from tests.support.telling import tell

pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
STEPS = int(os.environ.get("DRILL_NGINX_STEPS", "40"))
# What a server says of itself and of the connection, and the marks of versions, which each makes in its own
# way. Ranges: nginx offers them for what it has uncompressed, the edition for every page. Pictures are shown
# in the page whether or not somebody says "inline".
OWN_WORDS = {
    *("server", "date", "connection", "transfer-encoding", "keep-alive"),
    *("etag", "last-modified", "accept-ranges", "content-disposition"),
}
SETTLING_SECONDS = 20
SPELLINGS = {"vary", "content-type"}
SHEET = re.compile(rb'/static/reader/paper[^"]*css')
PICTURE = re.compile(rb'/media/pictures/[^" ]*jpg')


@pytest.fixture(scope="module")
def paper(make_paper: Callable[..., PaperProcess]) -> PaperProcess:
    paper = make_paper("paper", DATELINE_NGINX="1")
    paper.start()
    return paper


@pytest.fixture(scope="module")
def nginx(paper: PaperProcess, make_nginx: Callable[..., NginxProcess]) -> NginxProcess:
    return make_nginx(paper)


@pytest.fixture(scope="module")
def hand(paper: PaperProcess, make_hand: Callable[..., DeskHand]) -> DeskHand:
    return make_hand(paper, seed=7)


def _is_from_file(headers: dict[str, str]) -> bool:
    return bool(re.fullmatch(r'"[0-9a-f]{8}-[0-9a-f]+"', headers.get("etag", "")))


def _spelled(name: str, value: str) -> str:
    return value.lower().replace('"', "").replace(" ", "") if name in SPELLINGS else value


def _told(headers: dict[str, str]) -> dict[str, str]:
    return {name: _spelled(name, value) for name, value in headers.items() if name not in OWN_WORDS}


def _content(got: Got) -> bytes:
    """Return the body before compression: static files are compressed by other programs than pages are."""
    encoding = got[2].get("content-encoding")
    if encoding == "br":
        return bytes(brotli.decompress(got[1]))
    return gzip.decompress(got[1]) if encoding == "gzip" else got[1]


def _file_of(paper: PaperProcess, address: str) -> Path:
    return paper.data / "nginx" / address.strip("/") / "index.html"


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br, gzip"])
def test_answers_through_nginx_are_those_of_the_application(
    paper: PaperProcess, nginx: NginxProcess, hand: DeskHand, encoding: str
) -> None:
    story = hand.ask("publish", slug="same", title="The same everywhere")
    sheet = SHEET.search(paper.get("/")[1])
    picture = PICTURE.search(paper.get(hand.ask("publish_with_picture", slug="pictured"))[1])
    assert sheet is not None
    assert picture is not None
    pages = ["/", "/town/", story, "/archive/"]
    files = [sheet[0].decode(), "/static/reader/paper.css", picture[0].decode()]
    others = ["/nope/", "/nope", "/search/?q=same", "/static/no.css", "/static/reader", "/media/pictures/"]
    for address in [*pages, *files, *others]:
        until = time.monotonic() + SETTLING_SECONDS
        # The worker may still be making the picture's sizes, which takes pages away while we compare.
        while differ := _differences(paper, nginx, address, encoding=encoding, is_file=address not in others):
            assert time.monotonic() < until, differ
            time.sleep(0.05)
    assert nginx.errors() == ""


def _differences(
    paper: PaperProcess, nginx: NginxProcess, address: str, *, encoding: str, is_file: bool
) -> list[str]:
    """Say in what the two answer differently."""
    direct = paper.get(address, accept_encoding=encoding)
    through = nginx.get(address, accept_encoding=encoding)
    differ = {
        f"status {through[0]} for {direct[0]}": through[0] != direct[0],
        "content": _content(through) != _content(direct),
        f"headers {_told(through[2])} for {_told(direct[2])}": _told(through[2]) != _told(direct[2]),
        f"from a file is not {is_file}": _is_from_file(through[2]) != is_file,
    }
    return [f"{address}: {name}" for name, differs in differ.items() if differs]


def test_random_work_through_nginx_is_exact(
    make_paper: Callable[..., PaperProcess],
    make_nginx: Callable[..., NginxProcess],
    make_hand: Callable[..., DeskHand],
) -> None:
    # A paper of its own, in which nothing but the hand changes anything.
    paper = make_paper("random", DATELINE_NGINX="1")
    paper.start(role="web")
    nginx, hand = make_nginx(paper), make_hand(paper, seed=7)
    chance, from_files, compared, pages = random.Random(11), 0, 0, 0
    for step in range(STEPS):
        done = hand.ask("random_verb")
        known = hand.ask("addresses")
        for address in {"/", *chance.sample(known, min(8, len(known)))}:
            for _ in range(2):
                status, body, headers = nginx.get(address)
                from_files += _is_from_file(headers)
                compared += 1
                pages += address.endswith("/") and not address.startswith("/api/")
                assert (status, body) == hand.fresh(address), f"step {step}, {done}, {address}"
    for address in hand.ask("addresses"):
        assert nginx.get(address)[:2] == hand.fresh(address), address
    tell(f"{compared} answers compared, {pages} of them of pages, {from_files} of them from files")
    # What was touched a moment ago is not yet a file, and what is no page, such as a redirect, never is.
    assert from_files > pages // 5


def test_old_addresses_with_a_query_lead_on_and_campaigns_get_the_file(
    nginx: NginxProcess, hand: DeskHand
) -> None:
    hand.ask("keep_old_address", address="/?p=7", target="/town/")
    until = time.monotonic() + SETTLING_SECONDS
    while nginx.get("/?p=7")[0] != 301 or not _is_from_file(nginx.get("/")[2]):
        assert time.monotonic() < until
        time.sleep(0.1)

    assert nginx.get("/?p=7")[2]["location"].endswith("/town/")
    for campaign in ("utm_source=mail&utm_medium=x", "fbclid=abc", "gclid", "utm_id=1&"):
        status, body, headers = nginx.get(f"/?{campaign}")
        assert (status, body) == nginx.get("/")[:2]
        assert _is_from_file(headers), campaign
    for query in ("p=8", "utm_source=mail&p=7", "xutm_source=mail", "nothing"):
        assert not _is_from_file(nginx.get(f"/?{query}")[2]), query


def test_touched_page_is_gone_from_the_folder_when_publishing_returns(
    paper: PaperProcess, nginx: NginxProcess, hand: DeskHand
) -> None:
    story = hand.ask("publish", slug="often", title="Title 0")
    shown = [_file_of(paper, address) for address in (story, "/", "/town/")]
    for number in range(1, 11):
        until = time.monotonic() + SETTLING_SECONDS
        # The worker may still be drawing the placards, which takes pages away once more.
        while not all(file.exists() for file in shown):
            assert time.monotonic() < until, [file for file in shown if not file.exists()]
            for address in (story, "/", "/town/"):
                nginx.get(address)

        hand.ask("publish", slug="often", title=f"Title {number}")

        assert not any(file.exists() for file in shown)
        for address in (story, "/", "/town/"):
            assert f"Title {number}<".encode() in nginx.get(address)[1]


def test_publishing_on_the_desk_in_the_web_process_takes_pages_away(
    paper: PaperProcess, nginx: NginxProcess, hand: DeskHand
) -> None:
    story = hand.ask("publish", slug="by-desk", title="Before the desk")
    session = hand.ask("sign_in")
    assert nginx.get(story)[0] == 200
    assert _file_of(paper, story).exists()
    target, form = hand.ask("edit_form", slug="by-desk", title="After the desk")

    status, body, _ = nginx.post(target, {**form, "action-publish": "1"}, session=session)

    assert status == 302, body[:2000]
    assert not _file_of(paper, story).exists()
    assert b"After the desk<" in nginx.get(story)[1]


def test_scheduled_publication_by_the_worker_takes_pages_away(
    paper: PaperProcess, nginx: NginxProcess, hand: DeskHand
) -> None:
    address = hand.ask("schedule", slug="on-time", title="Right on time", seconds=2)
    until = time.monotonic() + 1.5
    while not _file_of(paper, "/").exists():
        assert time.monotonic() < until, "the front never got into the folder"
        for known in ("/", "/town/", address):
            nginx.get(known)

    due = time.monotonic() + 2
    while hand.fresh(address)[0] != 200:
        assert time.monotonic() < due + 10
        time.sleep(0.005)
    committed = time.monotonic()
    while nginx.get(address)[0] != 200 or b"Right on time" not in nginx.get("/")[1]:
        assert time.monotonic() < committed + 5
    later = time.monotonic() - committed
    tell(f"published {committed - due:.2f} s after its time, through nginx {later:.3f} s later")


def test_import_takes_pages_away(paper: PaperProcess, nginx: NginxProcess, hand: DeskHand) -> None:
    for _ in range(2):
        nginx.get("/archive/")
    before = nginx.get("/archive/")[1]

    paper.run("import", str(next((ROOT / "tests" / "fixtures" / "pagedumps").rglob("*.txt"))))

    assert (200, nginx.get("/archive/")[1]) == hand.fresh("/archive/")
    assert nginx.get("/archive/")[1] != before


def test_picture_withheld_is_refused_at_once(
    paper: PaperProcess, nginx: NginxProcess, hand: DeskHand
) -> None:
    story = hand.ask("publish_with_picture", slug="withheld")
    found = PICTURE.search(nginx.get(story)[1])
    assert found is not None
    address = found[0].decode()
    assert _is_from_file(nginx.get(address)[2])

    hand.ask("withhold_picture", slug="withheld")

    assert nginx.get(address)[0] == 410
    assert address.rsplit("/", 1)[0].encode() not in nginx.get(story)[1]


def test_taken_down_story_is_gone_at_once(paper: PaperProcess, nginx: NginxProcess, hand: DeskHand) -> None:
    story = hand.ask("publish", slug="gone-soon", title="Gone soon")
    assert nginx.get(story)[0] == 200

    hand.ask("take_down", slug="gone-soon")

    assert nginx.get(story)[0] == 410
    assert b"Gone soon" not in nginx.get("/")[1]


@pytest.mark.parametrize(
    "target",
    [
        "/static/../paper.sqlite3", "/static/%2e%2e/secret_key", "/static/..%2fsecret_key",
        "/media/../secret_key",
        "/media/pictures/../../secret_key", "/../secret_key", "/secret_key", "/paper.sqlite3",
        "/media/original_images/x.jpg", "/index.html", "//", "/town/index.html", "/town/index.html.gz",
        "/static/reader/paper.css/", "/nginx/index.html",
    ],
)  # fmt: skip
def test_nothing_else_of_the_paper_is_served(nginx: NginxProcess, target: str) -> None:
    nginx.get("/town/")

    status, body, _ = calmly(nginx.get, target)

    assert status in {400, 404, 301}, target
    assert b"SQLite" not in body


def test_only_what_is_public_is_open_to_other_users(paper: PaperProcess, nginx: NginxProcess) -> None:
    nginx.get("/town/")
    public = [paper.data / name for name in ("static", "nginx", "media/pictures", "log")]
    for path in paper.data.rglob("*"):
        others = stat.S_IMODE(path.stat().st_mode) & 0o7
        if path.name == ".lock":
            assert path.stat().st_size == 0
        elif any(path == tree or tree in path.parents for tree in public):
            assert others & 4, path
        else:
            assert others & 6 == 0, path


def test_a_page_that_ends_is_taken_away_before_it_does(
    paper: PaperProcess, nginx: NginxProcess, hand: DeskHand
) -> None:
    # A page that no other test asks for: memory knows nothing of its new end, so its file does not come back.
    ending = hand.ask("publish", slug="ending", title="Good until soon")
    nginx.get(ending)
    assert _file_of(paper, ending).exists()
    with closing(sqlite3.connect(paper.data / "edition" / "pages.sqlite3", isolation_level=None)) as store:
        store.execute("UPDATE page SET good_until = ? WHERE address = ?", (time.time() + 6, ending))
    started = time.monotonic()

    while _file_of(paper, ending).exists():
        assert time.monotonic() - started < 4
        time.sleep(0.05)


def test_folder_is_filled_again_after_a_restart_and_emptied_when_the_mode_is_off(
    paper: PaperProcess, make_nginx: Callable[..., NginxProcess]
) -> None:
    paper.get("/")
    assert paper.stop() == 0
    shutil.rmtree(paper.data / "nginx")
    paper.start()
    nginx = make_nginx(paper)
    nginx.get("/")
    assert _is_from_file(nginx.get("/")[2])

    paper.environment["DATELINE_NGINX"] = "0"
    paper.run("prepare")
    paper.environment["DATELINE_NGINX"] = "1"

    assert not list((paper.data / "nginx").rglob("*.html"))
    # The paper that runs does not know that somebody has emptied its folder; the next test's does.
    assert paper.stop() == 0
    paper.start()
