"""Scenes that take two steps: a page is made that awaits something, then nothing but that happens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TypeVar

from django.utils import timezone

from dateline.archive.actions import import_document
from dateline.archive.models import ImportedDocument, ImportRun
from dateline.archive.old.actions import forget_addresses, keep_patterns
from dateline.archive.rules import AddressRule
from dateline.entities.models import EntityName
from dateline.fronts.breaking_actions import begin_breaking
from dateline.fronts.breaking_queries import standing
from dateline.fronts.models import Front, FrontSlot
from dateline.media.actions import release_picture, withhold_picture
from dateline.media.models import Picture
from dateline.paper.models import PaperSettings
from dateline.publishing.actions import publish_page, unpublish_page
from dateline.publishing.models import PublicAddress
from dateline.users.models import User
from tests.exactness.setting_scenes import SettingScenes
from tests.factories.stories import draft, picture
from tests.support.desk_work.dumps import dump_of
from tests.support.desk_work.name_verbs import PHAROS
from tests.support.desk_work.names import AWAITED_NUMBERS, AWAITED_SLUGS
from tests.support.desk_work.outcome import NothingToDoError
from tests.support.desk_work.somebody import EDITOR

Each = TypeVar("Each")
ELSEWHERE = "Far Light"
A_WHILE = timedelta(seconds=5)


class AwaitingScenes(SettingScenes):
    """The desk, which also does what a page is waiting for."""

    def await_numbers(self) -> None:
        """Let addresses with a number lead to the stories that will have it, and no others."""
        for run in ImportRun.objects.filter(patterns__isnull=False).distinct():
            forget_addresses(run=run)
        run = ImportRun.objects.create(sources=["old.xml"], format="wxr")
        keep_patterns(rules=[AddressRule("/news/{number}.html")], run=run)

    def bring_the_numbered(self) -> None:
        """Import a story with the next of these numbers."""
        known = set(ImportedDocument.objects.values_list("old_number", flat=True))
        number = _first([number for number in AWAITED_NUMBERS if str(number) not in known])
        import_document(dump=dump_of(f"Awaited {number}", day=number, words=1), language="en", at=self.now())

    def come_where_awaited(self) -> None:
        """Publish a story at an address that was asked for before."""
        taken = set(PublicAddress.objects.values_list("path", flat=True))
        slug = _first([slug for slug in AWAITED_SLUGS if f"/2026/05/01/{slug}/" not in taken])
        at = datetime(2026, 5, 1, 6, 0, tzinfo=UTC)
        publish_page(page=draft(slug.capitalize(), slug=slug, published_at=at), by=None)

    def break_news_of_a_story(self) -> None:
        """Put a line above every page that leads to a new story."""
        number, now = self.count + 1, timezone.now()
        story = draft(f"Broken {number}", slug=f"broken-{number}")
        publish_page(page=story, by=None)
        begin_breaking(text=f"News {number}", story=story, until=now + timedelta(days=9), by=None, at=now)

    def withdraw_what_the_news_is_of(self) -> None:
        """Withdraw the story to which the line leads: the line goes with it."""
        row = standing()
        if row is None or row.story is None or not row.story.live:
            raise NothingToDoError
        unpublish_page(page=row.story, by=None)

    def show_for_a_while(self) -> None:
        """Choose an old story for the paper's front, for some seconds."""
        front = Front.objects.get_or_create(section=None)[0]
        FrontSlot.objects.filter(front=front).exclude(until=None).delete()
        story = self.public_story()
        if FrontSlot.objects.filter(front=front, story=story).exists():
            raise NothingToDoError
        FrontSlot.objects.create(
            front=front, story=story, zone="lead", sort_order=-1, until=timezone.now() + A_WHILE
        )

    def let_it_pass(self) -> None:
        """Wait until these seconds are over."""
        assert self.clock is not None
        self.clock.move(A_WHILE)

    def name_in_a_credit(self) -> None:
        """Publish a story whose picture is credited to somebody of whom there is a note, without labels."""
        settings = PaperSettings.objects.get()
        settings.adds_legal_labels = False
        settings.save()
        self.credit_an_agency()
        self.reword_its_note()

    def rename_the_credited(self) -> None:
        """Give who is credited another name, or the one of the credit again."""
        names = EntityName.objects.filter(text__in=(PHAROS[1], ELSEWHERE)).order_by("pk")
        name = _first(list(names))
        name.text = ELSEWHERE if name.text == PHAROS[1] else PHAROS[1]
        if EntityName.objects.filter(text=name.text).exclude(pk=name.pk).exists():
            raise NothingToDoError
        name.save()

    def withhold_a_lead(self) -> None:
        """Publish a story with a picture, which is withheld then."""
        number = self.count + 1
        lead = picture()
        publish_page(page=draft(f"Withheld {number}", slug=f"withheld-{number}", lead_picture=lead), by=None)
        withhold_picture(picture=lead, by=_editor(), reason="Not ours", at=timezone.now())

    def release_the_lead(self) -> None:
        """Let a picture that was withheld be seen again."""
        withheld = Picture.objects.filter(withheld_at__isnull=False).order_by("-pk")
        release_picture(picture=_first(list(withheld)), by=_editor(), at=timezone.now())


def _editor() -> User:
    return User.objects.get(username=EDITOR)


def _first(found: list[Each]) -> Each:
    if not found:
        raise NothingToDoError
    return found[0]
