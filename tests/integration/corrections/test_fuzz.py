"""Whatever is sent to the door for reports, the answer is clear and nothing breaks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.corrections.models import ErrorReport
from dateline.corrections.tokens import issue_token
from dateline.stories.models import StoryPage
from tests.factories.papers import make_paper
from tests.factories.stories import published

DOOR = "/corrections/report/"
RIGHT = {200, 201, 303, 400, 403, 404, 413, 422, 428, 429}
NASTY = ["servicement", "<script>", "\x00", "\u202e", "-1", "1e9", "9" * 50, "", "{}", "%00", "=HYPERLINK(1)"]
FIELDS = ["story", "version", "token", "words", "place", "start", "prefix", "suffix", "kind", "suggestion"]
VALUES = st.one_of(st.sampled_from(NASTY), st.text(max_size=400), st.integers(), st.none(), st.booleans())


@pytest.fixture
def story() -> StoryPage:
    make_paper()
    return published("Ferry back", body=[("paragraph", "<p>The servicement took two weeks.</p>")])


@given(
    changed=st.dictionaries(st.sampled_from([*FIELDS, "comment", "email", "channel", "work", "x"]), VALUES),
    as_json=st.booleans(),
    as_page=st.booleans(),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_sent_is_answered(
    story: StoryPage, changed: dict[str, Any], as_json: bool, as_page: bool
) -> None:
    token = issue_token(story=story.uuid, version=1)
    fields = {"story": str(story.uuid), "version": 1, "token": token, "words": "servicement", **changed}
    accept = {"HTTP_ACCEPT": "text/html" if as_page else "application/json"}
    client = Client(raise_request_exception=True)
    before = ErrorReport.objects.count()

    if as_json:
        answer = client.post(DOOR, json.dumps(fields), content_type="application/json", **accept)
    else:
        texts = {name: str(value).encode("utf-8", "replace") for name, value in fields.items()}
        answer = client.post(DOOR, texts, **accept)

    assert answer.status_code in RIGHT
    if answer["Content-Type"].startswith("application/json"):
        assert answer.json()["message"]
    if answer.status_code not in (201, 303):
        assert ErrorReport.objects.count() == before
    assert b"<script>alert" not in answer.content
    assert not answer.cookies


@given(query=st.dictionaries(st.sampled_from(["story", "version", "words", "channel"]), st.text(max_size=50)))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_question_for_the_form_is_answered(story: StoryPage, query: dict[str, str]) -> None:
    for accept in ("text/html", "application/json"):
        encoded = {name: value.encode("utf-8", "replace") for name, value in query.items()}
        assert Client().get(DOOR, encoded, HTTP_ACCEPT=accept).status_code in (200, 404)
