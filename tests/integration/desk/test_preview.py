"""Previews show what readers would get, through the same templates."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset

from dateline.fronts.models import HomePage
from dateline.stories.models import CompanyPage, StoryPage
from tests.factories.papers import section
from tests.factories.stories import contributor, draft, published
from tests.factories.story_forms import block, form_of, story_form


def draft_of(client: Client, page: object) -> str:
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_draft_without_a_date_is_shown_as_a_story(paper: HomePage, editor: Client) -> None:
    story = draft("Never published", by=["Ines Moreau"])
    story.save_revision()

    html = draft_of(editor, story)

    assert "Never published" in html
    assert "Ines Moreau" in html
    assert 'class="story' in html


def test_preview_is_what_the_public_page_will_be(paper: HomePage, editor: Client) -> None:
    story = published(by=["Ines Moreau"], topics=["Ferries"])

    public = Client().get(story.public_path()).content.decode()

    assert draft_of(editor, story) == public


def test_preview_may_stand_in_a_frame_of_the_desk(paper: HomePage, editor: Client) -> None:
    story = published()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[story.pk])

    editor.post(url, form_of(story))
    response = editor.get(url + "?mode=")

    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]


def test_new_story_is_previewed_before_it_is_saved(paper: HomePage, editor: Client) -> None:
    url = reverse(
        "wagtailadmin_pages:preview_on_add", args=["paper_stories", "storypage", section("town").pk]
    )

    answer = editor.post(url, story_form(title="Being written", blocks=[block("paragraph", "First words.")]))
    html = editor.get(url + "?mode=").content.decode()

    assert answer.json()["is_valid"] is True
    assert "First words." in html
    assert "Town" in html
    assert not StoryPage.objects.exists()


def test_unsaved_byline_is_previewed(paper: HomePage, editor: Client) -> None:
    story = draft(by=["Ines Moreau"])
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[story.pk])

    names = [{"contributor": contributor("Pavel Orlov").pk, "role": "words", "id": "", "ORDER": "1"}]
    editor.post(url, form_of(story, title="Another headline", bylines=inline_formset(names)))
    html = editor.get(url + "?mode=").content.decode()

    assert "Another headline" in html
    assert "Pavel Orlov" in html


def test_section_company_page_and_home_are_previewed(paper: HomePage, editor: Client, chief: Client) -> None:
    published("Ferry back in service")
    about = CompanyPage(title="About us", slug="about", body="<p>We are small.</p>", live=False)
    paper.add_child(instance=about)
    for page in (section("town"), about, paper):
        page.save_revision()

    assert "Ferry back in service" in draft_of(chief, section("town"))
    assert "We are small." in draft_of(chief, about)
    assert "Ferry back in service" in draft_of(chief, paper)
