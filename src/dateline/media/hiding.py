"""Files of pictures that readers may not have: out of the public folder, kept in the private one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from dateline.media.storages import originals_storage


def put_away(picture: Any, names: Iterable[str] = ()) -> None:
    """Remove the public files at once. The clean-up command repeats it if the process dies in between."""
    storage, name = picture.file.storage, picture.file.name
    listed = list(names)
    if storage.exists(name):
        store = originals_storage()
        if not store.exists(name):
            with storage.open(name) as public:
                store.save(name, ContentFile(public.read()))
        listed.append(name)
    remove = getattr(storage, "delete_now", storage.delete)
    for public_name in listed:
        remove(public_name)


def bring_back(picture: Any) -> None:
    """Return the file to the public folder; the private copy goes when the transaction is over."""
    store, name = originals_storage(), picture.file.name
    if not picture.file.storage.exists(name) and store.exists(name):
        with store.open(name) as kept:
            picture.file.storage.save(name, ContentFile(kept.read()))
        transaction.on_commit(lambda: store.delete(name))


def kept_file(picture: Any) -> bytes | None:
    """Return the file of a picture for the desk, wherever it lies; None when it is lost."""
    for storage in (picture.file.storage, originals_storage()):
        if storage.exists(picture.file.name):
            with storage.open(picture.file.name) as file:
                content: bytes = file.read()
                return content
    return None
