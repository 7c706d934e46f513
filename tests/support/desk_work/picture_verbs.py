"""Pictures."""

from __future__ import annotations

from dateline.media.models import Picture
from tests.support.desk_work.base import DeskBase
from tests.support.desk_work.outcome import verb


class PictureVerbs(DeskBase):
    """What is done to pictures that stories show."""

    @verb
    def change_caption(self) -> None:
        found = self.any_of(Picture)
        found.caption += "!"
        found.save()

    @verb
    def crop_picture(self) -> None:
        found = self.any_of(Picture)
        found.focal_point_x, found.focal_point_y = self.choices.number(50, 500), 100
        found.focal_point_width = found.focal_point_height = 40
        found.save()
