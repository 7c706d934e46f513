"""Any sequence of work at the desk leaves a record without gaps that says what readers see."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Page

from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.changes import own
from dateline.publishing.choices import CHANGE_KINDS, Kind, RemovalReason, Status
from dateline.publishing.errors import NotPublicError, PublicationRefusedError
from dateline.publishing.models import PublicAddress, Publication
from dateline.publishing.publications import type_of
from dateline.publishing.queries import content_of
from dateline.publishing.scheduling import publish_due
from dateline.publishlog.models import LogEntry
from dateline.publishlog.queries import latest_number
from dateline.stories.models import StoryPage
from tests.factories.papers import section
from tests.factories.stories import draft, topic

START = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
TEXTS = [
    "The ferry sails.",
    "The fery sails.",
    "The ferry sails at 12.",
    "The ferry never sails.",
    "Nothing.",
]
words, numbers = st.sampled_from(TEXTS), st.integers(0, 1)


class Desk(RuleBasedStateMachine):
    """Two stories, and everything that can be done to them."""

    @initialize()
    def open(self) -> None:
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = START
        self.stories = [draft(f"Story {number}", slug=f"story-{number}") for number in range(2)]
        # What readers could see at the last look: by page, address and content.
        self.seen: dict[int, Any] = {}
        self.number = latest_number()

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            self.clock.stop()

    def page(self, number: int) -> StoryPage | None:
        return StoryPage.objects.filter(pk=self.stories[number].pk).first()

    def act(self, number: int, do: Any) -> None:
        """Do it a minute later; a refusal is an answer too, and must leave nothing."""
        self.now += timedelta(minutes=1)
        self.traveller.move_to(self.now, tick=False)
        page = self.page(number)
        if page is not None:
            with contextlib.suppress(PublicationRefusedError, NotPublicError), transaction.atomic():
                do(page)

    @rule(number=numbers, text=words, on_draft=st.booleans())
    def save_draft(self, number: int, text: str, on_draft: bool) -> None:
        def do(page: StoryPage) -> None:
            changed = page.get_latest_revision_as_object() if on_draft else page
            changed.body[0].value.source = f"<p>{text}</p>"
            changed.save_revision()

        self.act(number, do)

    @rule(
        number=numbers,
        text=words,
        kind=st.sampled_from(["", *CHANGE_KINDS]),
        summary=st.sampled_from(["", "So."]),
    )
    def publish(self, number: int, text: str, kind: str, summary: str) -> None:
        def do(page: StoryPage) -> None:
            page.body[0].value.source = f"<p>{text}</p>"
            publish_page(page=page, by=None, kind=kind, summary=summary)

        self.act(number, do)

    @rule(number=numbers)
    def publish_latest_draft(self, number: int) -> None:
        self.act(number, lambda page: (page.get_latest_revision() or page.save_revision()).publish())

    @rule(number=numbers, which=st.integers(0, 5))
    def publish_an_old_draft(self, number: int, which: int) -> None:
        def do(page: StoryPage) -> None:
            revisions = list(page.revisions.order_by("pk"))
            if revisions:
                revisions[which % len(revisions)].publish()

        self.act(number, do)

    @rule(number=numbers)
    def unpublish(self, number: int) -> None:
        self.act(number, lambda page: unpublish_page(page=page, by=None))

    @precondition(lambda self: self.now > START + timedelta(minutes=6))
    @rule(number=numbers, withholds=st.booleans())
    def take_down(self, number: int, withholds: bool) -> None:
        self.act(
            number,
            lambda page: take_down(
                page=page, by=None, reason=RemovalReason.LEGAL, withholds_content=withholds
            ),
        )

    @precondition(lambda self: self.now > START + timedelta(minutes=10))
    @rule(number=numbers)
    def delete(self, number: int) -> None:
        self.act(number, lambda page: page.delete())

    @rule(number=numbers, slug=st.sampled_from(["story-0", "story-1", "another"]))
    def rename(self, number: int, slug: str) -> None:
        def do(page: StoryPage) -> None:
            page.slug = slug
            publish_page(page=page, by=None)

        self.act(number, do)

    @rule(number=numbers, days=st.integers(0, 2))
    def redate(self, number: int, days: int) -> None:
        def do(page: StoryPage) -> None:
            page.published_at = START - timedelta(days=days)
            publish_page(page=page, by=None)

        self.act(number, do)

    @rule(number=numbers, where=st.sampled_from(["town", "sea"]))
    def move(self, number: int, where: str) -> None:
        self.act(number, lambda page: page.move(section(where), pos="last-child"))

    @rule(number=numbers, names=st.sets(st.sampled_from(["Ferries", "Harbor"])))
    def tag(self, number: int, names: set[str]) -> None:
        def do(page: StoryPage) -> None:
            page.topics.set([topic(name) for name in names])
            publish_page(page=page, by=None)

        self.act(number, do)

    @rule(number=numbers, minutes=st.integers(1, 4), text=words)
    def schedule(self, number: int, minutes: int, text: str) -> None:
        def do(page: StoryPage) -> None:
            page.body[0].value.source = f"<p>{text}</p>"
            page.go_live_at = self.now + timedelta(minutes=minutes)
            page.save_revision().publish()

        self.act(number, do)

    @rule(number=numbers, minutes=st.integers(1, 4))
    def let_expire(self, number: int, minutes: int) -> None:
        at = self.now + timedelta(minutes=minutes)
        self.act(number, lambda page: StoryPage.objects.filter(pk=page.pk).update(expire_at=at))

    @rule()
    def worker(self) -> None:
        publish_due(now=self.now)

    @invariant()
    def numbers_have_no_gaps_and_the_first_is_new(self) -> None:
        for publication in Publication.objects.filter(content_type="story"):
            versions = list(publication.versions.order_by("number"))
            assert [version.number for version in versions] == list(range(1, publication.latest_number + 1))
            assert versions[0].kind == Kind.NEW
            assert [version.at for version in versions] == sorted(version.at for version in versions)

    @invariant()
    def what_is_public_is_what_the_record_says(self) -> None:
        public = {
            publication.pk: publication for publication in Publication.objects.filter(status=Status.PUBLIC)
        }
        live = [page.specific for page in Page.objects.filter(live=True, depth__gt=1)]
        assert {page.uuid for page in live} == set(public)
        for page in live:
            publication = public[page.uuid]
            newest = publication.versions.select_related("content").get(number=publication.latest_number)
            said = content_of(newest)
            assert said is not None
            assert own(said) == json.loads(json.dumps(own(type_of(page).content(page))))
            assert publication.address == page.public_path()
            assert PublicAddress.objects.filter(
                path=page.public_path(), publication=publication, is_current=True
            ).exists()
            self._times_are_right(page, publication)

    def _times_are_right(self, page: Any, publication: Publication) -> None:
        versions = list(publication.versions.order_by("number"))
        moving = [version.at for version in versions if Kind(version.kind).moves_updated]
        assert page.updated_at == (moving[-1] if moving else None) == publication.updated_at
        assert page.published_at == publication.published_at
        assert page.published_at <= self.now or page.pk not in {story.pk for story in self.stories}
        assert page.version_number == publication.latest_number

    @invariant()
    def every_public_change_has_one_entry(self) -> None:
        if not hasattr(self, "seen"):
            return
        now: dict[int, Any] = {
            page.pk: json.dumps(own(type_of(page).content(page)), sort_keys=True)
            for page in StoryPage.objects.filter(live=True)
        }
        changed = {pk for pk in now.keys() | self.seen.keys() if now.get(pk) != self.seen.get(pk)}
        entries = list(LogEntry.objects.after(self.number).filter(subject__startswith="story/"))
        subjects = [int(entry.subject.removeprefix("story/")) for entry in entries]
        assert changed <= set(subjects)
        # A note needs no change of the text, and the worker may do two things at once: unpublish and publish.
        assert len(subjects) <= 2 * len(self.stories)
        assert [entry.keys for entry in entries if not entry.keys] == []
        self.seen, self.number = now, latest_number()


@pytest.mark.slow
def test_random_work_leaves_a_true_record(paper: HomePage) -> None:
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=12,
            stateful_step_count=16,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
