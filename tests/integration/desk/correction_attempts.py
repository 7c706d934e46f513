"""What each role tries with corrections, for the table in docs/reference/roles.md."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from dateline.corrections.correction_models import Correction
from dateline.publishing.actions import publish_page
from dateline.users.models import User
from tests.factories.stories import published

Attempt = Callable[[Client, User], bool]


def sees(client: Client, user: User) -> bool:
    return client.get(reverse("corrections:list")).status_code == 200


def amends(within: str) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        story = published("Bridge open", within=within)
        publish_page(page=story, by=None, kind="correction", summary="We wrote 30. It is 40.")
        record = Correction.objects.get(version__publication_id=story.uuid)
        words = {"wrong": "The note said 40.", "right": "It is 44."}
        client.post(reverse("corrections:amend", args=[story.pk, record.pk]), words)
        return Correction.objects.filter(amends=record).exists()

    return attempt


CORRECTIONS: dict[str, Attempt] = {
    "See the list of corrections": sees,
    "Amend a correction": amends("town"),
    "Amend a correction in another section": amends("sea"),
}
