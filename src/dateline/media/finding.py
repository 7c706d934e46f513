"""Which of many addresses of files lead to one: asked at once when made-up names come in numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.core.files.storage import default_storage
from wagtail.documents import get_document_model

from dateline.media.storages import PUBLIC_FILE

MEDIA = "/media/"
DOCUMENT = re.compile(r"/documents/(\d{1,9})/([^/]+)")


def existing_files(addresses: Sequence[str]) -> set[str]:
    """Return those at which there is a picture file or a document."""
    return {address for address in addresses if _is_picture(address)} | _documents(addresses)


def _is_picture(address: str) -> bool:
    name = address.removeprefix(MEDIA)
    return name != address and PUBLIC_FILE.match(name) is not None and default_storage.exists(name)


def _documents(addresses: Sequence[str]) -> set[str]:
    asked = {address: match for address in addresses if (match := DOCUMENT.fullmatch(address))}
    if not asked:
        return set()
    found = get_document_model().objects.in_bulk([int(match[1]) for match in asked.values()])
    return {
        address
        for address, match in asked.items()
        if (document := found.get(int(match[1]))) is not None and document.filename == match[2]
    }
