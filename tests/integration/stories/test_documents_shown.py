"""A story that offers a document shows its title as it is now."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from dateline.fronts.models import HomePage
from tests.factories.papers import make_paper
from tests.support.watching import Watch


@pytest.fixture
def paper(db: None, tmp_path: object, settings: object) -> HomePage:
    settings.MEDIA_ROOT = f"{tmp_path}/media"
    return make_paper()


def test_every_change_of_a_document_touches_it(paper: HomePage) -> None:
    document = Document.objects.create(title="Tides", file=ContentFile(b"high", name="tides.txt"))
    key = f"document/{document.pk}"
    with Watch() as saved:
        document.title = "Tides of May"
        document.save()
    with Watch() as updated:
        Document.objects.update(title="Tides of June")
    with Watch() as deleted:
        document.delete()

    assert [saved.keys, updated.keys, deleted.keys] == [{key}] * 3
