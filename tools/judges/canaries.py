"""Canaries in every output at once: ``python -m tools.judges.canaries``.

Three stories hold invented words in everything that a story is made of. One is public, one is under embargo
and scheduled, one is published and then taken down. The whole paper is walked, searched and exported; a
partner's webhook and feed, subscribers of the hub and channels at three services take what they are told; the
edition's store, the public pictures and the verifiable log are read as bytes. The public story must be found,
or the search would prove nothing; the others must not.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.integration.feeds.receiving import Receiver
from tests.integration.feeds.subscribing import Server, Subscriber
from tests.integration.social.bluesky_fake import FakeBluesky
from tests.integration.social.mastodon_fake import FakeMastodon
from tests.integration.social.telegram_fake import FakeTelegram
from tests.support.canary_words import WORDS
from tests.support.paper_process import PaperProcess
from tools.desk_tour import demo_paper
from tools.judges.asking import asked_about, verdict
from tools.walking import BEGINNINGS, MORE, Answer, Walker, kind

PATIENCE = 180.0
SECTION = "town"
LEAST_KINDS = 25
"""Of addresses in which the public canary must be found."""
IN_SHELL = "import json\nfrom tests.support.canary_stories import kill, settle\n"


def main() -> int:
    """Let the canaries live and die, and return the exit code."""
    parser = asked_about(__doc__)
    if parser.parse_args().base:
        parser.error("canaries need a paper of their own")
    with demo_paper() as paper, listening() as ears:
        paper.environment["DATELINE_PRIVATE_WEBHOOKS"] = "1"
        places = ears.settle(paper)
        paper.start()
        walker = Walker(f"http://localhost:{paper.port}", is_ours=True)
        ears.subscribe(walker)
        ears.wait_for("open", "killed")
        before = outputs(paper, walker, places)
        paper.run("manage", "shell", "-v", "0", "-c", f"{IN_SHELL}kill()")
        ears.wait_until_gone("killed")
        ears.forget()
        after = outputs(paper, Walker(walker.base, is_ours=True), places)
        # Something more happens, so that everybody is told once again.
        paper.run("manage", "shell", "-v", "0", "-c", f"{IN_SHELL}{ONCE_MORE}")
        ears.wait_for("open")
        after |= ears.heard()
    return judged(before, after, count=len(after))


ONCE_MORE = """
from django.utils import timezone
from dateline.publishing.actions import publish_page
from dateline.stories.models import StoryPage
page = StoryPage.objects.get(slug="canary-open")
page.standfirst += " More of quetzalopen."
publish_page(page=page, by=None, kind="update", at=timezone.now())
"""


def judged(before: Mapping[str, bytes], after: Mapping[str, bytes], *, count: int) -> int:
    """Print in how many outputs each canary was found, and return the exit code."""
    open_kinds = {kind(name) for name in found_in(after, "open")}
    once_public = {kind(name) for name in found_in(before, "killed")}
    print(
        f"  public: in {len(open_kinds)} kinds of output; "
        f"the one that was taken down, before that: in {len(once_public)}"
    )
    faults = [f"{name}: a story under embargo" for name in found_in({**before, **after}, "held")]
    faults += [f"{name}: a story that was taken down" for name in found_in(after, "killed")]
    faults += [
        f"{name}: does not have the public story" for name in MUST if name not in found_in(after, "open")
    ]
    is_enough = min(len(open_kinds), len(once_public)) >= LEAST_KINDS
    return verdict("Canaries", faults=faults, looked_at=f"{count} outputs", is_enough=is_enough)


# Without these the search would have looked in the wrong place.
MUST = (
    *("/", "/rss/", "/atom/", "/feed.json", "/api/v1/stories", "/news-sitemap.xml", "export"),
    *("edition store", "hub", "telegram", "mastodon", "bluesky"),
)


def found_in(outputs: Mapping[str, bytes], name: str) -> list[str]:
    """Return the outputs that hold a word of a canary."""
    words = [word.encode() for word in WORDS[name]]
    return sorted(
        {told.partition("#")[0] for told, body in outputs.items() if any(w in body.lower() for w in words)}
    )


def outputs(paper: PaperProcess, walker: Walker, places: Mapping[str, Any]) -> dict[str, bytes]:
    """Return everything that the paper puts out now, by where that is."""
    walker.walk((*BEGINNINGS, *MORE, *asked_for(places)))
    told = {path: whole(answer) for path, answer in walker.answers.items()}
    for words in WORDS.values():
        for word in words:
            told |= {
                f"{path} for a word": without_echo(answer, word) for path, answer in searched(walker, word)
            }
    told |= dict(files_of(paper))
    return told


def asked_for(places: Mapping[str, Any]) -> Iterator[str]:
    """Yield the addresses that somebody who knows of the stories would try."""
    for name, address in places["addresses"].items():
        yield from (address, f"{address}history/", f"{address}history/1/", f"{address}history/1.json")
        yield from (f"{address}history/index.json", f"{address}history/index.atom")
        uuid = places["uuids"][name]
        yield from (f"/api/v1/stories/{uuid}", f"/api/v1/stories/{uuid}/versions", f"/republish/{uuid}/")
        yield from (f"/{kind_of}/canary-{name}/" for kind_of in ("topic", "series"))
        yield from (
            f"/{form}/{of}/canary-{name}/" for form in ("rss", "atom") for of in ("topic", "series", "author")
        )
        yield f"/author/canary-{name}/"
    yield from places["feeds"]
    yield from ("/sw.js", "/offline/", "/manifest.webmanifest", "/websub/", "/indexnow.txt")


def searched(walker: Walker, word: str) -> Iterator[tuple[str, Answer]]:
    """Yield what searches for a word, and for its beginning, answer."""
    for place in ("", "rss/", "atom/", "feed.json"):
        yield f"/search/{place}", walker.get(f"/search/{place}?q={word}")
    yield "/search/suggest/", walker.get(f"/search/suggest/?q={word[:-2]}")


def without_echo(answer: Answer, word: str) -> bytes:
    """Return an answer without the question that stands in it."""
    text = whole(answer).decode("utf-8", "replace")
    for echo in (f"“{word}”", f'value="{word}"', f"Search: {word}", f"?q={word}", f"?q={word[:-2]}"):
        text = text.replace(echo, "")
    return text.encode()


def whole(answer: Answer) -> bytes:
    """Return headers and body: a header tells as well."""
    return json.dumps(answer.headers).encode() + b"\n" + answer.body


def files_of(paper: PaperProcess) -> Iterator[tuple[str, bytes]]:
    """Yield what lies in files: the edition's store, public pictures, the log, an export."""
    with closing(sqlite3.connect(f"file:{paper.data}/edition/pages.sqlite3?mode=ro", uri=True)) as db:
        for number, row in enumerate(db.execute("SELECT about, identity, gzip FROM page WHERE NOT stale")):
            about, identity, zipped = row
            body = gzip.decompress(zipped) if zipped else b""
            yield f"edition store#{number}", str(about).encode() + (identity or b"") + body
    for name, folder in (("public pictures", "media/public"), ("log", "log")):
        for file in sorted((paper.data / folder).rglob("*")):
            if file.is_file():
                yield f"{name}#{file.name}", file.read_bytes()
    with tempfile.TemporaryDirectory(prefix="dateline-canaries-") as place:
        paper.run("export", place)
        for file in sorted(Path(place).rglob("*")):
            if file.is_file():
                yield f"export#{file.relative_to(place)}", str(file).encode() + file.read_bytes()


class Ears:
    """Everybody elsewhere who is told what the paper does."""

    def __init__(self) -> None:
        self.receiver = Receiver()
        self.telegram, self.mastodon, self.bluesky = FakeTelegram(), FakeMastodon(), FakeBluesky()
        self.subscribers: list[Server] = []

    def settle(self, paper: PaperProcess) -> Any:
        """Make the stories in a paper that knows all these, and return what names them."""
        bluesky = {"handle": self.bluesky.handle, "server": self.bluesky.url}
        telegram = {"handle": self.telegram.channel, "server": self.telegram.url}
        channels = {
            "telegram": {"fields": telegram, "secret": self.telegram.token},
            "mastodon": {"fields": {"server": self.mastodon.url}, "secret": self.mastodon.token},
            "bluesky": {"fields": bluesky, "secret": self.bluesky.password},
        }
        told = {"within": SECTION, "receiver": self.receiver.url, "channels": channels}
        said = paper.run(
            "manage", "shell", "-v", "0", "-c", f"{IN_SHELL}print('PLACES', json.dumps(settle(**{told!r})))"
        )
        return json.loads(said.rsplit("PLACES", 1)[1])

    def subscribe(self, walker: Walker) -> None:
        """Ask the paper's own hub for its feeds."""
        for path in ("/rss/", "/feed.json"):
            # As the paper itself calls them.
            server = Server(Subscriber(f"{walker.base}{path}"))
            self.subscribers.append(server)
            form = {"hub.mode": "subscribe", "hub.topic": f"{walker.base}{path}", "hub.callback": server.url}
            answer = walker.post("/websub/", form)
            if answer.status != 202:
                sys.exit(f"The hub answers {answer.status}: {answer.text}")

    @property
    def services(self) -> dict[str, FakeTelegram | FakeMastodon | FakeBluesky]:
        """The channels by name."""
        return {"telegram": self.telegram, "mastodon": self.mastodon, "bluesky": self.bluesky}

    def shown(self) -> dict[str, str]:
        """Return what readers of the channels see."""
        return {
            name: json.dumps(one.shown, ensure_ascii=False).lower() for name, one in self.services.items()
        }

    def wait_for(self, *names: str) -> None:
        """Wait until every channel shows these stories."""
        wait(
            lambda: all(WORDS[name][0] in text for text in self.shown().values() for name in names),
            what=f"{names}",
        )
        if self.subscribers:
            wait(lambda: all(one.who.confirmed for one in self.subscribers), what="the hub's confirmation")

    def wait_until_gone(self, name: str) -> None:
        """Wait until no channel shows a story any more, and the partner was told."""
        wait(lambda: all(WORDS[name][0] not in text for text in self.shown().values()), what=f"{name} to go")
        wait(lambda: "story.removed" in self.receiver.events, what="the webhook")
        wait(lambda: any(one.who.contents for one in self.subscribers), what="the hub")

    def forget(self) -> None:
        """Count from here."""
        for fake in (self.telegram, self.mastodon, self.bluesky):
            fake.asked.clear()
        self.receiver.taken.clear()
        for server in self.subscribers:
            server.who.contents.clear()

    def heard(self) -> dict[str, bytes]:
        """Return all that anybody was sent since, and what channels show."""
        wait(lambda: all(one.who.contents for one in self.subscribers), what="the hub, once more")
        told = {name: text.encode() for name, text in self.shown().items()}
        for name, fake in self.services.items():
            told |= {f"{name}#{n}": json.dumps(one.data).encode() for n, one in enumerate(fake.asked)}
        told |= {f"webhook#{n}": one.body for n, one in enumerate(self.receiver.taken)}
        for number, server in enumerate(self.subscribers):
            told |= {f"hub#{number}.{n}": body for n, body in enumerate(server.who.contents)}
        return told

    def close(self) -> None:
        """Listen to nothing any more."""
        for one in (self.receiver, self.telegram, self.mastodon, self.bluesky, *self.subscribers):
            one.close()


@contextmanager
def listening() -> Iterator[Ears]:
    """Yield everybody who can be told."""
    ears = Ears()
    try:
        yield ears
    finally:
        ears.close()


def wait(until: Callable[[], Any], *, what: str) -> None:
    """Wait for something. Ends the program when it does not happen."""
    deadline = time.monotonic() + PATIENCE
    while not until():
        if time.monotonic() > deadline:
            sys.exit(f"Waited in vain for {what}.")
        time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
