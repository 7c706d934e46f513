"""Pictures and documents."""

from __future__ import annotations

from io import BytesIO

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.documents.models import Document

from dateline.media.actions import release_picture, withhold_picture
from dateline.media.hiding import kept_file
from dateline.media.models import Picture, PicturePair
from dateline.media.queries import missing_rungs
from dateline.media.tasks import make_renditions_task
from dateline.placards.actions import make_placards
from dateline.placards.queries import missing_subjects
from dateline.users.models import User
from tests.factories.stories import picture
from tests.support.desk_work.outcome import NothingToDoError, verb, weighty
from tests.support.desk_work.somebody import EDITOR
from tests.support.desk_work.time_verbs import TimeVerbs


class PictureVerbs(TimeVerbs):
    """What is done to files that stories show."""

    @weighty(2)
    def edit_picture(self) -> None:
        found, number = self.any_of(Picture), self.choices.number(1, 9)
        match self.choices.number(0, 3):
            case 0:
                found.caption = f"The pier at {number}"
            case 1:
                found.credit = self.choices.pick(("Pharos", f"Pharos {number}", "Ines Moreau"))
            case 2:
                found.description = f"A pier and {number} gulls"
            case 3:
                found.expires_at = None if found.expires_at else self.soon()
        found.save()

    @verb
    def crop_picture(self) -> None:
        found = self.any_of(Picture)
        found.focal_point_x, found.focal_point_y = self.choices.number(50, 500), 100
        found.focal_point_width = found.focal_point_height = 40
        found.save()

    @verb
    def replace_picture(self) -> None:
        found, stream = self.any_of(Picture), BytesIO()
        colour = (self.choices.number(0, 255), 40, 40)
        Image.new("RGB", (500, 500), colour).save(stream, "JPEG")
        found.file = ContentFile(stream.getvalue(), name="another.jpg")
        found.save()

    @verb
    def withhold_or_release_picture(self) -> None:
        found, by = self.any_of(Picture), User.objects.get(username=EDITOR)
        if found.is_withheld:
            release_picture(picture=found, by=by, at=timezone.now())
        else:
            withhold_picture(picture=found, by=by, reason="Not ours", at=timezone.now())

    @weighty(2)
    def make_sizes(self) -> None:
        """What the worker does some time after a picture was saved."""
        lacking = [found for found in Picture.objects.order_by("-pk") if missing_rungs(found)]
        make_renditions_task.call(self.choices.pick(lacking).pk)

    @weighty(2)
    def draw_placards(self) -> None:
        """What the worker does some time after a publication, or after a change of names."""
        make_placards(subjects=self.choices.some(missing_subjects(), most=4))

    @weighty(2)
    def replace_everywhere(self) -> None:
        """Show another picture instead, from its own screen."""
        old = self.any_of(Picture)
        new = self.any_of(Picture.objects.exclude(pk=old.pk))
        self.send(reverse("photos:replace", args=[old.pk]), {"new": new.pk})

    @verb
    def merge_pictures(self) -> None:
        """Keep one of two copies of a picture that stories and portraits show."""
        found = self.any_of(Picture)
        twin = Picture(title="A copy", credit=self.choices.pick(("Pharos", "Ines Moreau")))
        content = kept_file(found)
        if content is None:
            raise NothingToDoError
        twin.file = ContentFile(content, name=found.file.name)
        twin.save()
        pair = PicturePair.objects.get(older=found, newer=twin)
        keep = self.choices.pick(("older", "newer", "both"))
        self.send(reverse("photos:decide", args=[pair.pk]), {"keep": keep})

    @verb
    def say_of_many(self) -> None:
        found = self.choices.some(list(Picture.objects.order_by("pk")), most=3)
        ids = "&".join(f"id={picture.pk}" for picture in found)
        form = {"credit": f"Pharos {self.choices.number(1, 9)}", "rights": "agency"}
        self.send(f"/desk/bulk/paper_media/picture/say_of_many/?{ids}&next=/desk/", form)

    @verb
    def delete_picture(self) -> None:
        found = self.any_of(Picture) if self.choices.chance(50) else picture()
        if self.choices.chance(50):
            Picture.objects.filter(pk=found.pk).delete()
        else:
            found.delete()

    @weighty(2)
    def edit_document(self) -> None:
        document = Document.objects.order_by("pk").first()
        if document is None or self.choices.chance(20):
            number = Document.objects.count() + 1
            file = ContentFile(b"tide table", name=f"tides-{number}.txt")
            Document.objects.create(title=f"Tides {number}", file=file)
            return
        document.title = f"Tides of {self.choices.number(1, 9)}"
        document.save()

    @verb
    def rename_documents_at_once(self) -> None:
        Document.objects.update(title=f"Tables {self.choices.number(1, 9)}")

    @verb
    def delete_document(self) -> None:
        self.any_of(Document).delete()
