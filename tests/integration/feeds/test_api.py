"""The read API: stories as ninjs by the schema of the IPTC, lists, filters and what is around them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from dateline.fronts.models import HomePage
from dateline.paper.models import PaperSettings
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import Kind, RemovalReason
from dateline.sections.models import Series
from dateline.stories.models import StoryPage
from tests.factories.stories import NOON, draft, picture, published
from tests.integration.feeds.asking_api import ask, followed, related, titles
from tests.support.watching import fresh

SCHEMA = json.loads((Path(__file__).parents[2] / "fixtures/ninjs/ninjs-schema_3.1.json").read_text())
# No item of ours has coordinates, so this stands for the one part that the schema takes from elsewhere.
NO_MAP = Registry().with_resource(
    "https://geojson.org/schema/GeoJSON.json", DRAFT202012.create_resource({"type": "object"})
)
NINJS = Draft202012Validator(SCHEMA, registry=NO_MAP, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(item: Any) -> list[str]:
    return [f"{list(error.path)}: {error.message[:200]}" for error in NINJS.iter_errors(item)]


@pytest.fixture
def story(paper: HomePage) -> StoryPage:
    return published(
        "Ferry & café back <in> service",
        slug="ferry-back",
        by=["Ines Moreau"],
        topics=["Ferries"],
        series=Series.objects.create(name="The bay", slug="the-bay"),
        standfirst="It sails “again” & on time.",
        dateline_place="Selmar",
        label="analysis",
        kicker="Port",
        short_headline="Ferry back",
        content_note="Contains timetables",
        lead_picture=picture(caption="The pier", credit="Oto Lind", description="A pier in the sun"),
        body=[("paragraph", "<p>Words of the body.</p>"), ("paragraph", "<p>The rest of it.</p>")],
    )


def correct(story: StoryPage, text: str = "It sails on Monday, not on Sunday.") -> None:
    page = fresh(story)
    page.body[0] = ("paragraph", "<p>Other words of the body.</p>")
    publish_page(page=page, by=None, kind=Kind.CORRECTION, at=NOON + timedelta(days=3), summary=text)


def test_story_is_ninjs_by_the_schema_of_the_iptc(reader: Client, story: StoryPage) -> None:
    correct(story)
    item = ask(reader, f"stories/{story.uuid}")

    assert faults(item) == []
    assert faults({**item, "invented": True}) != []
    assert item["uri"] == f"urn:uuid:{story.uuid}"
    assert (item["version"], item["pubStatus"], item["representationType"]) == ("2", "usable", "full")
    assert {one["role"]: one["value"] for one in item["headlines"]} == {
        "main": "Ferry & café back <in> service",
        "short": "Ferry back",
        "kicker": "Port",
    }
    assert item["firstCreated"] == NOON.isoformat()
    assert item["versionCreated"] == (NOON + timedelta(days=3)).isoformat()
    assert [(one["rel"], one["literal"]) for one in item["subjects"]] == [
        ("section", "town"),
        ("topic", "ferries"),
        ("series", "the-bay"),
    ]
    assert item["people"][0]["name"] == item["by"] == "Ines Moreau"
    assert item["genres"] == [{"name": "Analysis", "literal": "analysis"}]
    assert "The rest of it." in item["bodies"][0]["value"]
    (lead,) = related(item, "lead")
    assert lead["renditions"][0]["href"].startswith("http://localhost:8000/media/")
    assert lead["by"] == "Oto Lind"


def test_correction_and_time_of_the_update_are_told(reader: Client, story: StoryPage) -> None:
    assert related(ask(reader, f"stories/{story.uuid}"), "updated") == []
    correct(story)
    item = ask(reader, f"stories/{story.uuid}")

    assert related(item, "updated")[0]["versionCreated"] == (NOON + timedelta(days=3)).isoformat()
    assert [one["bodies"][0]["value"] for one in related(item, "correction")] == [
        "It sails on Monday, not on Sunday."
    ]
    assert [one["version"] for one in related(item, "kind:correction")] == ["2"]
    assert "It sails on Monday, not on Sunday." in item["bodies"][0]["value"]
    assert [one["text"] for one in ask(reader, f"stories/{story.uuid}/corrections")["items"]] == [
        "It sails on Monday, not on Sunday."
    ]
    listed = ask(reader, "corrections")["items"]
    assert [(one["story"], one["kind"], one["number"]) for one in listed] == [
        (f"urn:uuid:{story.uuid}", "correction", 2)
    ]


def test_typo_changes_the_version_and_not_the_update(reader: Client, story: StoryPage) -> None:
    page = fresh(story)
    page.standfirst = "It sails “again” and on time."
    publish_page(page=page, by=None, kind=Kind.TYPO, at=NOON + timedelta(days=1))
    item = ask(reader, f"stories/{story.uuid}")

    assert (item["version"], related(item, "updated")) == ("2", [])
    assert related(item, "kind:typo")


def test_versions_tell_kinds_and_proofs(reader: Client, story: StoryPage) -> None:
    correct(story)
    found = ask(reader, f"stories/{story.uuid}/versions")

    assert [(one["number"], one["kind"]) for one in found["versions"]] == [(2, "correction"), (1, "new")]
    assert all(len(one["commitment"]) == 64 for one in found["versions"])


def test_paper_that_gives_summaries_gives_them_here_too(reader: Client, story: StoryPage) -> None:
    correct(story)
    PaperSettings.objects.all().update(feed_text="summary")
    item = ask(reader, f"stories/{story.uuid}")

    assert faults(item) == []
    assert item["representationType"] == "partial"
    assert "The rest of it." not in json.dumps(item)
    assert "It sails on Monday, not on Sunday." in item["bodies"][0]["value"]


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_list_is_walked_whole_and_without_repeats(reader: Client, paper: HomePage, limit: int) -> None:
    # Two of one moment, and one from before the epoch.
    for number, at in enumerate((NOON, NOON, NOON - timedelta(days=1), NOON - timedelta(days=30_000))):
        published(f"Story {number}", slug=f"story-{number}", at=at)

    found = titles(followed(reader, f"stories?limit={limit}"))
    assert found == ["Story 1", "Story 0", "Story 2", "Story 3"]


def test_filters_leave_what_they_name(reader: Client, story: StoryPage) -> None:
    other = published("Harbour dredged", within="sea", by=["Oto Lind"], at=NOON - timedelta(hours=1))
    correct(other)

    for query, wanted in (
        ("section=town", [story.title]),
        ("section=sea", [other.title]),
        ("topic=ferries", [story.title]),
        ("author=oto-lind", [other.title]),
        ("label=analysis", [story.title]),
        ("label=news", [other.title]),
        ("kind=correction", [other.title]),
        ("kind=new", [story.title]),
        ("section=town&kind=correction", []),
        ("section=sea&author=oto-lind&label=news", [other.title]),
    ):
        assert titles(ask(reader, f"stories?{query}")["items"]) == wanted, query


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("limit=0", 400),
        ("limit=101", 400),
        ("limit=many", 400),
        ("limit=1&limit=2", 400),
        ("cursor=yesterday", 400),
        ("cursor=999999999999999999.1", 400),
        ("since=yesterday", 400),
        ("since=2026-01-01T00:00:00", 400),
        ("until=-1", 400),
        ("kind=removal", 400),
        ("label=", 400),
        ("section=a%2Fb", 400),
        ("section=nowhere", 404),
        ("topic=nothing", 404),
        ("author=nobody", 404),
    ],
)
def test_bad_question_is_a_problem_in_words(reader: Client, paper: HomePage, query: str, status: int) -> None:
    found = ask(reader, f"stories?{query}", status=status)

    assert found["status"] == status
    assert found["title"]


def test_sections_topics_and_authors_lead_to_their_stories(reader: Client, story: StoryPage) -> None:
    assert [one["slug"] for one in ask(reader, "sections")["items"]] == [
        "town",
        "sea",
        "opinion",
        "meanwhile",
    ]
    assert ask(reader, "sections")["items"][0]["names"] == {"ru": "Город"}
    for name, slug in (("topics", "ferries"), ("authors", "ines-moreau"), ("sections", "town")):
        record = next(one for one in ask(reader, name)["items"] if one["slug"] == slug)
        assert titles(followed(reader, record["stories"].removeprefix("http://localhost:8000"))) == [
            story.title
        ]


def test_lists_of_records_are_walked_whole(reader: Client, paper: HomePage) -> None:
    published("Ferry back", topics=[f"Topic {number}" for number in range(5)])

    assert [one["slug"] for one in followed(reader, "topics?limit=2")] == [
        f"topic-{number}" for number in range(5)
    ]


def test_what_was_never_public_is_not_there(reader: Client, paper: HomePage) -> None:
    secret = draft("Quetzalcanary", by=["Ines Moreau"], topics=["Ferries"])

    assert ask(reader, f"stories/{secret.uuid}", status=404)["status"] == 404
    for address in ("stories", "stories?since=0", "topics", "authors", "corrections"):
        assert ask(reader, address)["items"] == []


@pytest.mark.parametrize("end", ["taken down", "unpublished", "deleted"])
def test_killed_story_is_a_tombstone_without_words_and_nowhere_else(
    reader: Client, story: StoryPage, end: str
) -> None:
    correct(story)
    correct(published("Town hall painted", at=NOON - timedelta(days=2), topics=["Halls"], by=["Ada"]))
    if end == "taken down":
        take_down(
            page=fresh(story), by=None, reason=RemovalReason.LEGAL, text="A secret", shows_text=True, at=NOON
        )
    elif end == "unpublished":
        unpublish_page(page=fresh(story), by=None, at=NOON)
    else:
        fresh(story).delete()

    last = ask(reader, "stories?since=0&topic=halls")["items"][-1]
    assert faults(last) == []
    assert last == {
        "uri": f"urn:uuid:{story.uuid}",
        "version": "3" if end == "taken down" else "2",
        "pubStatus": "withheld" if end == "unpublished" else "canceled",
        "standard": last["standard"],
    }
    for address in (
        f"stories/{story.uuid}",
        f"stories/{story.uuid}/versions",
        f"stories/{story.uuid}/corrections",
    ):
        assert set(ask(reader, address, status=410)) == {"type", "title", "status"}
    for address in ("stories", "corrections", "topics", "authors", "stories?kind=correction"):
        body = reader.get(f"/api/v1/{address}").content.decode()
        assert "Town hall" in body or "halls" in body or "ada" in body, address
        assert "Ferr" not in body, address
        assert str(story.uuid) not in body, address


def test_any_site_may_read_and_nothing_is_sent(reader: Client, paper: HomePage) -> None:
    for address in ("", "stories", "sections", "openapi.json", "stories?limit=no"):
        answer = reader.get(f"/api/v1/{address}")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert not answer.cookies
    assert reader.post("/api/v1/stories").status_code == 405
    assert reader.get("/api/v1/nothing").headers["content-type"] == "application/problem+json"
    assert reader.get("/api/v1").headers["location"] == "/api/v1/"


def test_description_names_every_address_and_its_parameters(reader: Client, paper: HomePage) -> None:
    found = ask(reader, "openapi.json")

    assert found["openapi"] == "3.1.0"
    for path, methods in found["paths"].items():
        if "{" not in path:
            assert reader.get(path).status_code == 200, path
        assert set(methods) == {"get"}
