"""Bodies of the demo's stories in database form."""

from datetime import UTC, datetime

import pytest

from dateline.demo.bodies import Targets, body_at
from dateline.demo.records import DemoContentError
from dateline.demo.stories import FactBox, Paragraph, Replacement, Story, Update

TARGETS = Targets(pictures={}, documents={}, stories={"other": 7})
AT = datetime(2026, 11, 20, tzinfo=UTC)


def make_story(*updates: Update) -> Story:
    return Story(
        slug="bridge",
        section="city",
        language="en",
        headline="Bridge",
        short_headline="Bridge",
        standfirst="",
        label="",
        bylines=(),
        published_at=AT,
        topics=(),
        series="",
        lead_picture="",
        body=(
            Paragraph(html='Nineteen, <a href="/2026/11/15/other/">as we said</a>.'),
            FactBox(title="When", html="<p>Noon.</p>"),
        ),
        updates=updates,
    )


def test_link_to_our_own_story_points_to_its_record() -> None:
    body = body_at(make_story(), updates=0, targets=TARGETS)

    assert body[0]["value"] == '<p>Nineteen, <a linktype="page" id="7">as we said</a>.</p>'


def test_each_publication_adds_to_the_one_before_and_blocks_keep_their_ids() -> None:
    story = make_story(
        Update(kind="update", at=AT, summary="", append=(Paragraph(html="More."),)),
        Update(
            kind="correction",
            at=AT,
            summary="",
            replace=(
                Replacement(block=0, old="Nineteen", new="Nine"),
                Replacement(block=1, old="Noon", new="One"),
                Replacement(block=2, old="More", new="Less"),
            ),
        ),
    )

    first, second, third = (body_at(story, updates=number, targets=TARGETS) for number in range(3))

    assert [len(first), len(second), len(third)] == [2, 3, 3]
    assert third[0]["value"].startswith("<p>Nine, ")
    assert third[1]["value"] == {"title": "When", "text": "<p>One.</p>"}
    assert third[2]["value"] == "<p>Less.</p>"
    assert [block["id"] for block in first] == [block["id"] for block in third[:2]]
    assert len({block["id"] for block in third}) == 3


def test_replacement_of_words_that_are_not_there_is_refused() -> None:
    wrong = Update(kind="typo", at=AT, summary="", replace=(Replacement(block=0, old="Six", new="Five"),))

    with pytest.raises(DemoContentError, match="stories/bridge: block 0 does not say 'Six'"):
        body_at(make_story(wrong), updates=1, targets=TARGETS)
