"""Work on pictures that nobody waits for."""

from __future__ import annotations

from django_tasks import task

from dateline.media.actions import make_renditions
from dateline.media.models import Picture


# Whatever else waits is more urgent: readers have a fitting size already.
@task(priority=-10)
def make_renditions_task(picture_id: int) -> int:
    """Make whatever a picture lacks. Doing it twice is harmless."""
    picture = Picture.objects.filter(pk=picture_id).first()
    return make_renditions(picture=picture) if picture is not None else 0
