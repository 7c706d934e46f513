"""Documents leave a copy when they are shut away, which no entry tells, and come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from dateline.fronts.models import HomePage
from tests.factories.stories import published
from tests.integration.mirror.conftest import Export
from tests.support.copies import tree

pytestmark = pytest.mark.any_database


def test_document_shut_away_is_gone_and_comes_back(paper: HomePage, copy: Path, export: Export) -> None:
    document = get_document_model()(title="Report", collection=Collection.get_first_root_node())
    document.file.save("report.pdf", ContentFile(b"%PDF"))
    published(body=[("paragraph", "<p>Read it.</p>"), ("document", {"document": document, "title": ""})])
    export()
    name = document.url.removeprefix("/")
    assert (copy / name).read_bytes() == b"%PDF"

    restriction = CollectionViewRestriction.objects.create(collection=document.collection)
    outcome = export()

    assert outcome.removed == 1
    assert name not in tree(copy)
    assert any(document.url in problem for problem in outcome.problems)
    (copy / name).parent.mkdir(parents=True)
    (copy / name).write_bytes(b"left by somebody")
    export(again=True)
    assert name not in tree(copy)
    restriction.delete()
    assert export().written == 1
    assert (copy / name).read_bytes() == b"%PDF"
    outcome = export()
    assert (outcome.rendered, outcome.written, outcome.removed, outcome.problems) == (0, 0, 0, [])
