"""What the paper says of its reports, month by month."""

from __future__ import annotations

import pytest

from dateline.corrections.actions import close_cluster
from dateline.corrections.choices import ReportStatus
from dateline.corrections.monthly_figures import figures_by_month
from tests.factories.papers import make_paper
from tests.integration.corrections.queueing import reported, story_with_slip

PLACES = ("servicement", "wall", "opened", "town", "end")


@pytest.mark.parametrize(
    ("outcomes", "percent"),
    [
        ([], None),
        (["duplicate"], None),
        (["fixed"], 100),
        (["fixed", "noted", "not_an_error"], 33),
        (["noted", "not_an_error"], 0),
        (["fixed", "duplicate", "spam", "not_an_error"], 50),
    ],
)
def test_share_of_mistakes_is_what_was_mended_of_what_was_judged(
    outcomes: list[str], percent: int | None
) -> None:
    make_paper()
    story = story_with_slip()
    places = [reported(story, words, "x") for words in PLACES]
    for cluster, outcome in zip(places, outcomes, strict=False):
        close_cluster(cluster=cluster, status=ReportStatus(outcome), by=None)

    (figures,) = figures_by_month()

    assert figures.upheld_percent == percent
    assert figures.still_open == len(PLACES) - len(outcomes)
    assert figures.reports == len(PLACES) - outcomes.count("spam")
