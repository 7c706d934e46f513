"""Renditions exist before anybody asks, and reading never makes one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image, ImageCms

from dateline.edition.keys import collecting
from dateline.media import signal_handlers
from dateline.media.actions import ensure_renditions, make_renditions
from dateline.media.models import Picture, PictureRendition
from dateline.media.queries import missing_rungs, picture_context, picture_contexts
from dateline.media.tasks import make_renditions_task
from dateline.publishlog.models import LogEntry
from tests.unit.media.picture_files import animation, drawing, holds_secrets, jpeg, saved

# What is made are files; test_adding_pictures has their rows written to both databases.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LARGE = jpeg(size=(2400, 1600))


def files_of(picture: Picture) -> dict[str, Image.Image]:
    return {
        rendition.filter_spec: Image.open(BytesIO(Path(rendition.file.path).read_bytes()))
        for rendition in picture.renditions.all()
    }


def test_saving_makes_the_first_sizes_and_leaves_the_rest_to_the_worker(
    make_picture, django_capture_on_commit_callbacks, monkeypatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(signal_handlers, "make_renditions_task", SimpleNamespace(enqueue=asked.append))

    with django_capture_on_commit_callbacks(execute=True):
        picture = make_picture(LARGE)

    assert set(files_of(picture)) == {"width-640|format-jpeg", "fill-480x320|format-jpeg"}
    assert asked == [picture.pk]


def test_whole_ladder_has_the_sizes_it_says_and_carries_nothing_but_pixels(make_picture) -> None:
    picture = make_picture(LARGE)

    made = make_renditions_task.func(picture.pk)

    files = files_of(picture)
    assert made == len(files) == 34
    assert files["width-960|format-avif"].size == (960, 640)
    assert files["fill-240x160|format-webp"].size == (240, 160)
    assert files["fill-192x192|format-jpeg"].size == (192, 192)
    assert files["fill-1200x630|format-jpeg"].size == (1200, 630)
    for rendition in picture.renditions.all():
        content = Path(rendition.file.path).read_bytes()
        assert holds_secrets(content) == []
        assert b"ICC_PROFILE" not in content
        assert Image.open(BytesIO(content)).size == (rendition.width, rendition.height)


def test_making_twice_makes_nothing_and_says_nothing(make_picture) -> None:
    picture = make_picture()
    make_renditions(picture=picture)
    entries = LogEntry.objects.count()

    assert make_renditions(picture=picture) == 0
    assert ensure_renditions(pictures=[picture]) == 0
    assert LogEntry.objects.count() == entries


def test_publishing_makes_every_size_in_the_format_that_all_browsers_know(make_picture) -> None:
    picture = make_picture(LARGE)

    made = ensure_renditions(pictures=[picture, picture])

    specs = set(picture.renditions.values_list("filter_spec", flat=True))
    assert made == len(specs)
    assert {spec.split("|format-")[1] for spec in specs} == {"jpeg"}
    assert not any(rung.is_prompt for rung in missing_rungs(picture))
    assert ensure_renditions(pictures=[picture]) == 0


def test_better_format_is_offered_when_it_reaches_as_far_as_the_fallback(make_picture) -> None:
    picture = make_picture(LARGE)
    ensure_renditions(pictures=[picture])

    make_renditions(picture=picture, only=["width-320|format-avif", "width-640|format-avif"])
    half = picture_context(picture, use="lead")
    make_renditions(picture=picture)
    whole = picture_context(picture, use="lead")

    assert half.sources == ()
    assert [source.media_type for source in whole.sources] == ["image/avif", "image/webp"]
    assert half.srcset == whole.srcset


def test_several_processes_make_the_same_files_as_one(make_picture) -> None:
    pictures = [make_picture(jpeg(size=(300 + n, 200))) for n in range(2)]

    made = ensure_renditions(pictures=pictures, processes=2)

    assert made == sum(picture.renditions.count() for picture in pictures) > 0
    assert not any(rung.is_prompt for picture in pictures for rung in missing_rungs(picture))
    assert all(image.format == "JPEG" for picture in pictures for image in files_of(picture).values())


def test_small_picture_is_never_enlarged(make_picture) -> None:
    picture = make_picture(jpeg(size=(300, 180)))

    make_renditions(picture=picture)

    assert max(image.width for image in files_of(picture).values()) <= 300
    assert missing_rungs(picture) == []


@pytest.mark.parametrize("size", [(1, 1), (5000, 3), (3, 5000)])
def test_odd_shapes_get_a_ladder_too(make_picture, size: tuple[int, int]) -> None:
    picture = make_picture(saved(Image.new("RGB", size, (9, 90, 9)), "PNG"), name="line.png")

    make_renditions(picture=picture)

    assert missing_rungs(picture) == []
    assert picture_context(picture, use="card") is not None


def test_crop_keeps_the_focal_point(make_picture) -> None:
    left = make_picture(
        jpeg(size=(1800, 400)),
        focal_point_x=60,
        focal_point_y=60,
        focal_point_width=50,
        focal_point_height=50,
    )

    ensure_renditions(pictures=[left])

    corner = files_of(left)["fill-480x320|format-jpeg"].convert("RGB").getpixel((10, 10))
    assert corner[0] > 150 > corner[2]


def test_new_crop_has_new_names_and_the_old_files_stay_for_pages_already_out(
    make_picture, media_folder
) -> None:
    picture = make_picture(LARGE)
    ensure_renditions(pictures=[picture])
    before = picture_context(picture, use="card")
    wide_before = picture_context(picture, use="lead")

    picture.focal_point_x, picture.focal_point_y = 200, 200
    picture.focal_point_width = picture.focal_point_height = 100
    picture.save()
    between = picture_context(picture, use="card")
    ensure_renditions(pictures=[picture])
    after = picture_context(picture, use="card")

    assert between.src == before.src, "until the new crop exists, the old one serves"
    assert after.src != before.src
    assert (after.focal_x, after.focal_y) == (8, 12)
    assert (media_folder / before.src.removeprefix("/media/")).exists()
    assert picture_context(picture, use="lead").srcset == wide_before.srcset
    assert picture.renditions.filter(filter_spec="fill-480x320|format-jpeg").count() == 1


def test_finished_renditions_touch_the_pages_that_show_the_picture(make_picture) -> None:
    picture = make_picture()

    make_renditions(picture=picture)

    entry = LogEntry.objects.latest("number")
    assert (entry.event, entry.keys) == ("picture.renditions_made", [f"picture/{picture.pk}"])


def test_picture_that_changed_while_the_encoder_worked_gets_nothing_wrong(make_picture, monkeypatch) -> None:
    picture = make_picture()
    Picture.objects.filter(pk=picture.pk).update(digest="f" * 64)

    assert make_renditions(picture=picture) == 0
    assert not PictureRendition.objects.exists()


def test_avif_is_left_out_when_the_paper_says_so(make_picture, settings) -> None:
    settings.DATELINE_AVIF = False
    picture = make_picture(LARGE)

    make_renditions(picture=picture)

    context = picture_context(picture, use="lead")
    assert [source.media_type for source in context.sources] == ["image/webp"]


def test_wide_gamut_picture_is_drawn_in_srgb(make_picture) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    picture = make_picture(saved(drawing(), "PNG", icc_profile=profile), name="a.png")

    make_renditions(picture=picture)

    assert all("icc_profile" not in image.info for image in files_of(picture).values())


def test_context_has_real_sizes_and_every_format(make_picture) -> None:
    picture = make_picture(LARGE, description="A red corner", caption="The bridge")
    make_renditions(picture=picture)

    context = picture_context(picture, use="lead", credit_note="Owned by X")

    assert (context.width, context.height) == (960, 640)
    assert [source.media_type for source in context.sources] == ["image/avif", "image/webp"]
    assert [part.split()[-1] for part in context.sources[0].srcset.split(", ")] == [
        "320w",
        "640w",
        "960w",
        "1280w",
        "1600w",
    ]
    assert context.src.endswith(".jpg")
    assert (context.alt, context.caption, context.credit) == ("A red corner", "The bridge", "A. Orlova")
    assert context.credit_note == "Owned by X"
    assert (context.focal_x, context.focal_y) == (50, 50)


def test_story_can_change_caption_and_credit(make_picture) -> None:
    context = picture_context(make_picture(caption="Own"), use="lead", caption="", credit="Amaq Screenshot")

    assert (context.caption, context.credit) == ("", "Amaq Screenshot")


def test_any_number_of_pictures_costs_one_query(make_picture, django_assert_num_queries) -> None:
    pictures = [make_picture(jpeg(size=(300 + n, 200))) for n in range(4)]
    ensure_renditions(pictures=pictures)

    with django_assert_num_queries(1):
        contexts = picture_contexts(pictures, use="card")

    assert set(contexts) == {picture.pk for picture in pictures}
    with django_assert_num_queries(0):
        assert picture_contexts([], use="card") == {}


def test_picture_without_renditions_shows_its_original_and_nothing_is_rendered(make_picture) -> None:
    picture = make_picture()

    context = picture_context(picture, use="card")

    assert context.src == picture.file.url
    assert (context.width, context.height, context.sources, context.srcset) == (900, 600, (), "")
    assert not PictureRendition.objects.exists()


def test_missing_crop_is_replaced_by_the_nearest_size(make_picture) -> None:
    picture = make_picture(LARGE)
    make_renditions(picture=picture, only=["width-640|format-jpeg"])

    context = picture_context(picture, use="portrait")

    assert (context.width, context.height) == (640, 426)


def test_animation_is_shown_as_it_is_but_still_on_cards(make_picture) -> None:
    picture = make_picture(animation(), name="a.gif")
    ensure_renditions(pictures=[picture])

    assert picture_context(picture, use="lead").src.endswith(".gif")
    assert picture_context(picture, use="card").src.endswith(".jpg")


def test_reading_announces_the_picture(make_picture) -> None:
    picture = make_picture()

    with collecting() as dependencies:
        picture_contexts([picture], use="card")

    assert dependencies.keys == {f"picture/{picture.pk}"}
