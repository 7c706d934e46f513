"""What pages that name a placard depend on, and what goes with a story that leaves.

``placard/story/<id>``, ``placard/section/<id>``, ``placard/paper``  touched when it was made or removed
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from dateline.media.edition_keys import media_key
from dateline.placards.faces import section_subject, story_subject
from dateline.placards.models import Placard
from dateline.publishing.publications import register_keys

SUBJECTS = {"story": story_subject, "section": section_subject}


def placard_key(subject: str) -> str:
    """Return the key of every page that names the placard of this subject, whether it is there or not."""
    return f"placard/{subject}"


def folder_in(file: str) -> str:
    """Return the folder in the name of a placard's file."""
    return file.split("/")[1]


def leaving_touches(page: Any, *, before: Any, after: Any, name: str) -> Iterable[str]:
    """Caches of files have to forget the placard of a page that ceased to be public."""
    if after is not None:
        return ()
    rows = Placard.objects.filter(subject=SUBJECTS[name](page.pk))
    return [media_key(folder_in(file)) for file in rows.values_list("file", flat=True)]


def register_placard_keys() -> None:
    """Let stories and sections that leave touch the files of their placards."""
    for name in SUBJECTS:
        register_keys(name, partial(leaving_touches, name=name), of_many=_nothing)


def _nothing(pages: object) -> Iterable[str]:
    """What is new has no placard yet."""
    return ()
