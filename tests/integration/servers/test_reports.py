"""Reports over real connections: floods with forged addresses, too much at once, other methods."""

from __future__ import annotations

import json
import random
import re
import sqlite3
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from html import unescape
from typing import Any

import pytest

from dateline.corrections.tokens import proves_work
from tests.support.paper_process import DeskHand, PaperProcess
from tests.support.telling import tell

DOOR = "/corrections/report/"


@pytest.fixture(scope="module")
def paper(make_paper: Callable[..., PaperProcess], make_hand: Callable[..., DeskHand]) -> PaperProcess:
    """A paper behind a proxy of this machine that it trusts, as behind nginx."""
    made = make_paper("reports", DATELINE_TRUSTED_PROXIES="127.0.0.1")
    made.start()
    make_hand(made).ask("many", count=3)
    return made


def ask(paper: PaperProcess, path: str, *, body: bytes | None = None, **headers: str) -> tuple[int, Any, Any]:
    url = f"http://127.0.0.1:{paper.port}{path}"
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data=body, headers={"Accept": "application/json", **named})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


def story_of(paper: PaperProcess) -> tuple[str, str, str, str]:
    """Return the address, publication and version of a story, and words of it."""
    _, front, _ = ask(paper, "/", Accept="text/html")
    path = re.findall(rb'href="(/20\d\d/\d\d/\d\d/[^"]+)"', front)[0].decode()
    _, page, _ = ask(paper, path, Accept="text/html")
    html = page.decode()
    story = re.findall(r'name="story" value="([^"]+)"', html)
    version = re.findall(r'name="version" value="([^"]+)"', html)
    headline = re.findall(r'data-place="headline">([^<]+)<', html)
    return path, story[0], version[0], unescape(headline[0])


def token_for(paper: PaperProcess, story: str, version: str) -> str:
    _, answer, _ = ask(paper, f"{DOOR}?story={story}&version={version}")
    return str(json.loads(answer)["token"])


def rows(paper: PaperProcess) -> int:
    with closing(sqlite3.connect(paper.data / "dateline.sqlite3")) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM paper_corrections_errorreport").fetchone()[0])


def test_a_thousand_forged_reports_leave_few_rows_and_a_reader_gets_through(paper: PaperProcess) -> None:
    _, story, version, headline = story_of(paper)
    words, token = headline, token_for(paper, story, version)
    chance = random.Random(5)

    def forged(number: int) -> int:
        address = ".".join(str(chance.randrange(1, 255)) for _ in range(4))
        fields = {"story": story, "version": version, "token": token, "words": words, "comment": str(number)}
        body = urllib.parse.urlencode(fields).encode()
        # The proxy adds whom it really heard from; what the sender says of themselves stands before it.
        others = f"{address}, 203.0.113.{number % 200 + 1}, 198.{number % 90 + 18}.{number % 250}.4"
        return ask(paper, DOOR, body=body, X_Forwarded_For=others)[0]

    began = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        statuses = Counter(pool.map(forged, range(1000)))
    seconds = time.monotonic() - began

    assert set(statuses) <= {201, 428, 429}, statuses
    assert rows(paper) <= 30
    tell(f"1,000 forged reports in {seconds:.0f} s: {dict(statuses)}, {rows(paper)} rows")

    token = token_for(paper, story, version)
    fields = {"story": story, "version": version, "token": token, "words": words, "comment": "honest"}
    asked = urllib.parse.urlencode(fields).encode()
    status, answer, _ = ask(paper, DOOR, body=asked, X_Forwarded_For="192.0.2.77")
    if status == 428:
        bits = int(json.loads(answer)["work"])
        work = next(str(n) for n in range(10**7) if proves_work(token, str(n), bits=bits))
        asked = urllib.parse.urlencode({**fields, "work": work}).encode()
        status, answer, _ = ask(paper, DOOR, body=asked, X_Forwarded_For="192.0.2.77")
    assert status == 201
    status, receipt, headers = ask(paper, json.loads(answer)["receipt"], Accept="text/html")
    assert (status, headers["Cache-Control"]) == (200, "private, no-store")
    assert b"honest" in receipt
    log = paper.said()
    assert "203.0.113." not in log
    assert "192.0.2.77" not in log


def test_too_much_is_refused_and_queries_make_no_entries(paper: PaperProcess) -> None:
    path, *_ = story_of(paper)
    before = paper.totals().get("misses", 0)

    status, _, _ = ask(paper, DOOR, body=b"words=" + b"x" * 10_000_000)
    assert status == 413
    for number in range(20):
        ask(paper, f"{DOOR}?story={number}&nonsense={number}", Accept="text/html")
        ask(paper, f"{path}?utm_source={number}", Accept="text/html")
    assert paper.totals().get("misses", 0) <= before + 1
    assert ask(paper, "/corrections/receipt/", body=b"x=1")[0] == 405
