"""Documents as readers get them: files, or a page that says why not."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from dateline.fronts.models import HomePage
from dateline.users.models import User


@pytest.fixture
def document(paper: HomePage) -> Any:
    collection = Collection.get_first_root_node().add_child(name="Leaks").add_child(name="Old leaks")
    document = get_document_model()(title="Report", collection=collection)
    document.file.save("report.tar.gz", ContentFile(b"content" * 100))
    return document


def _restrict(kind: str) -> None:
    restriction = CollectionViewRestriction.objects.create(
        collection=Collection.objects.get(name="Leaks"), restriction_type=kind, password="open"
    )
    restriction.groups.set(Group.objects.all()[:1])


def test_document_is_a_file_that_is_asked_for_each_time(reader: Client, document: Any) -> None:
    response = reader.get(document.url)

    assert response.status_code == 200
    assert response.getvalue() == b"content" * 100
    assert response["Cache-Control"] == "max-age=0, must-revalidate"
    assert "Content-Encoding" not in response.headers
    assert "ETag" not in response.headers, "the digest of this file is not known"
    assert response["X-Content-Type-Options"] == "nosniff"
    again = reader.get(document.url, headers={"if-modified-since": response["Last-Modified"]})
    assert (again.status_code, again["Cache-Control"]) == (304, response["Cache-Control"])


def test_digest_is_the_tag(reader: Client, document: Any) -> None:
    document._set_document_file_metadata()
    document.file.close()
    document.save()

    response = reader.get(document.url)

    assert response.getvalue()
    assert response["ETag"] == f'"{document.file_hash}"'
    assert reader.get(document.url, headers={"if-none-match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("kind", ["login", "groups", "password"])
def test_document_of_a_restricted_collection_is_for_nobody(reader: Client, document: Any, kind: str) -> None:
    _restrict(kind)
    reader.force_login(User.objects.create_user("ann", "ann@paper.test", "pass-word-1"))

    response = reader.get(document.url)

    assert response.status_code == 403
    assert "not public" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    CollectionViewRestriction.objects.all().delete()
    assert reader.get(document.url).getvalue()


@pytest.mark.parametrize("name", ["other.pdf", "", "../x", "report.tar.gz/"])
def test_other_names_are_nothing(reader: Client, document: Any, name: str) -> None:
    assert reader.get(f"/documents/{document.pk}/{name}").status_code == 404
    assert reader.get(f"/documents/{document.pk + 1}/report.tar.gz").status_code == 404


def test_there_is_no_form_for_a_password(reader: Client, document: Any) -> None:
    _restrict("password")
    restriction = CollectionViewRestriction.objects.get()

    assert reader.get(f"/documents/authenticate_with_password/{restriction.pk}/").status_code == 404


def test_lost_file_is_not_found(reader: Client, document: Any) -> None:
    document.file.storage.delete(document.file.name)

    assert reader.get(document.url).status_code == 404
