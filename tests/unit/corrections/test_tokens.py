"""Forms are bound to a story, a version and a day; work can be checked and not guessed."""

from __future__ import annotations

from uuid import uuid4

import pytest

from dateline.corrections.errors import TokenRefusedError
from dateline.corrections.tokens import form_of, issue_token, proves_work, receipt_secret

STORY = uuid4()


def test_a_form_is_good_for_its_story_and_version_for_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    token = issue_token(story=STORY, version=3)
    assert form_of(token, story=STORY, version=3).version == 3

    for bad in ({"story": uuid4(), "version": 3}, {"story": STORY, "version": 4}):
        with pytest.raises(TokenRefusedError):
            form_of(token, **bad)
    monkeypatch.setattr("dateline.corrections.tokens.GOOD_FOR", -1)
    with pytest.raises(TokenRefusedError):
        form_of(token, story=STORY, version=3)


@pytest.mark.parametrize("token", ["", ":", "a:b:c", "\ud800:x:y", "x" * 201, "é" * 50])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(TokenRefusedError):
        form_of(token, story=STORY, version=1)


def test_secret_of_a_receipt_follows_from_the_form_and_the_report() -> None:
    one, other = (form_of(issue_token(story=STORY, version=1), story=STORY, version=1) for _ in range(2))

    assert receipt_secret(one, report="a") == receipt_secret(one, report="a")
    assert len({receipt_secret(form, report=text) for form in (one, other) for text in "ab"}) == 4
    assert len(receipt_secret(one, report="a")) == 32


def test_work_is_proved_by_zero_bits_alone() -> None:
    answer = next(number for number in range(10**6) if proves_work("token", str(number), bits=8))

    assert not proves_work("other", str(answer), bits=30)
    assert not any(proves_work("token", bad, bits=0) for bad in ("", "-1", "1.0", "٣", "1" * 13))
