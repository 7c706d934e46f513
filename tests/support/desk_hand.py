"""A process that does desk work on the paper its environment names; one order per line of JSON.

Start with ``python -m tests.support.desk_hand SEED``; ``tests.support.paper_process.DeskHand`` talks to it.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.config.settings")
os.umask(0o027)
django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from dateline.archive.choices import ListKind  # noqa: E402
from dateline.archive.models import ImportRun  # noqa: E402
from dateline.archive.old.actions import Old, keep_addresses  # noqa: E402
from dateline.edition.render import Renderer  # noqa: E402
from dateline.media.actions import withhold_picture  # noqa: E402
from dateline.placards.queries import missing_subjects  # noqa: E402
from dateline.publishing.actions import publish_page, take_down  # noqa: E402
from dateline.publishing.choices import RemovalReason  # noqa: E402
from dateline.publishlog.queries import latest_number  # noqa: E402
from dateline.sections.models import Series  # noqa: E402
from dateline.stories.models import StoryPage  # noqa: E402
from dateline.users.models import User  # noqa: E402
from dateline.users.session_store import SessionStore  # noqa: E402
from tests.factories.stories import draft, picture, published  # noqa: E402
from tests.support.desk_forms import story_form  # noqa: E402
from tests.support.desk_work import VERBS, Choices, Desk, addresses  # noqa: E402
from tests.support.desk_work.base_paper import STORIES  # noqa: E402
from tests.support.desk_work.somebody import EDITOR  # noqa: E402


class Orders:
    """Each public method is an order."""

    def __init__(self, seed: int) -> None:
        self._choices = Choices.seeded(seed)
        self._desk: Desk | None = None
        self._handler = WSGIHandler()

    def publish(self, *, slug: str, title: str, within: str = "town") -> str:
        """Publish a story, new or changed, and return its address."""
        story = StoryPage.objects.filter(slug=slug).first()
        if story is None:
            story = draft(title, slug=slug, within=within)
            publish_page(page=story, by=None, at=timezone.now())
        else:
            story.title = title
            publish_page(page=story, by=None, at=timezone.now(), kind="update")
        return story.public_path()

    def publish_with_picture(self, *, slug: str) -> str:
        """Publish a story with a lead picture and return its address."""
        story = StoryPage.objects.filter(slug=slug).first()
        if story is None:
            story = draft("A pier", slug=slug, lead_picture=picture())
            publish_page(page=story, by=None, at=timezone.now())
        return story.public_path()

    def keep_old_address(self, *, address: str, target: str) -> None:
        """Let an address of an older site lead to a page."""
        run = ImportRun.objects.create(sources=["old.xml"], format="wxr")
        keep_addresses(addresses=[Old(address, ListKind.PAGE, target=target)], run=run)

    def withhold_picture(self, *, slug: str) -> None:
        """Take the lead picture of a story away from readers."""
        found = StoryPage.objects.get(slug=slug).lead_picture
        withhold_picture(picture=found, by=self._editor(), reason="Not ours.", at=timezone.now())

    def take_down(self, *, slug: str) -> None:
        """Take a story down for good."""
        story = StoryPage.objects.get(slug=slug)
        take_down(
            page=story, by=self._editor(), reason=RemovalReason.LEGAL, text="By order.", shows_text=True
        )

    def sign_in(self) -> str:
        """Return the key of a session of an editor."""
        session, editor = SessionStore(), self._editor()
        session[SESSION_KEY], session[HASH_SESSION_KEY] = str(editor.pk), editor.get_session_auth_hash()
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session.create()
        return str(session.session_key)

    def edit_form(self, *, slug: str, title: str) -> tuple[str, dict[str, Any]]:
        """Return address and content of the form by which the desk changes a story."""
        story = StoryPage.objects.get(slug=slug)
        form = story_form(story, title=title, change_kind="update", change_summary="It has happened.")
        return f"/desk/pages/{story.pk}/edit/", form

    def _editor(self) -> User:
        found = User.objects.filter(is_superuser=True).first()
        return found or User.objects.create_superuser(
            username="ada", email="ada@paper.example", password="not used here"
        )

    def many(self, *, count: int, start: int = 0) -> list[str]:
        """Publish several stories and return their addresses."""
        return [
            published(f"Numbered {number}", at=timezone.now()).public_path()
            for number in range(start, start + count)
        ]

    def schedule(self, *, slug: str, title: str, seconds: float) -> str:
        """Have a story published in a moment, by the worker; return the address that it will have."""
        story = draft(title, slug=slug)
        story.go_live_at = timezone.now() + timedelta(seconds=seconds)
        story.save_revision(approved_go_live_at=story.go_live_at)
        story.save()
        moment: datetime = story.go_live_at
        return f"/{moment:%Y/%m/%d}/{slug}/"

    def random_verb(self) -> str:
        """Do something at random, as the exactness test does, and return what."""
        if self._desk is None:
            User.objects.create_superuser(EDITOR, "desk@harbour.example", "a quiet harbor 7")
            Series.objects.create(name="Old piers", slug="old-piers")
            self._desk = Desk(self._choices)
            for _ in range(STORIES):
                self._desk.publish_new()
        verb = self._choices.pick(VERBS)
        with transaction.atomic():
            outcome = self._desk.do(verb)
        return f"{verb}: {outcome.value}"

    def addresses(self) -> list[str]:
        """Return every address that is or was public."""
        return addresses()

    def fresh(self, *, address: str) -> tuple[int, str]:
        """Render a page without any store."""
        # A new renderer has nothing in mind from other pages.
        rendering = Renderer(self._handler, base_url=settings.BASE_URL).render(address)
        return rendering.status, rendering.body.decode()

    def latest(self) -> int:
        """Return the newest number of the log."""
        return latest_number()

    def is_drawn(self) -> bool:
        """Say whether the worker has drawn every placard: each changes its page once."""
        return not missing_subjects()

    def title(self, *, slug: str) -> str:
        """Return the headline of a story as the database has it; empty when there is none."""
        return StoryPage.objects.filter(slug=slug).values_list("title", flat=True).first() or ""


def main() -> None:
    """Carry out orders until the end of the input."""
    answers = sys.stdout
    # What is said on the way, mail to the console too, is no answer.
    sys.stdout = sys.stderr
    orders = Orders(int(sys.argv[1]))
    for line in sys.stdin:
        order: dict[str, Any] = json.loads(line)
        try:
            answer = {"value": getattr(orders, order.pop("order"))(**order)}
        except Exception as error:  # noqa: BLE001 - told to the test, which fails
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
