"""Walk through a whole paper that runs on this machine: every address that anything public of it names.

Pages, feeds, sitemaps, outlines and the API name one another; from where programs begin, everything that has
an address is reached. Pictures and static files are noted and not asked for.
"""

from __future__ import annotations

import re
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection
from urllib.parse import urlencode, urljoin, urlsplit

from tests.support.paper_process import DeskHand, PaperProcess
from tools.desk_tour import demo_paper

# Where readers and programs begin. What follows asks for what no link leads to.
BEGINNINGS = ("/", "/robots.txt", "/sitemap.xml", "/feeds.opml", "/api/v1/", "/api/v1/openapi.json")
MORE = (
    *("/search/?q=harbor", "/search/?q=zyxwvut", "/search/?q=", "/search/suggest/?q=har"),
    *("/api/v1/stories?since=0", "/.well-known/security.txt"),
)
NOT_ASKED = ("/desk/", "/static/", "/media/", "/documents/", "/websub/")
QUERIES_OF_A_PATH = 6
MOST = 6000
LATER_AT_MOST = 120
FORM = "application/x-www-form-urlencoded"
# News of today, which the demo has none of: letters of other alphabets and what XML and HTML must escape.
TODAY = {
    "ferry-and-fog": 'Ferry & fog: "all clear", wind < 4',
    "parom-vernulsya": "Паром вернулся: «Ёлка» — снова в порту",
    "killed-today": "This one is to be taken down",
}
_LINK = re.compile(r"""\b(?:href|src|xmlUrl|htmlUrl)\s*=\s*["']([^"']+)["']""")


@dataclass(frozen=True)
class Answer:
    """What an address answered."""

    status: int
    type: str
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body; what is no text in UTF-8 is replaced."""
        return self.body.decode("utf-8", "replace")

    @property
    def is_page(self) -> bool:
        """Whether it is a page for people that is there."""
        return self.status == 200 and self.type == "text/html"


class Walker:
    """Asks one paper, and knows what it was asked and which addresses were named.

    ``is_ours`` says that the paper was started for this and may be changed.
    """

    def __init__(self, base: str, *, is_ours: bool = False) -> None:
        self.is_ours = is_ours
        self.base = base.rstrip("/")
        host = urlsplit(self.base)
        self._own = re.compile(rf"https?://localhost(?::{host.port})?(?=[/\"'<\s]|$)")
        self._named_whole = re.compile(rf"{self._own.pattern}(/[^\"'<>\s\\]*)")
        self.named: set[str] = set()
        self.answers: dict[str, Answer] = {}

    def get(self, target: str, **headers: str) -> Answer:
        """Ask for a path and its query; a paper that asks to come later is asked later."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for _ in range(LATER_AT_MOST):
            answer = self._ask("GET", target, None, named)
            if answer.status not in (429, 503):
                break
            time.sleep(min(float(answer.headers.get("retry-after", 1)), 5))
        return answer

    def post(self, target: str, form: dict[str, str]) -> Answer:
        """Send a form."""
        return self._ask("POST", target, urlencode(form), {"content-type": FORM})

    def _ask(self, method: str, target: str, body: str | None, headers: dict[str, str]) -> Answer:
        connection = HTTPConnection(urlsplit(self.base).netloc, timeout=60)
        try:
            connection.request(method, target, body, {"host": "localhost", **headers})
            answer = connection.getresponse()
            got = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, got.get("content-type", "").partition(";")[0], got, answer.read())
        finally:
            connection.close()

    def walk(self, beginnings: Iterable[str] = (*BEGINNINGS, *MORE)) -> dict[str, Answer]:
        """Ask for everything that can be reached and return it by path and query."""
        waiting, of_path = deque(beginnings), Counter[str]()
        while waiting and len(self.answers) < MOST:
            target = waiting.popleft()
            path = target.partition("?")[0]
            if target in self.answers or target.startswith(NOT_ASKED) or of_path[path] >= QUERIES_OF_A_PATH:
                continue
            of_path[path] += "?" in target
            answer = self.answers[target] = self.get(target)
            found = dict.fromkeys(self.links(target, answer))
            self.named.update(found)
            waiting.extend(found)
        return self.answers

    def links(self, target: str, answer: Answer) -> Iterator[str]:
        """Yield the paths and queries in this paper that an answer leads to."""
        if "location" in answer.headers:
            yield from self._within(urljoin(f"{self.base}{target}", answer.headers["location"]))
        for written in _LINK.findall(answer.text):
            yield from self._within(urljoin(f"{self.base}{target}", unescape(written)))
        for path in self._named_whole.findall(answer.text):
            yield from self._within(f"{self.base}{unescape(path)}")

    def _within(self, address: str) -> Iterator[str]:
        parts = urlsplit(address)
        if self._own.match(f"{parts.scheme}://{parts.netloc}/") or address.startswith(f"{self.base}/"):
            yield (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


@contextmanager
def running_paper(base: str | None) -> Iterator[Walker]:
    """Yield a walker through a paper that runs already, or through the demo paper, which is started."""
    if base:
        yield Walker(base)
        return
    with demo_paper() as paper:
        publish_today(paper)
        paper.start()
        yield Walker(f"http://localhost:{paper.port}", is_ours=True)


def publish_today(paper: PaperProcess) -> None:
    """Publish stories now, one of them with a picture, and take one down with words."""
    hand = DeskHand(paper)
    for slug, title in TODAY.items():
        hand.ask("publish", slug=slug, title=title)
    hand.ask("publish_with_picture", slug="a-pier")
    hand.ask("take_down", slug="killed-today")
    hand.close()


def kind(path: str) -> str:
    """Return of which kind an address is: what differs between pages of one kind is left out."""
    path = re.sub(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "x", path.partition("?")[0])
    path = re.sub(r"^/\d{4}/\d\d/\d\d/[^/]+/", "/story/", path)
    path = re.sub(r"/(topic|series|author|page|republish)/[^/.]+", r"/\1/x", path)
    return re.sub(r"\d+", "n", path)
