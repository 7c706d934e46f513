"""What each page says of itself to machines: the words and times that people read on it, and nothing else."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from dateline.fronts.models import HomePage
from dateline.media.models import Picture
from dateline.people.models import Contributor
from dateline.placards.actions import make_placards
from dateline.placards.faces import PAPER
from dateline.publishing.actions import publish_page, take_down
from dateline.publishing.choices import Kind, RemovalReason
from dateline.sections.models import Series
from dateline.stories.models import Byline, CompanyPage, StoryPage
from tests.factories.stories import NOON, contributor, draft, picture, published
from tests.support.watching import fresh

BASE = "http://localhost:8000"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
META = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')


def blocks(reader: Client, path: str) -> list[dict[str, Any]]:
    page = reader.get(path).content.decode()
    found = [json.loads(text) for text in BLOCK.findall(page)]
    assert all(block["@context"] == "https://schema.org" for block in found)
    return found


def block(reader: Client, path: str, kind: str) -> dict[str, Any]:
    (found,) = [one for one in blocks(reader, path) if one["@type"] == kind]
    return found


def metas(reader: Client, path: str) -> dict[str, str]:
    return dict(META.findall(reader.get(path).content.decode()))


def kinds(reader: Client, path: str) -> list[str]:
    return [one["@type"] for one in blocks(reader, path)]


def way(reader: Client, path: str) -> list[tuple[str, str]]:
    steps = block(reader, path, "BreadcrumbList")["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    return [(step["name"], step["item"].removeprefix(BASE)) for step in steps]


def company(home: HomePage, slug: str, title: str) -> CompanyPage:
    page = CompanyPage(title=title, slug=slug, body="<p>So it is.</p>", live=False, in_footer=False)
    home.add_child(instance=page)
    publish_page(page=page, by=None)
    return page


@pytest.mark.parametrize(
    ("label", "place", "kind"),
    [
        ("", "", "NewsArticle"),
        ("", "Lisbon", "ReportageNewsArticle"),
        ("opinion", "", "OpinionNewsArticle"),
        ("analysis", "Lisbon", "AnalysisNewsArticle"),
        ("explainer", "", "BackgroundNewsArticle"),
        ("sponsored", "", "AdvertiserContentArticle"),
    ],
)
def test_story_is_of_the_kind_that_its_label_says(
    paper: HomePage, reader: Client, label: str, place: str, kind: str
) -> None:
    story = published(label=label, dateline_place=place)

    assert kinds(reader, story.public_path()) == [kind, "BreadcrumbList"]


def test_story_says_who_wrote_it_what_it_is_about_and_where_it_belongs(
    paper: HomePage, reader: Client
) -> None:
    series = Series.objects.create(name="Old piers", slug="old-piers")
    story = published(
        "Ferry <back> & forth",
        by=["Ada Brook"],
        topics=["Harbour"],
        series=series,
        language="ru",
        standfirst="After a year.",
        age_rating="16+",
    )

    data = blocks(reader, story.public_path())[0]

    assert data["headline"] == "Ferry <back> & forth"
    assert data["description"] == "After a year."
    assert data["inLanguage"] == "ru"
    assert data["contentRating"] == "16+"
    assert data["mainEntityOfPage"] == f"{BASE}{story.public_path()}"
    assert data["author"] == [
        {
            "@type": "Person",
            "@id": f"{BASE}/author/ada-brook/#person",
            "name": "Ada Brook",
            "url": f"{BASE}/author/ada-brook/",
        }
    ]
    assert data["articleSection"] == "Town"
    assert data["keywords"] == ["Harbour"]
    assert data["about"][0]["url"] == f"{BASE}/topic/harbour/"
    assert data["isPartOf"]["url"] == f"{BASE}/series/old-piers/"
    assert data["publisher"]["name"] == "The Harbour Post"
    assert way(reader, story.public_path()) == [
        ("The Harbour Post", "/"),
        ("Town", "/town/"),
        ("Ferry <back> & forth", story.public_path()),
    ]


def test_author_without_a_page_is_named_and_without_anybody_it_is_the_paper(
    paper: HomePage, reader: Client
) -> None:
    unnamed, signed = published("Unsigned"), published("Signed", by=["Ада Брук"])
    Contributor.objects.filter(name="Ада Брук").update(has_page=False)

    (organization,) = blocks(reader, unnamed.public_path())[0]["author"]
    (person,) = blocks(reader, signed.public_path())[0]["author"]

    assert organization["@type"] == "NewsMediaOrganization"
    assert organization["url"] == f"{BASE}/"
    assert person == {"@type": "Person", "@id": f"{BASE}/#ada-bruk", "name": "Ада Брук"}


def test_photographer_contributes_and_is_no_author(paper: HomePage, reader: Client) -> None:
    story = draft("Ferry back", by=["Ada Brook"], published_at=NOON)
    story.bylines.add(Byline(contributor=contributor("Ben Tide"), role="photos"))
    publish_page(page=story, by=None, at=NOON)

    data = blocks(reader, story.public_path())[0]

    assert [one["name"] for one in data["author"]] == ["Ada Brook"]
    assert [one["name"] for one in data["contributor"]] == ["Ben Tide"]


def test_picture_has_size_credit_and_licence(paper: HomePage, reader: Client) -> None:
    free = picture(credit="Ines Moreau", caption="The pier", rights="cc", rights_note="CC BY-SA 4.0")
    story = published(lead_picture=free)

    (image,) = blocks(reader, story.public_path())[0]["image"]

    assert image["@type"] == "ImageObject"
    assert image["url"].startswith(f"{BASE}/media/pictures/")
    assert (image["width"], image["height"]) == ("640 px", "420 px")
    assert (image["caption"], image["creditText"]) == ("The pier", "Ines Moreau")
    assert image["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"


def test_what_was_agreed_about_a_picture_is_told_to_nobody(paper: HomePage, reader: Client) -> None:
    bought = picture(
        rights="licensed", rights_note="CC BY was offered, 40 euros", rights_holder="Mrs. Secret"
    )
    story = published(lead_picture=bought)

    page = reader.get(story.public_path()).content.decode()

    assert "license" not in blocks(reader, story.public_path())[0]["image"][0]
    assert "euros" not in page
    assert "Secret" not in page


def test_withheld_picture_is_in_no_data(paper: HomePage, reader: Client) -> None:
    story = published(lead_picture=picture(credit="Nobody Else"))
    Picture.objects.update(withheld_at=NOON, withheld_reason="not ours")

    page = reader.get(story.public_path()).content.decode()

    assert "Nobody Else" not in page
    assert "og:image" not in page


def test_story_without_a_picture_shows_the_placard(paper: HomePage, reader: Client) -> None:
    story = published("Ferry back")
    make_placards(subjects=[PAPER])

    (image,) = blocks(reader, story.public_path())[0]["image"]

    assert (image["width"], image["caption"]) == ("1200 px", "The Harbour Post")
    assert metas(reader, story.public_path())["og:image"] == image["url"]


def test_corrections_are_told_with_their_time_and_notes_are_not(paper: HomePage, reader: Client) -> None:
    story = published("It cost 40 crowns")
    for number, (kind, words) in enumerate(
        [(Kind.CORRECTION, "It was 14."), (Kind.NOTE, "Part of a series."), (Kind.CLARIFICATION, "A day.")], 1
    ):
        page = fresh(story)
        page.standfirst = words
        publish_page(page=page, by=None, kind=kind, summary=words, at=NOON + timedelta(hours=number))

    data = blocks(reader, story.public_path())[0]

    assert [(one["@type"], one["text"]) for one in data["correction"]] == [
        ("CorrectionComment", "It was 14."),
        ("CorrectionComment", "A day."),
    ]
    assert data["correction"][0]["datePublished"] == "2026-03-14T13:00:00+00:00"
    page_text = reader.get(story.public_path()).content.decode()
    anchor = data["correction"][0]["url"].partition("#")[2]
    assert f'id="{anchor}"' in page_text


def test_typo_moves_no_time_that_machines_read(paper: HomePage, reader: Client) -> None:
    story = published(content_note="Contians timetables")
    page = fresh(story)
    page.content_note = "Contains timetables"
    publish_page(page=page, by=None, kind=Kind.TYPO, at=NOON + timedelta(hours=3))

    data, meta = blocks(reader, story.public_path())[0], metas(reader, story.public_path())

    assert data["dateModified"] == data["datePublished"] == meta["article:published_time"]
    assert "article:modified_time" not in meta
    assert data["version"] == "2"


def test_front_says_who_publishes_and_how_to_search(paper: HomePage, reader: Client) -> None:
    story = published("Ferry back")

    assert kinds(reader, "/") == ["WebSite", "NewsMediaOrganization", "ItemList"]
    action = block(reader, "/", "WebSite")["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{BASE}/search/?q={{search_term_string}}"
    organization = block(reader, "/", "NewsMediaOrganization")
    assert organization["foundingDate"] == "1987"
    assert organization["sameAs"] == ["https://social.example/harbour"]
    assert organization["contactPoint"]["email"] == "desk@harbour.example"
    assert organization["correctionsPolicy"] == f"{BASE}/corrections/"
    listed = block(reader, "/", "ItemList")["itemListElement"]
    assert listed == [{"@type": "ListItem", "position": 1, "url": f"{BASE}{story.public_path()}"}]


def test_pages_on_policies_are_named_while_they_are_public(paper: HomePage, reader: Client) -> None:
    company(paper, "ethics", "Our ethics")
    owners = company(paper, "vladeltsy", "Владельцы")
    story = published()
    told = blocks(reader, story.public_path())[0]["publisher"]

    assert told["ethicsPolicy"] == f"{BASE}/page/ethics/"
    assert told["ownershipFundingInfo"] == f"{BASE}/page/vladeltsy/"
    assert "diversityPolicy" not in told

    take_down(page=fresh(owners), by=None, reason=RemovalReason.LEGAL)

    assert "ownershipFundingInfo" not in blocks(reader, story.public_path())[0]["publisher"]


def test_front_of_an_empty_paper_lists_nothing(paper: HomePage, reader: Client) -> None:
    assert kinds(reader, "/") == ["WebSite", "NewsMediaOrganization"]


@pytest.mark.parametrize(
    ("path", "name"),
    [("/town/", "Town"), ("/topic/harbour/", "Harbour"), ("/series/old-piers/", "Old piers")],
)
def test_list_is_a_collection_of_its_stories(paper: HomePage, reader: Client, path: str, name: str) -> None:
    series = Series.objects.create(name="Old piers", slug="old-piers")
    story = published(topics=["Harbour"], series=series)

    page = block(reader, path, "CollectionPage")

    assert (page["name"], page["url"]) == (name, f"{BASE}{path}")
    assert [one["url"] for one in page["mainEntity"]["itemListElement"]] == [f"{BASE}{story.public_path()}"]
    assert way(reader, path) == [("The Harbour Post", "/"), (name, path)]


def test_older_page_of_a_list_counts_on(paper: HomePage, reader: Client) -> None:
    for number in range(30):
        published(f"Town {number}", at=NOON + timedelta(minutes=number))

    older = block(reader, "/town/page/2/", "CollectionPage")

    assert older["url"] == f"{BASE}/town/page/2/"
    assert older["mainEntity"]["itemListElement"][0]["position"] == 25
    assert way(reader, "/town/page/2/")[-1] == ("Town", "/town/")


def test_authors_page_is_about_a_person(paper: HomePage, reader: Client) -> None:
    published(by=["Ada Brook"])
    Contributor.objects.update(
        role_title="Harbour reporter", bio="Writes on piers.", email="ada@harbour.example"
    )

    page = block(reader, "/author/ada-brook/", "ProfilePage")

    assert page["mainEntity"]["@type"] == "Person"
    assert page["mainEntity"]["jobTitle"] == "Harbour reporter"
    assert page["mainEntity"]["worksFor"] == {"@id": f"{BASE}/#organization"}
    assert kinds(reader, "/author/ada-brook/") == ["ProfilePage", "BreadcrumbList", "ItemList"]
    assert metas(reader, "/author/ada-brook/")["og:type"] == "profile"


def test_page_about_the_paper_is_about_the_organization(paper: HomePage, reader: Client) -> None:
    company(paper, "about", "About us")
    company(paper, "jobs", "Jobs")

    assert block(reader, "/page/about/", "AboutPage")["mainEntity"]["@type"] == "NewsMediaOrganization"
    assert kinds(reader, "/page/jobs/") == ["WebPage", "BreadcrumbList"]


def test_every_other_page_says_what_it_is(paper: HomePage, reader: Client) -> None:
    story = published()
    published("Next month", at=NOON + timedelta(days=30))
    path = story.public_path()

    assert way(reader, "/archive/2026/03/") == [
        ("The Harbour Post", "/"),
        ("Archive", "/archive/"),
        ("2026", "/archive/2026/"),
        ("March 2026", "/archive/2026/03/"),
    ]
    for address in ("/archive/", "/archive/2026/", "/archive/2026/03/14/", "/corrections/"):
        assert kinds(reader, address) == ["CollectionPage", "BreadcrumbList"]
    assert kinds(reader, "/feeds/") == ["WebPage", "BreadcrumbList"]
    assert kinds(reader, "/search/?q=ferry") == ["SearchResultsPage", "BreadcrumbList"]
    assert kinds(reader, f"{path}history/") == ["WebPage", "BreadcrumbList"]
    assert kinds(reader, f"{path}history/1/") == ["BreadcrumbList"]


def test_pages_of_nothing_say_nothing(paper: HomePage, reader: Client) -> None:
    story = published("Unwise claims")
    make_placards(subjects=[PAPER])
    take_down(page=story, by=None, reason=RemovalReason.LEGAL)

    for path in (story.public_path(), f"{story.public_path()}history/", "/nowhere/at/all/"):
        assert blocks(reader, path) == []
        assert "og:image" not in metas(reader, path)
        assert "og:url" not in metas(reader, path)


@pytest.mark.parametrize("path", ["/", "/town/", "/topic/harbour/", "/archive/", "/corrections/", "/feeds/"])
def test_every_page_has_a_card_for_those_who_share_it(paper: HomePage, reader: Client, path: str) -> None:
    published(topics=["Harbour"])
    make_placards(subjects=[PAPER])

    meta = metas(reader, path)

    assert meta["og:url"] == f"{BASE}{path}"
    assert meta["og:type"] == "website"
    assert meta["og:locale"] == "en_US"
    assert meta["og:site_name"] == "The Harbour Post"
    assert meta["og:title"]
    assert meta["twitter:card"] == "summary_large_image"
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert meta["og:image"].startswith(f"{BASE}/media/pictures/")


def test_story_in_russian_says_so_to_those_who_share_it(paper: HomePage, reader: Client) -> None:
    story = published("Паром вернулся", language="ru", by=["Ada Brook"], topics=["Harbour"])

    meta = metas(reader, story.public_path())

    assert meta["og:locale"] == "ru_RU"
    assert meta["og:type"] == "article"
    assert meta["article:section"] == "Town"
    assert meta["article:tag"] == "Harbour"
    assert meta["article:author"] == f"{BASE}/author/ada-brook/"


def test_draft_beside_a_public_story_is_in_no_data(paper: HomePage, reader: Client) -> None:
    story = published(topics=["Harbour"])
    page = StoryPage.objects.get(pk=story.pk)
    page.title = "Quetzalcanary"
    page.save_revision()
    draft("Another quetzalcanary", topics=["Harbour"], published_at=NOON)

    for path in ("/", "/town/", "/topic/harbour/", story.public_path(), "/archive/2026/03/14/"):
        assert "quetzalcanary" not in reader.get(path).content.decode().lower()
