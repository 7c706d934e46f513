"""Ways round the actions: shells, plain Wagtail pages, querysets and raw SQL. Each is refused or recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from wagtail.actions.create_page import CreatePageAction
from wagtail.actions.edit_page import EditPageAction
from wagtail.documents.models import Document
from wagtail.models import Page

from dateline.fronts.models import HomePage
from dateline.people.models import Contributor
from dateline.publishing.errors import PublicationRefusedError, PublishingBypassError
from dateline.publishing.models import Publication
from dateline.sections.models import SectionPage, Series, Topic
from dateline.stories.models import Byline, RelatedStory, StoryPage
from dateline.users.models import User
from tests.factories.papers import section
from tests.factories.stories import contributor, draft, picture, published, topic
from tests.support.desk_forms import story_form
from tests.support.watching import Watch, fresh


def set_and_save(page: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    page.save()


def add_live_child(story: StoryPage) -> None:
    section().add_child(instance=StoryPage(title="Live", slug="live", live=True, body=story.body))


def add_live_plain_row(story: StoryPage) -> None:
    page = Page.objects.get(pk=story.pk)
    page.pk = page.id = None
    page.path, page.slug = page.path[:-4] + "ZZZZ", "bulk"
    with transaction.atomic():
        Page.objects.bulk_create([page])


def sql(statement: str) -> Callable[[StoryPage], None]:
    def run(story: StoryPage) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [story.pk])

    return run


# What is done to a public story; every one must fail.
BYPASSES: dict[str, Callable[[StoryPage], Any]] = {
    "save a new headline": lambda story: set_and_save(fresh(story), title="Silently new"),
    "save a new text": lambda story: set_and_save(fresh(story), body=[("paragraph", "<p>New.</p>")]),
    "save a new slug": lambda story: set_and_save(fresh(story), slug="silently-new"),
    "save as not live": lambda story: set_and_save(fresh(story), live=False),
    "save some fields": lambda story: _save_some(story),
    "save through the plain page": lambda story: set_and_save(Page.objects.get(pk=story.pk), title="New"),
    "plain page goes dark": lambda story: set_and_save(Page.objects.get(pk=story.pk), live=False),
    "save_base": lambda story: _save_base(story),
    "add a live child": add_live_child,
    "insert a live plain row": add_live_plain_row,
    "update": lambda story: StoryPage.objects.filter(pk=story.pk).update(title="New"),
    "update a field of the story's own": lambda story: StoryPage.objects.filter(pk=story.pk).update(
        kicker="New"
    ),
    "update through the plain class": lambda story: Page.objects.filter(pk=story.pk).update(title="New"),
    "update live through the plain class": lambda story: Page.objects.filter(pk=story.pk).update(live=False),
    "bulk_update": lambda story: StoryPage.objects.bulk_update([_retitled(story)], ["title"]),
    "update_or_create": lambda story: StoryPage.objects.update_or_create(
        pk=story.pk, defaults={"title": "New"}
    ),
    "change topics": lambda story: _change_topics(story),
    "change topics from the other side": lambda story: topic("New").stories.add(story),
    "clear topics from the other side": lambda story: topic("Ferries").stories.clear(),
    "change a byline": lambda story: _change_byline(story),
    "delete a byline": lambda story: Byline.objects.get(story=story).delete(),
    "update bylines": lambda story: Byline.objects.filter(story=story).update(role="photos"),
    "delete bylines": lambda story: Byline.objects.filter(story=story).delete(),
    "bulk_create bylines": lambda story: Byline.objects.bulk_create(
        [Byline(story=story, contributor=contributor("New"), role="words")]
    ),
    "give a byline away": lambda story: _give_byline_away(story),
    "add a related story": lambda story: RelatedStory.objects.create(story=story, wanted_headline="X"),
    "delete through raw SQL": sql("DELETE FROM wagtailcore_page WHERE id = %s"),
    "go dark through raw SQL": sql("UPDATE wagtailcore_page SET live = (1 = 0) WHERE id = %s"),
    "_raw_delete": lambda story: _atomically(
        lambda: Page.objects.filter(pk=story.pk)._raw_delete(using="default")
    ),
}


def _save_some(story: StoryPage) -> None:
    page = fresh(story)
    page.title = "Silently new"
    page.save(update_fields=["title", "latest_revision"])


def _save_base(story: StoryPage) -> None:
    page = fresh(story)
    page.title = "Silently new"
    page.save_base()


def _retitled(story: StoryPage) -> StoryPage:
    page: StoryPage = fresh(story)
    page.title = "New"
    return page


def _change_topics(story: StoryPage) -> None:
    page = fresh(story)
    page.topics.add(topic("New"))
    page.save()


def _change_byline(story: StoryPage) -> None:
    page = fresh(story)
    page.bylines.add(Byline(contributor=contributor("New"), role="words"))
    page.save()


def _give_byline_away(story: StoryPage) -> None:
    byline = Byline.objects.get(story=story)
    byline.story = draft("Another")
    byline.save()


def _atomically(run: Callable[[], Any]) -> None:
    with transaction.atomic():
        run()


@pytest.mark.parametrize("way", BYPASSES)
def test_way_round_the_actions_is_refused(story: StoryPage, way: str) -> None:
    with Watch() as seen, pytest.raises((PublishingBypassError, IntegrityError)), transaction.atomic():
        BYPASSES[way](story)

    stored = fresh(story)
    assert {entry.event for entry in seen.entries} <= {"contributor.created", "topic.created"}
    assert seen.versions == []
    assert (stored.title, stored.slug, stored.live) == (story.title, story.slug, True)
    assert stored.body.get_prep_value() == story.body.get_prep_value()
    assert [byline.contributor.name for byline in stored.bylines.all()] == ["Ines Moreau"]
    assert [found.name for found in stored.topics.all()] == ["Ferries"]
    assert not StoryPage.objects.filter(live=True).exclude(pk=story.pk).exists()


# What would make a draft public; every one must fail.
BREAK_INS: dict[str, Callable[[StoryPage], Any]] = {
    "save as live": lambda story: set_and_save(fresh(story), live=True),
    "plain page goes live": lambda story: set_and_save(Page.objects.get(pk=story.pk), live=True),
    "update": lambda story: StoryPage.objects.filter(pk=story.pk).update(live=True),
    "update through the plain class": lambda story: Page.objects.filter(pk=story.pk).update(live=True),
    "bulk_update through the plain class": lambda story: Page.objects.bulk_update(
        [_live(Page.objects.get(pk=story.pk))], ["live"]
    ),
    "raw SQL": sql("UPDATE wagtailcore_page SET live = (1 = 1) WHERE id = %s"),
}


def _live(page: Any) -> Any:
    page.live = True
    return page


@pytest.mark.parametrize("way", BREAK_INS)
def test_draft_is_not_made_public_behind_the_actions(unpublished: StoryPage, way: str) -> None:
    with Watch() as seen, pytest.raises((PublishingBypassError, IntegrityError)), transaction.atomic():
        BREAK_INS[way](unpublished)

    assert not fresh(unpublished).live
    assert seen.is_empty


# What happens to public pages all day and is nobody's business but the desk's.
QUIET: dict[str, Callable[[StoryPage], Any]] = {
    "save unchanged": lambda story: fresh(story).save(),
    "save a draft": lambda story: _retitled(story).save_revision(),
    "lock": lambda story: set_and_save(fresh(story), locked=True),
    "set expiry": lambda story: StoryPage.objects.filter(pk=story.pk).update(expire_at=None),
    "reorder": lambda story: story.move(draft("Sibling"), pos="left"),
    "save the plain page unchanged": lambda story: Page.objects.get(pk=story.pk).save(),
    "change a draft's byline": lambda story: _change_byline(draft("A draft", by=["Somebody"])),
    "change a draft": lambda story: set_and_save(draft("A draft"), title="Changed"),
    "update a draft": lambda story: StoryPage.objects.filter(pk=draft("A draft").pk).update(kicker="New"),
    "delete a draft": lambda story: draft("A draft").delete(),
}


@pytest.mark.parametrize("what", QUIET)
def test_quiet_change_is_allowed_and_records_nothing(story: StoryPage, what: str) -> None:
    with Watch() as seen:
        QUIET[what](story)

    assert {entry.event for entry in seen.entries} <= {"contributor.created"}
    assert seen.versions == []
    assert fresh(story).live


RECORDED: dict[str, tuple[Callable[[StoryPage], Any], str]] = {
    "revision.publish": (lambda story: _retitled(story).save_revision().publish(), "story.published"),
    "page.publish": (lambda story: _page_publish(story), "story.published"),
    "page.unpublish": (lambda story: fresh(story).unpublish(), "story.unpublished"),
    "plain page.unpublish": (lambda story: Page.objects.get(pk=story.pk).unpublish(), "story.unpublished"),
    "page.delete": (lambda story: fresh(story).delete(), "story.deleted"),
    "plain page.delete": (lambda story: Page.objects.get(pk=story.pk).delete(), "story.deleted"),
    "queryset delete": (lambda story: StoryPage.objects.filter(pk=story.pk).delete(), "story.deleted"),
    "plain queryset delete": (lambda story: Page.objects.filter(pk=story.pk).delete(), "story.deleted"),
    "page.move": (lambda story: fresh(story).move(section("sea"), pos="last-child"), "story.published"),
}


def _page_publish(story: StoryPage) -> None:
    page = _retitled(story)
    page.publish(page.save_revision())


@pytest.mark.parametrize("way", RECORDED)
def test_wagtails_own_way_is_recorded_once(story: StoryPage, way: str) -> None:
    act, event = RECORDED[way]
    with Watch() as seen:
        act(story)

    assert seen.events == [event]
    assert len(seen.versions) == (1 if event == "story.published" else 0)
    live = StoryPage.objects.filter(pk=story.pk, live=True).exists()
    assert (Publication.objects.get(pk=story.uuid).status == "public") == live


class TestActionsOfTheSecondApi:
    """What wagtail.api.v3 and snippets run: create and edit actions with a form, publishing at once."""

    def form(self, story: StoryPage, instance: StoryPage, parent: Any, user: User, **changes: Any) -> Any:
        form_class = StoryPage.get_edit_handler().get_form_class()
        data = story_form(story, **changes)
        return form_class(data, instance=instance, parent_page=parent, for_user=user)

    def test_create_and_publish(self, story: StoryPage, editor: User) -> None:
        new = StoryPage(language="en")
        form = self.form(story, new, section(), editor, slug="from-the-api", title="From the API")
        with Watch() as seen:
            CreatePageAction(form.instance, section(), user=editor, form=form, publish=True).execute()

        assert seen.events == ["story.published"]
        assert seen.kinds == ["new"]

    def test_edit_and_publish(self, story: StoryPage, editor: User) -> None:
        page = fresh(story).get_latest_revision_as_object()
        form = self.form(story, page, section(), editor, title="From the API")
        with Watch() as seen:
            EditPageAction(form.instance, user=editor, form=form, publish=True).execute()

        assert seen.kinds == ["update"]
        assert fresh(story).title == "From the API"

    def test_edit_refused_changes_nothing(self, story: StoryPage, editor: User) -> None:
        page = fresh(story).get_latest_revision_as_object()
        form = self.form(story, page, section(), editor, title="From the API", change_kind="typo")
        with Watch() as seen, pytest.raises(PublicationRefusedError, match="more than a typo"):
            EditPageAction(form.instance, user=editor, form=form, publish=True).execute()

        assert seen.is_empty
        assert fresh(story).title == story.title

    def test_edit_without_publishing_is_a_draft(self, story: StoryPage, editor: User) -> None:
        page = fresh(story).get_latest_revision_as_object()
        form = self.form(story, page, section(), editor, title="From the API")
        with Watch() as seen:
            EditPageAction(form.instance, user=editor, form=form, publish=False).execute()

        assert seen.is_empty
        assert fresh(story).title == story.title


class TestDeletingWhatIsInUse:
    """What a public page is made of cannot vanish from it without a record."""

    @pytest.fixture
    def used(self, paper: HomePage) -> dict[str, Any]:
        shown, lead = picture(), picture()
        document = Document.objects.create(title="Report", file=ContentFile(b"x", name="report.txt"))
        series = Series.objects.create(name="Ports", slug="ports")
        target, linked = published("Linked in the text"), published("Chosen as related")
        story = draft(
            "Full story",
            by=["Ines Moreau"],
            topics=["Ferries"],
            series=series,
            lead_picture=lead,
            body=[
                ("paragraph", "<p>Words.</p>"),
                ("picture", {"picture": shown, "caption": ""}),
                ("document", {"document": document, "title": ""}),
                ("related_story", {"story": target}),
            ],
        )
        story.chosen_related.set([RelatedStory(target=linked)])
        story.save()
        story.save_revision().publish()
        return {
            "picture in the text": shown,
            "lead picture": lead,
            "document": document,
            "contributor": Contributor.objects.get(name="Ines Moreau"),
            "topic": Topic.objects.get(name="Ferries"),
            "series": series,
            "story in the text": target,
            "related story": linked,
            "section": section(),
        }

    @pytest.mark.parametrize(
        "what",
        [
            "picture in the text",
            "lead picture",
            "document",
            "contributor",
            "topic",
            "series",
            "story in the text",
            "related story",
            "section",
        ],
    )
    def test_is_refused(self, used: dict[str, Any], what: str) -> None:
        with Watch() as seen, pytest.raises(ProtectedError), transaction.atomic():
            used[what].delete()

        assert seen.is_empty
        assert fresh(used[what])

    @pytest.mark.parametrize(
        ("what", "address"),
        [
            ("picture in the text", "/desk/images/{pk}/delete/"),
            ("document", "/desk/documents/delete/{pk}/"),
            ("related story", "/desk/pages/{pk}/delete/"),
            ("section", "/desk/pages/{pk}/delete/"),
        ],
    )
    def test_is_told_at_the_desk(self, desk: Client, used: dict[str, Any], what: str, address: str) -> None:
        response = desk.post(address.format(pk=used[what].pk), {"confirm_site_name": "x"})

        texts = " ".join(map(str, get_messages(response.wsgi_request)))
        assert response.status_code in (200, 302)
        assert "in use" in texts or "permission" in texts or response.status_code == 200
        assert fresh(used[what])

    def test_draft_that_names_what_was_deleted_still_opens(self, desk: Client, story: StoryPage) -> None:
        page = fresh(story)
        page.lead_picture = picture()
        page.bylines.add(Byline(contributor=contributor("Gone"), role="photos"))
        page.save_revision()
        with pytest.raises(ProtectedError):
            page.lead_picture.delete()
        Contributor.objects.get(name="Gone").delete()

        response = desk.get(f"/desk/pages/{story.pk}/edit/")

        assert response.status_code == 200
        assert len(fresh(story).get_latest_revision_as_object().bylines.all()) == 1

    def test_draft_opens_after_its_old_section_was_deleted(self, desk: Client, story: StoryPage) -> None:
        changed = fresh(story)
        changed.title = "A draft from the old section"
        changed.save_revision()
        fresh(story).move(section("sea"), pos="last-child")
        SectionPage.objects.get(slug="town").delete()

        response = desk.get(f"/desk/pages/{story.pk}/edit/")

        assert response.status_code == 200
        assert response.context["form"].instance.title == "A draft from the old section"
        assert response.context["form"].instance.section.slug == "sea"
