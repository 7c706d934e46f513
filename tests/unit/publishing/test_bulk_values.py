"""Values of a column are prepared as Django prepares each of them."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import connection, models
from django.utils.safestring import mark_safe
from wagtail.models import PageLogEntry, Revision

from dateline.publishing.bulk.new_rows import new_row
from dateline.publishing.bulk.values import prepared, read_column
from dateline.publishing.choices import Kind
from dateline.publishing.models import Publication, PublishedVersion, VersionContent
from dateline.stories.models import RelatedStory, StoryPage

NOON = datetime(1998, 5, 3, 12, 0, tzinfo=UTC)
EAST = datetime(1998, 5, 3, 15, 0, 0, 7, tzinfo=timezone(timedelta(hours=3)))
BODY: Any = StoryPage._meta.get_field("body").to_python(
    [{"type": "paragraph", "value": "<p>Паром</p>", "id": "a1"}]
)


@pytest.mark.parametrize(
    ("model", "name", "column"),
    [
        (Publication, "address", ["/a/", "", mark_safe("/b/")]),
        (PublishedVersion, "kind", [Kind.NEW, "new", Kind.UPDATE]),
        (PublishedVersion, "number", [1, None, True]),
        (Publication, "published_at", [NOON, NOON, None, EAST]),
        (Publication, "updated_at", [None, None]),
        (Publication, "uuid", [uuid.UUID(int=7), uuid.UUID(int=8)]),
        (Publication, "uuid", [uuid.UUID(int=7), str(uuid.UUID(int=8))]),
        (PublishedVersion, "publication", [uuid.UUID(int=7)]),
        (RelatedStory, "target", [None, 3]),
        (PublishedVersion, "picture_digests", [[], ["ab"], None]),
        (VersionContent, "canonical_json", ["{}", '{"a":"é"}']),
        (StoryPage, "body", [BODY, BODY]),
    ],
)
def test_column_is_prepared_like_each_of_its_values(model: Any, name: str, column: list[Any]) -> None:
    field = model._meta.get_field(name)

    assert list(prepared(field, column, connection=connection)) == [
        field.get_db_prep_save(value, connection) for value in column
    ]


@pytest.mark.parametrize("model", [Revision, PageLogEntry])
def test_new_row_is_what_the_model_makes(model: type[models.Model]) -> None:
    made, plain = new_row(model, object_str="x", label="x"), model()

    for field in model._meta.concrete_fields:
        if field.attname not in ("object_str", "label", "created_at", "timestamp"):
            [own], [expected] = read_column(field, [made]), read_column(field, [plain])
            assert own == expected
    assert made._state.adding
    assert made._state is not plain._state
