"""Scenes with what stands in a story beside its words: pictures, credits, documents, other stories."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents.models import Document

from dateline.entities.models import EntityName, OwnershipNote
from dateline.publishing.actions import publish_page
from dateline.stories.models import StoryPage
from tests.factories.stories import draft, picture
from tests.support.desk_work import Desk
from tests.support.desk_work.name_verbs import PHAROS, entity
from tests.support.desk_work.outcome import NothingToDoError


class SettingScenes(Desk):
    """The desk, which also puts everything into one story and takes it out again."""

    def set_everything_in_one(self) -> None:
        """Publish a story with a picture, a link to a document and another story, all of them new."""
        number = self.count + 1
        beside = draft(f"Beside {number}", slug=f"beside-{number}", within="sea")
        publish_page(page=beside, by=None)
        file = ContentFile(b"minutes", name=f"minutes-{number}.txt")
        minutes = Document.objects.create(title=f"Minutes {number}", file=file)
        link = f'<a linktype="document" id="{minutes.pk}">the minutes</a>'
        body = [
            ("paragraph", f"<p>The council met, say {link}.</p>"),
            ("picture", {"picture": picture(), "caption": ""}),
            ("related_story", {"story": beside}),
        ]
        publish_page(page=draft(f"Set {number}", slug=f"set-{number}", body=body), by=None)

    def lead_to_no_document(self) -> None:
        """Publish the same story without the link, so that only its first version leads to the document."""
        story = StoryPage.objects.filter(live=True, slug__startswith="set-").order_by("pk").last()
        if story is None:
            raise NothingToDoError
        story.body[0].value.source = "<p>The council has met.</p>"
        publish_page(page=story, by=None, kind="update")

    def lose_a_document(self) -> None:
        """Delete a document that no story leads to any more."""
        lost = Document.objects.filter(title__startswith="Minutes").order_by("pk").last()
        if lost is None:
            raise NothingToDoError
        lost.delete()

    def delete_a_document_in_form(self) -> None:
        """Delete on its own screen a document that no story leads to."""
        file = ContentFile(b"tides", name=f"tides-{self.count + 1}.txt")
        lost = Document.objects.create(title="Tides", file=file)
        self.send(reverse("wagtaildocs:delete", args=[lost.pk]))

    def rename_what_is_beside(self) -> None:
        """Give a story that stands in another one a new headline."""
        beside = StoryPage.objects.filter(live=True, slug__startswith="beside-").order_by("pk").last()
        if beside is None:
            raise NothingToDoError
        beside.title = f"Beside, renamed {self.choices.number(1, 99)}"
        publish_page(page=beside, by=None, kind="update")

    def publish_what_was_paid_for(self) -> None:
        """Publish a story that somebody has paid for, which is no news."""
        number = self.count + 1
        publish_page(page=draft(f"Paid {number}", slug=f"paid-{number}", label="sponsored"), by=None)

    def say_that_nobody_paid(self) -> None:
        """Take the label from such a story, so that it is news."""
        paid = StoryPage.objects.filter(live=True, label="sponsored").order_by("pk").last()
        if paid is None:
            raise NothingToDoError
        paid.label = ""
        publish_page(page=paid, by=None)

    def credit_an_agency(self) -> None:
        """Publish a story whose picture is credited to somebody known."""
        if not EntityName.objects.filter(text=PHAROS[1]).exists():
            entity(*PHAROS)
        number = self.count + 1
        credited = draft(
            f"Credited {number}", slug=f"credited-{number}", lead_picture=picture(credit=PHAROS[1])
        )
        publish_page(page=credited, by=None)

    def reword_its_note(self) -> None:
        """Say something else of who owns the agency."""
        name = EntityName.objects.filter(text=PHAROS[1]).order_by("pk").first()
        if name is None:
            raise NothingToDoError
        text = f"owned by warehouse {self.choices.number(1, 999)}"
        OwnershipNote.objects.update_or_create(entity=name.entity, language="en", defaults={"text": text})
