"""The ladder has what pages ask for, and never enlarges."""

from __future__ import annotations

import pytest

from dateline.media.ladder import rungs_for, useful_operations


def test_large_picture_gets_every_step() -> None:
    steps = useful_operations("wide", width=4000, height=3000)

    assert steps == ["width-320", "width-640", "width-960", "width-1280", "width-1600"]


@pytest.mark.parametrize(
    ("width", "last"),
    [(200, "width-320"), (330, "width-320"), (640, "width-640"), (700, "width-640"), (720, "width-960")],
)
def test_ladder_ends_at_the_natural_size(width: int, last: str) -> None:
    assert useful_operations("wide", width=width, height=500)[-1] == last


def test_crops_follow_the_shorter_side() -> None:
    assert useful_operations("card", width=5000, height=200) == ["fill-240x160", "fill-480x320"]


def test_transparent_picture_falls_back_to_png_but_is_shared_as_jpeg() -> None:
    rungs = rungs_for(width=2000, height=1500, transparent=True, avif=True)

    assert {rung.image_format for rung in rungs if rung.operation != "fill-1200x630"} == {
        "avif",
        "webp",
        "png",
    }
    assert [rung.spec for rung in rungs if rung.operation == "fill-1200x630"] == ["fill-1200x630|format-jpeg"]


def test_avif_can_be_left_out() -> None:
    rungs = rungs_for(width=2000, height=1500, transparent=False, avif=False)

    assert {rung.image_format for rung in rungs} == {"webp", "jpeg"}
