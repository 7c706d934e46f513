"""Pictures of a shared draft, at addresses that end with the link and tell nothing of the public ones."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse

from dateline.media.models import Picture, PictureRendition
from dateline.media.storages import PUBLIC_FILE
from dateline.stories.canonical import pictures_in


def pictures_of(story: Any) -> list[Picture]:
    """Return the pictures that the draft itself shows."""
    lead = [story.lead_picture] if story.lead_picture else []
    return list({picture.pk: picture for picture in (*lead, *pictures_in(story.body))}.values())


def addresser_for(story: Any, *, token: str) -> Callable[[str], str | None]:
    """Return how the files of the draft's pictures are addressed in a page under this token."""
    folders = {picture.folder for picture in pictures_of(story)}

    def address(name: str) -> str | None:
        public = PUBLIC_FILE.match(name)
        if public is None or public["folder"] not in folders:
            return None
        return reverse(
            "shared:picture", kwargs={"token": token, "name": _alias(name, token), "kind": public["kind"]}
        )

    return address


def file_named(alias: str, *, kind: str, story: Any, token: str) -> str | None:
    """Return the file that is meant, when a picture of the draft has it; withheld pictures have none."""
    for name in _files_of(story):
        if name.endswith(f".{kind}") and hmac.compare_digest(_alias(name, token), alias):
            return name
    return None


def _files_of(story: Any) -> Iterator[str]:
    shown = [picture for picture in pictures_of(story) if not picture.is_withheld]
    yield from (picture.file.name for picture in shown)
    yield from PictureRendition.objects.filter(image__in=shown).values_list("file", flat=True)


def _alias(name: str, token: str) -> str:
    """The public name would be an address that outlives the link, so it is not told."""
    secret = f"{settings.SECRET_KEY} shared picture {token}"
    return hmac.new(secret.encode(), name.encode(), "sha256").hexdigest()[:24]
