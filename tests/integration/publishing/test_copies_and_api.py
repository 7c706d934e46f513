"""Copies, aliases, translations, and the admin API: more doors through which Wagtail publishes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale, Page

from dateline.publishing.errors import PublicationRefusedError
from dateline.stories.models import StoryPage
from tests.factories.papers import section
from tests.factories.stories import draft
from tests.support.watching import Watch, fresh


class TestCopies:
    """Copies are drafts; aliases are refused."""

    def test_copy_with_publish_copies_is_a_draft(self, desk: Client, story: StoryPage) -> None:
        data = {
            "new_title": "Copy",
            "new_slug": "a-copy",
            "new_parent_page": section().pk,
            "publish_copies": "on",
        }
        with Watch() as seen:
            response = desk.post(f"/desk/pages/{story.pk}/copy/", data)

        copy = StoryPage.objects.get(slug="a-copy")
        assert response.status_code == 302
        assert seen.is_empty
        assert not copy.live
        assert copy.uuid != story.uuid
        assert (copy.published_at, copy.version_number) == (None, 0)
        assert [byline.contributor.name for byline in copy.bylines.all()] == ["Ines Moreau"]

    def test_copy_form_offers_neither_alias_nor_publishing(self, desk: Client, story: StoryPage) -> None:
        fields = desk.get(f"/desk/pages/{story.pk}/copy/").context["form"].fields

        assert not {"alias", "publish_copies"} & set(fields)

    def test_copy_of_a_copy_publishes_as_new(self, story: StoryPage) -> None:
        copy = CopyPageAction(story, update_attrs={"slug": "copied"}).execute()
        with Watch() as seen:
            copy.get_latest_revision().publish()

        assert seen.kinds == ["new"]
        assert fresh(story).version_number == 1

    def test_section_copied_with_its_stories_makes_drafts(self, story: StoryPage) -> None:
        with Watch() as seen:
            copy = section().copy(recursive=True, update_attrs={"slug": "town-two"})

        copied = StoryPage.objects.get(section=copy.pk)
        assert seen.is_empty
        assert (copy.live, copied.live) == (False, False)
        assert copied.section_id == copy.pk

    def test_alias_is_refused_in_words(self, desk: Client, story: StoryPage) -> None:
        with pytest.raises(PublicationRefusedError, match="copy instead of an alias"):
            CreatePageAliasAction(story, update_slug="alias").execute()
        with pytest.raises(PublicationRefusedError):
            story.create_alias(update_slug="alias")
        assert StoryPage.objects.count() == 1

    def test_translation_copy_is_a_draft(self, story: StoryPage) -> None:
        russian = Locale.objects.create(language_code="ru")
        with pytest.raises(PublicationRefusedError):
            story.copy_for_translation(russian, copy_parents=True)
        with Watch() as seen:
            section().get_parent().specific.copy_for_translation(russian)

        assert seen.is_empty
        assert not Page.objects.get(locale=russian).live


def _retitled(story: StoryPage) -> None:
    page = fresh(story)
    page.title = "Another headline"
    page.save_revision()


class TestAdminApi:
    """wagtail.admin.api.actions."""

    def act(self, desk: Client, page: Any, action: str, **data: Any) -> Any:
        return desk.post(
            f"/desk/api/main/pages/{page.pk}/action/{action}/", data, content_type="application/json"
        )

    def test_publish(self, desk: Client, story: StoryPage) -> None:
        _retitled(story)
        with Watch() as seen:
            response = self.act(desk, story, "publish")

        assert response.status_code == 200
        assert seen.kinds == ["update"]
        assert seen.versions[0].user_name == "Anna Orlova"

    def test_publish_refused_answers_400_with_the_reason(self, desk: Client, story: StoryPage) -> None:
        with Watch() as seen:
            response = self.act(desk, draft("No text", body=[]), "publish")

        assert response.status_code == 400
        assert response.json() == {"body": ["A story needs a text."]}
        assert seen.is_empty

    @pytest.mark.parametrize("action", ["unpublish", "delete"])
    def test_unpublish_and_delete(self, desk: Client, story: StoryPage, action: str) -> None:
        with Watch() as seen:
            response = self.act(desk, story, action)

        assert response.status_code in (200, 204)
        assert seen.events == [f"story.{action.removesuffix('e')}ed".replace("unpublished", "unpublished")]
        assert seen.entries[0].user_id is not None

    def test_unpublishing_a_section_with_stories_is_refused(self, desk: Client, story: StoryPage) -> None:
        response = self.act(desk, section(), "unpublish")

        assert response.status_code == 400
        assert "public pages" in response.content.decode()

    def test_copy_is_a_draft(self, desk: Client, story: StoryPage) -> None:
        with Watch() as seen:
            response = self.act(desk, story, "copy", keep_live=True, slug="copied")

        assert response.status_code == 201
        assert not StoryPage.objects.get(slug="copied").live
        assert seen.is_empty

    def test_move(self, desk: Client, story: StoryPage) -> None:
        with Watch() as seen:
            response = self.act(
                desk, story, "move", destination_page_id=section("sea").pk, position="last-child"
            )

        assert response.status_code == 200
        assert seen.events == ["story.published"]

    def test_create_alias_is_refused(self, desk: Client, story: StoryPage) -> None:
        with Watch() as seen:
            response = self.act(desk, story, "create_alias", update_slug="alias")

        assert 400 <= response.status_code < 500
        assert "alias" in response.content.decode()
        assert seen.is_empty

    def test_revert_makes_a_draft(self, desk: Client, story: StoryPage) -> None:
        with Watch() as seen:
            response = self.act(desk, story, "revert_to_page_revision", revision_id=story.latest_revision_id)

        assert response.status_code == 200
        assert seen.is_empty

    def test_copy_for_translation_is_refused_or_a_draft(self, desk: Client, story: StoryPage) -> None:
        Locale.objects.create(language_code="ru")
        with Watch() as seen:
            response = self.act(desk, story, "copy_for_translation", locale="ru", copy_parents=True)

        assert 400 <= response.status_code < 500
        assert seen.is_empty
