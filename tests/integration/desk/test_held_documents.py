"""Documents that readers do not get: who of the staff does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from dateline.publishing.embargo_actions import set_embargo
from dateline.users.choices import Role
from tests.factories.staff import member
from tests.factories.stories import draft

CONTENT = b"<script>alert(1)</script>"


@pytest.fixture
def document(paper: Any) -> Any:
    collection = Collection.get_first_root_node().add_child(name="Leaks")
    made = get_document_model()(title="Report", collection=collection)
    made.file.save("report.html", ContentFile(CONTENT))
    return made


def close(kind: str, *groups: str) -> None:
    closed = CollectionViewRestriction.objects.create(
        collection=Collection.objects.get(name="Leaks"), restriction_type=kind, password="open"
    )
    closed.groups.set(Group.objects.filter(name__in=groups))


def hold(document: Any) -> None:
    story = draft("Secret report", body=[("document", {"document": document, "title": ""})])
    story.save_revision(user=member(Role.EDITOR))
    at = timezone.now()
    set_embargo(page=story, until=at + timedelta(days=1), words="agreed", by=member(Role.EDITOR), at=at)


def answer(document: Any, role: str) -> Any:
    client = Client()
    client.force_login(member(role))
    return client.get(reverse("held_document", args=[document.pk, document.filename]))


def gets(document: Any, role: str) -> bool:
    given = answer(document, role)
    # Read to its end, which closes the file.
    return given.status_code == 200 and b"".join(given.streaming_content) == CONTENT


@pytest.mark.parametrize("kind", ["login", "groups", "password"])
def test_page_that_says_no_leads_staff_to_the_file(document: Any, kind: str) -> None:
    close(kind)
    stranger = Client()
    address = reverse("held_document", args=[document.pk, document.filename])

    refused = stranger.get(document.url)

    assert refused.status_code == 403
    assert f'href="{address}"' in refused.content.decode()
    assert stranger.get(address).status_code == 302
    given = answer(document, Role.EDITOR)
    assert b"".join(given.streaming_content) == CONTENT
    assert given["Content-Disposition"] == f'attachment; filename="{document.filename}"'
    assert {"private", "no-store"} <= set(given["Cache-Control"].split(", "))


@pytest.mark.parametrize(
    ("kind", "groups", "gets_it"),
    [
        ("login", [], True),
        ("groups", [Role.COPY_EDITOR], True),
        ("groups", [], False),
        ("password", [], False),
    ],
)
def test_who_may_not_change_it_must_be_let_into_the_collection(
    document: Any, kind: str, groups: list[str], gets_it: bool
) -> None:
    close(kind, *groups)

    assert gets(document, Role.COPY_EDITOR) is gets_it


@pytest.mark.parametrize(
    ("role", "gets_it"),
    [
        (Role.REPORTER, False),
        (Role.LISTINGS_EDITOR, False),
        # The draft was not handed in.
        (Role.COPY_EDITOR, False),
        (Role.EDITOR, True),
        (Role.EDITOR_IN_CHIEF, True),
    ],
)
def test_under_embargo_it_is_for_who_edits_the_story(document: Any, role: str, gets_it: bool) -> None:
    hold(document)

    assert Client().get(document.url).status_code == 403
    assert gets(document, role) is gets_it


def test_other_names_are_nothing(document: Any) -> None:
    client = Client()
    client.force_login(member(Role.EDITOR))

    for pk, name in ((document.pk, "x.pdf"), (document.pk + 1, document.filename)):
        assert client.get(reverse("held_document", args=[pk, name])).status_code == 404
    document.file.storage.delete(document.file.name)
    assert client.get(reverse("held_document", args=[document.pk, document.filename])).status_code == 404
