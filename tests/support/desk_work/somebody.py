"""What all verbs need: somebody at the desk, something to do it to, and forms to fill in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import querydict_from_html

from dateline.publishlog.queries import latest_number
from dateline.stories.models import StoryPage
from dateline.users.models import User
from tests.support.desk_work.choices import Choices
from tests.support.desk_work.clock import Clock
from tests.support.desk_work.outcome import NothingToDoError, RefusedError

EDITOR = "desk-worker"
written_through: set[str] = set()
"""The names of the addresses to which anything was sent, for whoever wants to know what was tried."""


class Somebody:
    """Somebody who may do everything. Without a clock that can be moved nothing waits for its time."""

    def __init__(self, choices: Choices, *, clock: Clock | None = None) -> None:
        self.choices = choices
        self.clock = clock
        self._client: Client | None = None

    @property
    def count(self) -> int:
        """A number that grows with the paper, for words that nobody used before."""
        return StoryPage.objects.count()

    @property
    def client(self) -> Client:
        """A browser at the desk. Logged in anew for each verb, since a clock may have ended its session."""
        if self._client is None:
            self._client = Client(headers={"host": "localhost"})
            self._client.force_login(User.objects.get(username=EDITOR))
        return self._client

    def any_of(self, rows: Any, **where: object) -> Any:
        """Return one of the rows of a model or a queryset; raises NothingToDoError when there is none."""
        listed = list(getattr(rows, "objects", rows).filter(**where).order_by("pk"))
        if not listed:
            raise NothingToDoError
        return self.choices.pick(listed)

    def in_turn(self, listed: Sequence[Any]) -> Any:
        """Return one of a list: chance prefers small numbers, and what has happened so far evens that out."""
        return listed[(self.choices.number(0, len(listed) - 1) + latest_number()) % len(listed)]

    def public_story(self) -> StoryPage:
        """Return a public story."""
        return self.any_of(StoryPage, live=True)

    def send(self, address: str, data: Any = None, *, done: Collection[int] = (302, 303), **how: Any) -> Any:
        """Post a form of the desk; raises RefusedError when it comes back."""
        response = self.client.post(address, dict(data or {}), **how)
        if response.resolver_match is not None:
            written_through.add(response.resolver_match.view_name)
        if response.status_code not in done:
            form = response.context["form"] if response.context and "form" in response.context else None
            raise RefusedError(f"{address}: {response.status_code} {form.errors if form else ''}")
        return response

    def form(self, address: str, **changes: Any) -> dict[str, Any]:
        """Return what the largest form at this address would send, with some fields changed."""
        html = self.client.get(address).content.decode()
        forms = [querydict_from_html(html, form_index=index) for index in range(html.count("<form"))]
        largest = max(forms, key=len, default=None)
        if not largest:
            raise NothingToDoError
        sent = {
            name: values if len(values) > 1 else values[0]
            for name, values in largest.lists()
            if "__prefix__" not in name
        }
        return {**sent, **changes}

    def now(self) -> datetime:
        """Return the moment at which the desk acts."""
        return timezone.now()
