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


def publishes(within: str) -> Attempt:
    def attempt(client: Client, user: User) -> bool:
        story = published("Bridge open", within=within, body=[("paragraph", "<p>It carries 30 tonnes.</p>")])
        draft = story.get_latest_revision_as_object()
        draft.body[0].value.source = "<p>It carries 40 tonnes.</p>"
        revision = draft.save_revision()
        answers = {"revision": revision.pk, "when": "now", "kind": "correction"}
        answers |= {"wrong": "We wrote 30 tonnes.", "right": "It carries 40 tonnes."}
        client.post(reverse("publish_story", args=[story.pk]), answers)
        return Correction.objects.filter(version__publication_id=story.uuid).exists()

    return attempt


def rewrites(client: Client, user: User) -> bool:
    """Try every screen about a correction, and say whether the record is another one afterwards."""
    story = published("Bridge open")
    publish_page(page=story, by=None, kind="correction", summary="We wrote 30. It is 40.")
    records = Correction.objects.filter(version__publication_id=story.uuid)
    record, before = records.get(), records.values().get()
    words = {"wrong": "We wrote nothing wrong.", "right": "It was right."}
    client.post(reverse("corrections:amend", args=[story.pk, record.pk]), words)
    client.delete(reverse("corrections:amend", args=[story.pk, record.pk]))
    client.post(reverse("corrections:list"), {"correction": record.pk, **words})
    client.post(reverse("wagtailadmin_pages:unpublish", args=[story.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[story.pk]))
    return Correction.objects.filter(pk=record.pk).values().first() != before


CORRECTIONS: dict[str, Attempt] = {
    "See the list of corrections": sees,
    "Publish a correction": publishes("town"),
    "Publish a correction in another section": publishes("sea"),
    "Change or withdraw a correction on record": rewrites,
    "Amend a correction": amends("town"),
    "Amend a correction in another section": amends("sea"),
}
