"""Every page that readers can open, on a small paper."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from wagtail.models import Page

from dateline.entities.choices import Kind as EntityKind
from dateline.entities.models import Entity, EntityName, LegalLabel, OwnershipNote
from dateline.fronts.choices import Zone
from dateline.fronts.models import Front, FrontSlot, HomePage
from dateline.paper.models import PaperSettings
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import RemovalReason
from dateline.sections.models import Series
from dateline.stories.models import Byline, CompanyPage, RelatedStory, StoryPage
from tests.factories.stories import NOON, contributor, draft, picture, published

STORY_LINK = re.compile(r'href="(/20\d\d/[^"]+)"')


def text_of(response: object) -> str:
    return response.content.decode()


def stories_on_page(response: object) -> list[str]:
    """Links to stories between the masthead and the footer, without the ticker."""
    page = text_of(response)
    return STORY_LINK.findall(page[page.index("<main") : page.index("</main>")])


def test_front_of_an_empty_paper_helps(paper: HomePage, reader: Client) -> None:
    response = reader.get("/")

    assert response.status_code == 200
    assert "The Harbour Post" in text_of(response)
    assert 'class="empty' in text_of(response)


def test_front_with_many_stories_shows_none_twice(paper: HomePage, reader: Client) -> None:
    for number in range(30):
        within = ("town", "sea", "opinion", "meanwhile")[number % 4]
        label = "opinion" if within == "opinion" else ""
        published(f"Story number {number}", within=within, label=label, at=NOON + timedelta(minutes=number))

    links = stories_on_page(reader.get("/"))

    assert len(links) > 15
    assert len(links) == len(set(links))


def test_front_with_chosen_lead_shows_it_first_and_fills_the_rest(paper: HomePage, reader: Client) -> None:
    chosen = published("The chosen one", at=NOON - timedelta(days=30))
    for number in range(8):
        published(f"Newer {number}", at=NOON + timedelta(minutes=number))
    front = Front.objects.get(section=None)
    FrontSlot.objects.create(front=front, zone=Zone.LEAD, story=chosen)

    links = stories_on_page(reader.get("/"))

    assert links[0] == chosen.public_path()
    assert len(links) == len(set(links)) == 9


def test_front_with_chosen_story_unpublished_fills_its_place(paper: HomePage, reader: Client) -> None:
    chosen, other = published("Chosen"), published("Other", at=NOON - timedelta(hours=1))
    FrontSlot.objects.create(front=Front.objects.get(section=None), zone=Zone.LEAD, story=chosen)
    unpublish_page(page=chosen, by=None)

    assert stories_on_page(reader.get("/"))[0] == other.public_path()


def test_section_front_lists_its_own_stories_and_older_pages(paper: HomePage, reader: Client) -> None:
    for number in range(30):
        published(f"Town {number}", at=NOON + timedelta(minutes=number))
    published("At sea", within="sea")

    first, second = reader.get("/town/"), reader.get("/town/page/2/")

    assert "At sea" not in text_of(first)
    assert 'href="/town/page/2/"' in text_of(first)
    assert len(stories_on_page(second)) == 6
    assert reader.get("/town/page/3/").status_code == 404
    assert reader.get("/town/page/1/").status_code == 301


def test_story_without_standfirst_is_described_by_its_opening(paper: HomePage, reader: Client) -> None:
    story = published(body=[("paragraph", "<p>The <b>ferry</b> sails again.</p>")])

    page = text_of(reader.get(story.public_path()))

    assert '<meta name="description" content="The ferry sails again.">' in page


def test_story_shows_times_byline_blocks_and_topics(paper: HomePage, reader: Client) -> None:
    story = published(
        "Lighthouse relit",
        by=["Ada Brook"],
        topics=["Harbour"],
        lead_picture=picture(),
        standfirst="After nine years of dark.",
        body=[
            ("paragraph", "<p>It shone at <b>six</b>.</p>"),
            ("subheading", "A long dark"),
            ("pull_quote", {"quote": "I cried", "attribution": "the keeper"}),
        ],
    )

    page = text_of(reader.get(story.public_path()))

    assert 'datetime="2026-03-14T12:00:00+00:00"' in page
    assert "Ada Brook" in page
    assert "<b>six</b>" in page
    assert "A long dark" in page
    assert "I cried" in page
    assert "Ines Moreau" in page
    assert 'href="/topic/harbour/"' in page
    assert "Ctrl + Enter" in page


def test_story_for_machines_has_the_times_that_readers_see(paper: HomePage, reader: Client) -> None:
    story = published()
    story.title = "Ferry in service again, twice a day"
    publish_page(page=story, by=None, kind="update", at=NOON + timedelta(hours=3))

    page = text_of(reader.get(story.public_path()))
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found is not None
    data = json.loads(found[1])

    assert data["datePublished"] == "2026-03-14T12:00:00+00:00"
    assert data["dateModified"] == "2026-03-14T15:00:00+00:00"
    assert 'datetime="2026-03-14T15:00:00+00:00"' in page


def test_correction_shows_its_notice(paper: HomePage, reader: Client) -> None:
    story = published(body=[("paragraph", "<p>It cost 40 crowns.</p>")])
    story.body[0].value = type(story.body[0].value)("<p>It cost 14 crowns.</p>")
    publish_page(page=story, by=None, kind="correction", summary="We wrote 40 crowns. It was 14.")

    page = text_of(reader.get(story.public_path()))

    assert "We wrote 40 crowns. It was 14." in page
    assert "Correction" in page


def test_draft_is_nowhere(paper: HomePage, reader: Client) -> None:
    story = draft("Secret plan", published_at=NOON)

    assert reader.get(story.public_path()).status_code == 404
    for path in ("/", "/town/", "/archive/2026/03/14/", "/search/?q=secret"):
        assert story.public_path() not in text_of(reader.get(path))


def test_renamed_story_leaves_a_redirect(paper: HomePage, reader: Client) -> None:
    story = published()
    old = story.public_path()
    story.slug = "ferry-sails"
    publish_page(page=story, by=None)

    response = reader.get(old)

    assert (response.status_code, response["Location"]) == (301, "/2026/03/14/ferry-sails/")


@pytest.mark.parametrize("shows_text", [True, False])
def test_story_taken_down_answers_410_with_the_reason_if_allowed(
    paper: HomePage, reader: Client, shows_text: bool
) -> None:
    story = published("Unwise claims")
    take_down(
        page=story, by=None, reason=RemovalReason.LEGAL, text="Removed after a ruling.", shows_text=shows_text
    )

    response = reader.get(story.public_path())

    assert response.status_code == 410
    assert ("Removed after a ruling." in text_of(response)) is shows_text
    assert "Unwise claims" not in text_of(response)


def test_archive_by_date_leads_to_the_day(paper: HomePage, reader: Client) -> None:
    story = published()

    assert 'href="/archive/2026/"' in text_of(reader.get("/archive/"))
    assert 'href="/archive/2026/03/"' in text_of(reader.get("/archive/2026/"))
    assert 'href="/archive/2026/03/14/"' in text_of(reader.get("/archive/2026/03/"))
    assert story.public_path() in text_of(reader.get("/archive/2026/03/14/"))


@pytest.mark.parametrize(
    "path",
    [
        "/archive/2026/13/",
        "/archive/2026/02/30/",
        "/archive/1200/",
        "/archive/0000/01/01/",
        "/2026/03/14/none/",
        "/nowhere/",
        "/page/none/",
        "/author/none/",
        "/topic/none/",
        "/series/none/",
        "/town/page/0/",
    ],
)
def test_address_of_nothing_answers_404_with_the_paper_around_it(
    paper: HomePage, reader: Client, path: str
) -> None:
    published()

    response = reader.get(path)

    assert response.status_code == 404
    assert "The Harbour Post" in text_of(response)


def test_author_topic_and_series_list_their_stories(paper: HomePage, reader: Client) -> None:
    series = Series.objects.create(name="Old piers", slug="old-piers", oldest_first=True)
    first = published("First pier", by=["Ada Brook"], topics=["Piers"], series=series)
    second = published("Second pier", series=series, at=NOON + timedelta(days=1))

    assert first.public_path() in text_of(reader.get("/author/ada-brook/"))
    assert first.public_path() in text_of(reader.get("/topic/piers/"))
    listed = stories_on_page(reader.get("/series/old-piers/"))
    assert listed == [first.public_path(), second.public_path()]


def test_related_stories_are_chosen_then_found_by_topic(paper: HomePage, reader: Client) -> None:
    alike = published("Ferry fares rise in spring", topics=["Ferries"])
    unlike = published("Bakery opens", at=NOON - timedelta(days=1))
    chosen = published("The old quay", at=NOON - timedelta(days=2))
    story = draft("Ferry fares rise again", topics=["Ferries"])
    story.chosen_related.add(RelatedStory(target=chosen))
    publish_page(page=story, by=None, at=NOON + timedelta(hours=1))

    page = text_of(reader.get(StoryPage.objects.get(pk=story.pk).public_path()))
    related = page[page.index('id="related"') : page.index("</aside>")]

    assert STORY_LINK.findall(related) == [chosen.public_path(), alike.public_path()]
    assert unlike.public_path() not in related


def test_company_page_is_in_the_footer_and_at_its_address(paper: HomePage, reader: Client) -> None:
    page = CompanyPage(title="About us", slug="about", body="<p>We are four.</p>", live=False)
    Page.objects.get(pk=paper.pk).add_child(instance=page)
    publish_page(page=page, by=None)

    assert 'href="/page/about/"' in text_of(reader.get("/"))
    assert "We are four." in text_of(reader.get("/page/about/"))


def test_search_finds_words_of_the_body(paper: HomePage, reader: Client) -> None:
    story = published("Plain title", body=[("paragraph", "<p>A rare kittiwake was seen.</p>")])

    assert story.public_path() in text_of(reader.get("/search/?q=kittiwake"))
    assert story.public_path() not in text_of(reader.get("/search/?q=albatross"))


@pytest.mark.parametrize(
    "query", ['"', "'; --", "a" * 5000, "%00", "\x00x", "(((", "*", "кот", "AND OR NOT", "  "]
)
def test_search_for_rubbish_answers_a_page(paper: HomePage, reader: Client, query: str) -> None:
    assert reader.get("/search/", {"q": query}).status_code == 200


def test_label_required_by_law_is_added_at_first_mention_only(paper: HomePage, reader: Client) -> None:
    _label_the_gulls()
    story = published(body=[("paragraph", "<p>The Grey Gulls met. The Grey Gulls left.</p>")])

    page = text_of(reader.get(story.public_path()))
    # What search engines are told of the story names the group too, and so carries the note as well.
    page = page[page.index("<main") :]

    assert page.count("a group banned in Port") == 1
    assert page.index("a group banned in Port") < page.index("left.")


@pytest.mark.parametrize("fields", [{"legal_labels": "off"}, {"published_at": NOON - timedelta(days=4000)}])
def test_label_stays_away_when_switched_off_or_story_older(
    paper: HomePage, reader: Client, fields: dict[str, object]
) -> None:
    _label_the_gulls()
    story = published(body=[("paragraph", "<p>The Grey Gulls met.</p>")], **fields)

    assert "banned in Port" not in text_of(reader.get(story.public_path()))


def test_credit_of_an_owned_agency_shows_who_owns_it(paper: HomePage, reader: Client) -> None:
    agency = Entity.objects.create(kind=EntityKind.ORGANIZATION, slug="pharos")
    EntityName.objects.create(entity=agency, language="en", text="Pharos", is_preferred=True)
    OwnershipNote.objects.create(entity=agency, language="en", text="owned by the port")
    story = published(lead_picture=picture(credit="Pharos"))

    assert "Pharos (owned by the port)" in text_of(reader.get(story.public_path()))


def test_no_page_sets_a_cookie_or_asks_others(paper: HomePage, reader: Client) -> None:
    story = published(lead_picture=picture())
    for path in ("/", "/town/", story.public_path(), "/search/?q=ferry", "/archive/"):
        response = reader.get(path)

        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        asked = re.findall(r'(?:src|srcset|href)="(https?://[^"]+)"', text_of(response))
        links_out = [
            url for url in asked if not url.startswith(("http://localhost", "https://social.example"))
        ]
        assert links_out == []


def test_front_and_story_ask_the_database_seldom(
    paper: HomePage, reader: Client, django_assert_max_num_queries: object
) -> None:
    _label_the_gulls()
    first = published("The first of all")
    stories = [
        published(
            f"Story number {number}",
            within=("town", "sea", "opinion", "meanwhile")[number % 4],
            label="opinion" if number % 4 == 2 else "",
            by=["Ada Brook", "Ben Tide"],
            topics=["Harbour", "Ferries"],
            lead_picture=picture(),
            at=NOON + timedelta(minutes=number),
            body=[
                ("paragraph", f'<p>See <a linktype="page" id="{first.pk}">this</a>. The Grey Gulls.</p>'),
                ("picture", {"picture": picture(), "caption": ""}),
                ("gallery", {"title": "", "pictures": [{"picture": picture()}, {"picture": picture()}]}),
                ("paragraph", "<p>Second.</p>"),
            ],
        )
        for number in range(9)
    ]
    story = stories[0]
    story.body.append(("related_story", {"story": stories[4]}))
    publish_page(page=story, by=None)
    reader.get("/")

    with django_assert_max_num_queries(25):  # type: ignore[operator]
        assert reader.get("/").status_code == 200
    # Links are found apart from cards, and cards apart from the story. Thirteen of these the edition asks
    # again only when an entry has touched what they found: for cards, settings, sections, breaking news …
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        assert reader.get(story.public_path()).status_code == 200


def _label_the_gulls() -> None:
    gulls = Entity.objects.create(kind=EntityKind.ORGANIZATION, slug="grey-gulls")
    EntityName.objects.create(entity=gulls, language="en", text="Grey Gulls", is_preferred=True)
    LegalLabel.objects.create(
        entity=gulls, jurisdiction="PT", language="en", note="a group banned in Port", from_date="2020-01-01"
    )
    settings = PaperSettings.objects.get()
    settings.adds_legal_labels, settings.label_jurisdictions = True, "PT"
    settings.save()


def test_link_to_a_story_follows_its_address_and_goes_with_it(paper: HomePage, reader: Client) -> None:
    other = published("The other side")
    link = f'<p>See <a id="{other.pk}" linktype="page">that</a>.</p>'
    story = published("This side", body=[("paragraph", link)])

    assert f'<a href="{other.public_path()}">that</a>' in text_of(reader.get(story.public_path()))

    unpublish_page(page=other, by=None)
    assert other.public_path() not in text_of(reader.get(story.public_path()))


def test_search_results_are_not_kept(paper: HomePage, reader: Client) -> None:
    assert reader.get("/search/?q=ferry")["Cache-Control"] == "no-store"


def test_topic_and_author_list_each_story_once_in_the_order_of_its_date(
    paper: HomePage, reader: Client
) -> None:
    first = published("First pier", by=["Ada Brook"], topics=["Piers"])
    second = published("Second pier", by=["Ada Brook"], topics=["Piers"], at=NOON + timedelta(days=1))
    first.bylines.add(Byline(contributor=contributor("Ada Brook"), role="photos"))
    first.published_at = NOON + timedelta(days=2)
    publish_page(page=first, by=None, at=NOON + timedelta(days=3))
    moved = StoryPage.objects.get(pk=first.pk).public_path()

    for path in ("/topic/piers/", "/author/ada-brook/"):
        assert stories_on_page(reader.get(path)) == [moved, second.public_path()]


def test_archive_counts_what_is_public(paper: HomePage, reader: Client) -> None:
    published("First pier")
    second = published("Second pier")
    before = text_of(reader.get("/archive/2026/"))
    unpublish_page(page=second, by=None)
    after = text_of(reader.get("/archive/2026/"))

    assert before != after
