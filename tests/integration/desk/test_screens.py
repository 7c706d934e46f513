"""Menus, lists and words of the desk."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from dateline.entities.models import Entity, EntityName, LegalLabel
from dateline.fronts.models import Front, HomePage
from dateline.paper.models import PaperSettings
from dateline.publishlog.queries import entries_after, latest_number
from dateline.sections.models import SectionPage, Topic
from dateline.stories.models import StoryPage
from dateline.users.actions import accept_welcome_link, create_welcome_link
from dateline.users.choices import Role
from dateline.users.models import User
from dateline.users.queries import has_administrator
from tests.factories.papers import section
from tests.factories.staff import member
from tests.factories.stories import NOON, contributor, draft, picture, published

pytestmark = pytest.mark.any_database

# Words of the software, which nobody in a newsroom should have to learn.
FOREIGN = re.compile(r"\b(snippets?|collections?|site root|page explorer|wagtail)\b", re.I)
TAGS = re.compile(r"<script.*?</script>|<style.*?</style>|<template.*?</template>|<[^>]+>", re.S)


def words_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return TAGS.sub(" ", response.content.decode())


def menu_of(client: Client) -> list[str]:
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    return re.findall(r'"label": "([^"]+)"', html)


def headlines(client: Client, **filters: str | int) -> set[str]:
    response = client.get(reverse("stories:index"), filters)
    return {str(story) for story in response.context["object_list"]}


def test_chief_finds_the_menu_in_the_order_of_the_newsroom(chief: Client) -> None:
    labels = menu_of(chief)

    wanted = [
        "Write a story",
        "Stories",
        "Fronts",
        "Pictures",
        "Documents",
        "People",
        "Topics \\u0026 series",
    ]
    wanted += ["Names", "The paper", "Reports", "Settings"]
    assert [label for label in labels if label in wanted] == wanted


def test_reporter_finds_nothing_that_is_not_theirs(reporter: Client) -> None:
    labels = menu_of(reporter)

    assert "Write a story" in labels
    assert not {"Fronts", "The paper", "Settings", "Names", "People", "Pages", "Images"} & set(labels)


def test_reporter_never_meets_the_words_of_the_software(paper: HomePage, reporter: Client) -> None:
    mine = draft("Mine")
    mine.owner = member(Role.REPORTER)
    mine.save(update_fields=["owner"])
    urls = [
        reverse("wagtailadmin_home"),
        reverse("stories:index"),
        reverse("stories:choose_parent"),
        reverse("wagtailadmin_pages:add", args=["paper_stories", "storypage", section().pk]),
        reverse("wagtailadmin_pages:edit", args=[mine.pk]),
        reverse("wagtailadmin_pages:history", args=[mine.pk]),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:add_multiple"),
        reverse("wagtaildocs:index"),
    ]

    assert {url: FOREIGN.findall(words_of(reporter, url)) for url in urls} == {url: [] for url in urls}


def test_home_opens_a_story_in_every_section_with_one_click(paper: HomePage, reporter: Client) -> None:
    html = reporter.get(reverse("wagtailadmin_home")).content.decode()

    for each in SectionPage.objects.all():
        assert reverse("wagtailadmin_pages:add", args=["paper_stories", "storypage", each.pk]) in html


def test_with_one_section_writing_asks_nothing(paper: HomePage, reporter: Client) -> None:
    SectionPage.objects.exclude(slug="town").delete()

    response = reporter.get(reverse("stories:choose_parent"))

    assert response.url == reverse(
        "wagtailadmin_pages:add", args=["paper_stories", "storypage", section().pk]
    )


def test_list_shows_section_byline_and_state(paper: HomePage, editor: Client) -> None:
    published("In the paper", within="sea", by=["Ines Moreau"])

    words = words_of(editor, reverse("stories:index"))

    assert all(word in words for word in ("In the paper", "Sea", "Ines Moreau", "Words"))


def test_list_needs_no_more_queries_for_more_stories(
    paper: HomePage, editor: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        published(f"Story {number}", by=["Ines Moreau", "Pavel Orlov"], at=NOON + timedelta(hours=number))
    editor.get(reverse("stories:index"))

    with django_assert_max_num_queries(45):  # type: ignore[operator]
        editor.get(reverse("stories:index"))


def test_filters_narrow_the_list_down(paper: HomePage, editor: Client) -> None:
    published("Town news", by=["Ines Moreau"], at=NOON)
    published("Sea opinion", within="sea", label="opinion", language="ru", at=NOON - timedelta(days=9))
    waiting = draft("Handed in")
    waiting.save_revision(user=member(Role.REPORTER))
    Workflow.objects.get().start(waiting, member(Role.REPORTER))
    later = draft("Later", go_live_at=timezone.now() + timedelta(days=1))
    later.save_revision().publish()
    changed = published("Changed", at=NOON - timedelta(days=2))
    changed.title = "Changed again"
    changed.save_revision()
    draft("Just a draft")

    everything = {"Town news", "Sea opinion", "Handed in", "Later", "Changed", "Just a draft"}
    assert headlines(editor) == everything
    assert headlines(editor, section=section("sea").pk) == {"Sea opinion"}
    assert headlines(editor, state="draft") == {"Just a draft"}
    assert headlines(editor, state="submitted") == {"Handed in"}
    assert headlines(editor, state="scheduled") == {"Later"}
    assert headlines(editor, state="changed") == {"Changed"}
    assert headlines(editor, state="live") == {"Town news", "Sea opinion", "Changed"}
    assert headlines(editor, label="opinion") == {"Sea opinion"}
    assert "Sea opinion" not in headlines(editor, label="news")
    assert headlines(editor, language="ru") == {"Sea opinion"}
    assert headlines(editor, author=contributor("Ines Moreau").pk) == {"Town news"}
    assert headlines(editor, published_at_from="2026-03-13", published_at_to="2026-03-15") == {"Town news"}


def test_every_section_has_a_front_and_one_is_edited(paper: HomePage, editor: Client) -> None:
    story = published()
    front = Front.objects.get(section=None)
    form = {"story": story.pk, "zone": "lead", "until": "", "seen": "0", "save": "1"}

    before = latest_number()
    editor.post(reverse("fronts:edit", args=[front.pk]), form)
    assert [entry.event for entry in entries_after(before)] == ["front.changed"]

    assert [slot.story_id for slot in front.slots.all()] == [story.pk]
    assert "Meanwhile…" in words_of(editor, reverse("fronts:list"))


def test_topic_is_added_on_its_screen(paper: HomePage, editor: Client) -> None:
    editor.post(reverse("topics:add"), {"name": "Ferries", "slug": "ferries", "description": ""})

    assert Topic.objects.get().slug == "ferries"


def test_pictures_without_credit_stand_out(paper: HomePage, editor: Client) -> None:
    picture(credit="")
    picture(credit="Ines Moreau")

    words = words_of(editor, reverse("wagtailimages:index") + "?layout=list")
    missing = editor.get(reverse("wagtailimages:index"), {"lacks": "credit"}).context["object_list"]

    assert "No credit" in words
    assert "Ines Moreau" in words
    assert [each.credit for each in missing] == [""]


def test_edit_screen_names_whom_the_story_names(paper: HomePage, editor: Client) -> None:
    PaperSettings.objects.update(adds_legal_labels=True, label_jurisdictions="RU")
    entity = Entity.objects.create(slug="harbor-watch")
    EntityName.objects.create(entity=entity, language="en", text="Harbor Watch", is_preferred=True)
    LegalLabel.objects.create(
        entity=entity, jurisdiction="RU", language="en", note="banned in Russia", from_date=NOON.date()
    )
    story = draft(body=[("paragraph", "<p>Harbor Watch counted nine boats.</p>")])

    words = words_of(editor, reverse("wagtailadmin_pages:edit", args=[story.pk]))

    assert "Harbor Watch" in words
    assert "banned in Russia" in words
    assert "added for readers at the first mention" in words


def test_log_in_page_carries_the_name_of_the_paper(paper: HomePage, settings: object) -> None:
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = False

    html = Client().get(reverse("wagtailadmin_login")).content.decode()

    assert "The Harbour Post" in html
    assert "desk/mark" in html
    assert "Forgotten password" not in html
    assert "Wagtail" not in TAGS.sub(" ", html)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_desk_opens_in_both_languages(paper: HomePage, chief: Client, language: str) -> None:
    response = chief.get(reverse("stories:index"), headers={"accept-language": language})

    assert response.status_code == 200


def test_chief_cannot_make_an_administrator(paper: HomePage, chief: Client) -> None:
    form = chief.get(reverse("wagtailusers_users:add")).context["form"]

    assert "is_superuser" not in form.fields
    assert Role.ADMINISTRATOR not in {group.name for group in form.fields["groups"].queryset}


def test_chief_cannot_give_roles_in_bulk(paper: HomePage, chief: Client) -> None:
    reporter = member(Role.REPORTER)
    url = reverse("wagtail_bulk_action", args=["paper_users", "user", "assign_role"])

    response = chief.post(f"{url}?id={reporter.pk}", {"role": Group.objects.get(name=Role.ADMINISTRATOR).pk})

    assert response.status_code in (302, 403)  # Wagtail answers both for what is not allowed
    assert reporter.groups.get().name == Role.REPORTER


def test_welcomed_editor_in_chief_has_the_role(paper: HomePage) -> None:
    token = create_welcome_link(at=timezone.now())

    user = accept_welcome_link(
        token=token,
        name="Anna Orlova",
        email="anna@harbour.example",
        password="a quiet harbor 7",
        at=timezone.now(),
    )

    assert [group.name for group in user.groups.all()] == [Role.EDITOR_IN_CHIEF]
    assert user.is_superuser
    assert has_administrator()
    assert User.objects.count() == 1
    assert StoryPage.objects.count() == 0


@pytest.mark.parametrize("kind", ["story", "section"])
def test_nobody_is_offered_a_privacy_that_readers_pages_do_not_have(chief: Client, kind: str) -> None:
    page = published() if kind == "story" else section()
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])

    edited = chief.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    answer = chief.post(address, {"restriction_type": "login"})

    assert edited.status_code == 200
    assert 'data-a11y-dialog-show="set-privacy"' not in edited.content.decode()
    assert answer.status_code == 302
    assert not page.get_view_restrictions().exists()
