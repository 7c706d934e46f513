"""Change headlines through the desk and wait until each page on each node shows them.

Each page of each node has a reader of its own, who asks from the moment the desk has answered. Two clocks:
from pressing the button, and from the commit, as the publishing node tells its processes of it.

``python -m tools.bench.changing --ports 9001 9002`` in the environment of the first node prints JSON.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import secrets
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.test import Client  # noqa: E402 - as above
from django.utils import timezone  # noqa: E402 - as above
from wagtail.test.utils.form_data import inline_formset, rich_text  # noqa: E402 - as above

from dateline.edition.configuration import edition_configuration  # noqa: E402 - as above
from dateline.edition.latest import LatestNumber  # noqa: E402 - as above
from dateline.publishing.paper_time import local_date  # noqa: E402 - as above
from dateline.stories.models import StoryPage  # noqa: E402 - as above
from dateline.users.models import User  # noqa: E402 - as above
from tests.factories.story_forms import body, story_form  # noqa: E402 - as above
from tools.bench.render import percentile  # noqa: E402 - as above

TOKEN = "0123456789abcdefghijABCDEFGHIJ01"  # noqa: S105 - a token against forgery is whatever the cookie says
GIVES_UP = 30.0
STORIES = 12
# Between publications, so that what the one before set off is over.
PAUSE = 0.3
MOST_READERS = 64


class Node:
    """One node, asked over one connection."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> bytes:
        """Return the body of a page."""
        try:
            return self._got(path)
        except (http.client.RemoteDisconnected, ConnectionError):
            # The server closes connections that were idle for long.
            self._connection.close()
            return self._got(path)

    def _got(self, path: str) -> bytes:
        self._connection.request("GET", path)
        return self._connection.getresponse().read()

    def post(self, path: str, fields: str, *, cookies: str) -> tuple[int, bytes]:
        """Send a form to the desk."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
        self._connection.request("POST", path, fields, headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read()


def sign_in() -> str:
    """Return the cookies of somebody who may publish."""
    editor = User.objects.filter(is_superuser=True).first()
    if editor is None:
        editor = User.objects.create_superuser("bench", "bench@paper.example", None)
    client = Client()
    client.force_login(editor)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


def form_for(story: StoryPage, headline: str) -> str:
    """Return what a browser sends when an editor has changed the headline of this story."""
    blocks = [
        {
            "type": one["type"],
            "value": rich_text(one["value"]) if one["type"] == "paragraph" else one["value"],
            "id": one["id"],
            "deleted": "",
        }
        for one in story.body.raw_data
    ]
    bylines = [
        {"contributor": byline.contributor_id, "role": byline.role, "id": byline.pk, "ORDER": str(order)}
        for order, byline in enumerate(story.bylines.all(), start=1)
    ]
    form = story_form(
        title=headline,
        slug=story.slug,
        standfirst=story.standfirst,
        label=story.label,
        lead_picture=story.lead_picture_id or "",
        published_at=timezone.localtime(story.public_since).strftime("%Y-%m-%d %H:%M:%S"),
        body=body(blocks),
        bylines=inline_formset(bylines, initial=len(bylines)),
        change_kind="update",
    )
    form |= {
        "action-publish": "1",
        "csrfmiddlewaretoken": TOKEN,
        "topics": [topic.pk for topic in story.topics.all()],
    }
    return urlencode(form, doseq=True)


def addresses_of(story: StoryPage) -> Iterator[str]:
    """Yield every page that may show the headline of a story."""
    yield from ("/", story.section.public_path(), story.public_path())
    yield from (topic.get_absolute_url() for topic in story.topics.all())
    yield from (byline.contributor.get_absolute_url() for byline in story.bylines.all())
    yield f"/archive/{local_date(story.public_since):%Y/%m/%d}/"
    yield from ("/rss/", f"/rss/{story.section.slug}/", "/feed.json", "/sitemap.xml")
    newer = StoryPage.objects.newest().filter(section=story.section_id).exclude(pk=story.pk)
    yield from (other.public_path() for other in newer.for_cards()[:10])


class CommitWatch:
    """Notes, to a millisecond, when the node is told of the next commit that changes what readers see."""

    def __init__(self) -> None:
        self._latest = LatestNumber(edition_configuration().directory / "latest")
        self._before = self._latest.number
        self._seen_at = 0.0
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def seen_at(self) -> float:
        """Return when it was, in seconds since 1970."""
        self._thread.join()
        self._latest.close()
        if not self._seen_at:
            raise RuntimeError(f"Nothing was committed within {GIVES_UP:.0f} s.")
        return self._seen_at

    def _watch(self) -> None:
        until = time.time() + GIVES_UP
        while time.time() < until:
            if self._latest.number != self._before:
                self._seen_at = time.time()
                return
            time.sleep(0.001)


class Crowd:
    """Readers with a connection each, who ask at the same time."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = ports
        self._readers = ThreadPoolExecutor(MOST_READERS)
        self._connections: dict[tuple[int, int], Node] = {}

    def ask(self, paths: Sequence[str], *, old: bytes, new: bytes) -> list[float]:
        """Return when each page of each node showed the change, in seconds since 1970."""
        asking = [
            self._readers.submit(self._wait, port, path, old=old, new=new)
            for path in paths
            for port in self._ports
        ]
        return [each.result() for each in asking]

    def _wait(self, port: int, path: str, *, old: bytes, new: bytes) -> float:
        mine = (threading.get_ident(), port)
        node = self._connections.get(mine) or self._connections.setdefault(mine, Node(port))
        wait_for(node, path, old=old, new=new)
        return time.time()


def measure(ports: Sequence[int], *, times: int) -> dict[str, float]:
    """Change one headline after the other."""
    nodes, crowd = [Node(port) for port in ports], Crowd(ports)
    cookies = sign_in()
    listed = [
        story for story in StoryPage.objects.newest()[: 4 * STORIES] if not story.chosen_related.exists()
    ]
    saved, pressed, after, each_page, pages = [], [], [], [], []
    # A kept paper still has the headlines of the run before.
    run = secrets.token_hex(3)
    for number in range(times):
        story = StoryPage.objects.get(pk=listed[number % STORIES].pk)
        old, new = story.title.encode(), f"Changed headline {number} of run {run}"
        watched = [
            path
            for path in dict.fromkeys(addresses_of(story))
            if all(old in node.get(path) for node in nodes)
        ]
        fields = form_for(story, new)
        time.sleep(PAUSE)
        commit = CommitWatch()
        began = time.time()
        status, answer = nodes[0].post(f"/desk/pages/{story.pk}/edit/", fields, cookies=cookies)
        saved.append(time.time() - began)
        if status != 302:
            said = re.findall(r"error-message.*?</", answer.decode(), re.DOTALL)
            raise RuntimeError(f"The desk answered {status}: {said}")
        shown = crowd.ask(watched, old=old, new=new.encode())
        committed = commit.seen_at()
        pressed.append(max(shown) - began)
        after.append(max(shown) - committed)
        each_page += [moment - committed for moment in shown]
        pages.append(len(watched))
    return {
        **both("button_all", pressed),
        **both("commit_all", after),
        **both("commit_page", each_page),
        **both("form", saved),
        "pages": round(statistics.mean(pages), 1),
        "times": times,
    }


def both(name: str, seconds: Sequence[float]) -> dict[str, float]:
    """Return p50 and p99 in milliseconds."""
    return {
        f"{name}_p50_ms": round(1000 * statistics.median(seconds), 1),
        f"{name}_p99_ms": round(1000 * percentile(seconds, 0.99), 1),
    }


def wait_for(node: Node, path: str, *, old: bytes, new: bytes) -> None:
    """Ask until the page shows the new headline, or no longer the old: other words may be near to others."""
    until = time.monotonic() + GIVES_UP
    while time.monotonic() < until:
        body = node.get(path)
        if new in body or old not in body:
            return
        time.sleep(0.001)
    raise RuntimeError(f"{path} does not show the change after {GIVES_UP:.0f} s.")


def main() -> None:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ports", type=int, nargs="+", required=True)
    parser.add_argument("--times", type=int, default=60)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.ports, times=arguments.times)))


if __name__ == "__main__":
    main()
