"""No address of the old site is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dateline.archive.models import OldPattern
from dateline.archive.old.actions import keep_patterns, queries_by_path
from dateline.archive.records import Document, OldAuthor, OldList
from dateline.archive.rules import AddressRule
from dateline.archive.runs.telling import replay_and_tell
from dateline.edition.addresses import learn_queries, page_address
from dateline.publishing.actions import unpublish_page
from dateline.publishlog.models import LogEntry
from dateline.stories.models import StoryPage
from tests.factories.documents import document

Bring = Callable[..., dict[str, Any]]
LONG = "/news/" + "a-very-long-word-" * 40 + ".html"
STORY = "/2009/06/07/ferry-sails-for-time-number-1/"


def ask(address: str) -> tuple[int, str]:
    response = Client(headers={"host": "localhost"}).get(address)
    return response.status_code, response.headers.get("Location", "")


@pytest.fixture
def home(bring: Bring, tmp_path: Path) -> None:
    rules = tmp_path / "rules.csv"
    rules.write_text(
        "what,from,to\naddresses,/read.php?id={number},\naddresses,/{year}/x/{number}-{any}.html,\n"
        "addresses,/forum/{any},/archive/\n",
        encoding="utf-8",
    )
    bring(
        document(
            1,
            address="https://old.example" + LONG,
            other_addresses=("/?p=1", "/b/?z=2&a=1"),
            authors=("Ada Byron",),
            people=(OldAuthor("Ada Byron", address="/people/17"),),
            lists=(
                OldList("section", "Town", "/rubric/town"),
                OldList("feed", "", "/rss.xml"),
                OldList("feed", "The Old Site", "/feed/"),
                OldList("feed", "Town", "/rubric/town/atom.xml"),
                OldList("feed", "Ada Byron", "/people/17/feed/"),
                OldList("feed", "The Old Site", "/comments/feed/"),
                OldList("topic", "Forgotten", "/tag/forgotten/"),
                OldList("feed", "Forgotten", "/tag/forgotten/feed/"),
            ),
        ),
        document(2, "Gone", status="gone", address="/gone.html"),
        document(3, kind="redirect", address="/short", target="https://old.example/?p=1"),
        document(4, kind="redirect", address="/ring-a", target="/ring-b"),
        document(5, kind="redirect", address="/ring-b", target="/ring-a"),
        rules=rules,
    )


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        (LONG, (301, STORY)),
        ("/?p=1", (301, STORY)),
        ("/b/?a=1&z=2", (301, STORY)),
        ("/read.php?id=1&utm_source=x", (301, STORY)),
        ("/2009/x/1-ferry-sails.html", (301, STORY)),
        ("/people/17/", (301, "/author/ada-byron/")),
        ("/rubric/town", (301, "/town/")),
        ("/forum/a/b", (301, "/archive/")),
        ("/short", (301, STORY)),
        ("/gone.html", (410, "")),
        ("/rss.xml", (301, "/rss/")),
        ("/feed/", (301, "/rss/")),
        ("/rubric/town/atom.xml", (301, "/atom/town/")),
        ("/people/17/feed/", (301, "/rss/author/ada-byron/")),
        ("/comments/feed/", (410, "")),
        ("/tag/forgotten/feed/", (410, "")),
        ("/ring-a", (410, "")),
        ("/read.php?id=99", (404, "")),
        ("/?p=99", (404, "")),
        ("/?utm_source=x", (200, "")),
    ],
)
def test_each_leads_where_it_should(home: None, address: str, answer: tuple[int, str]) -> None:
    assert ask(address) == answer


def test_the_edition_tells_old_pages_apart_by_their_query(home: None) -> None:
    learn_queries()

    assert queries_by_path()["/"] == ("p",)
    assert page_address("/", "p=1&utm_source=x") == "/?p=1"
    assert page_address("/town/", "p=1") == "/town/"


def test_an_address_that_comes_later_touches_what_was_answered_before(bring: Bring) -> None:
    before = LogEntry.objects.order_by("-number").first()
    bring(document(1, address="/late.html"))

    touched = {
        key.partition("/")[0]
        for entry in LogEntry.objects.filter(number__gt=before.number)
        for key in entry.keys
    }
    assert {"old-address", "old-number"} <= touched


def test_what_is_not_public_any_more_is_gone(home: None) -> None:
    unpublish_page(page=StoryPage.objects.get(), by=None)

    assert ask("/?p=1")[0] == 410


def test_replay_counts_and_names_what_is_lost(
    home: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known, lost = tmp_path / "known.txt", tmp_path / "lost.txt"
    known.write_text(f"https://old.example{LONG}\n/?p=1\n/gone.html\n/town/\n", encoding="utf-8")
    lost.write_text("/nowhere/at/all\n", encoding="utf-8")

    assert replay_and_tell(files=[str(known)])
    assert not replay_and_tell(files=[str(known), str(lost)])
    told = capsys.readouterr().out
    assert "404  /nowhere/at/all" in told
    assert "differs" not in told


def test_a_form_without_a_number_and_a_place_leads_nowhere(bring: Bring) -> None:
    """Such a form does not mean the first document that has no number."""
    bring(document(id="ferry"))
    keep_patterns(rules=[AddressRule(pattern="/{word}-us.html")], run=None)

    assert ask("/about-us.html") == (404, "")


def test_forms_that_an_archive_brings_lead_where_it_says(bring: Bring) -> None:
    told = Document(file="r.json", kind="list", id="pattern:1", patterns=(("/podcast/{any}", "/town/"),))

    bring(told)

    assert ask("/podcast/of/1998/") == (301, "/town/")
    assert OldPattern.objects.get().run is not None


def test_what_the_paper_says_of_a_form_holds(bring: Bring, tmp_path: Path) -> None:
    rules = tmp_path / "rules.csv"
    rules.write_text("what,from,to\naddresses,/podcast/{any},/sea/\n", encoding="utf-8")
    told = Document(file="r.json", kind="list", id="pattern:1", patterns=(("/podcast/{any}", "/town/"),))

    bring(told, rules=rules)

    assert ask("/podcast/of/1998/") == (301, "/sea/")
