"""Pictures and files of an archive: found in folders or on the old site, and taken in once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents import get_document_model

from dateline.archive.models import ImportedPicture, digest_of_address
from dateline.archive.pipeline.fetching import NotFetchedError, fetch
from dateline.archive.records import Document, OldPicture
from dateline.archive.sameness import parts_of
from dateline.media.actions import add_picture
from dateline.media.errors import PictureRefusedError
from dateline.media.models import Picture
from dateline.media.preferences import max_bytes

FILES = frozenset(
    {"pdf", "doc", "docx", "xls", "xlsx", "csv", "odt", "ods", "ppt", "pptx", "txt", "epub", "rtf", "mp3"}
)


class Pictures:
    """Brings in the pictures that documents name; what is missing is remembered with the reason."""

    def __init__(
        self,
        *,
        folders: Iterable[Path],
        fetches: bool,
        credit: str,
        by: Any = None,
        run_id: int | None = None,
    ) -> None:
        self._folders = [folder.resolve() for folder in folders if folder.is_dir()]
        self._fetches = fetches
        self._credit = credit
        self._by = by
        self._known: dict[str, int] = {}
        self._missing: dict[str, str] = {}
        self._run_id = run_id
        self.placeholders: set[str] = set()
        """Pictures for which neither archive nor file had a credit."""

    def bring(self, documents: Iterable[Document]) -> None:
        """Take in what these documents show, each picture in a transaction of its own, before they come in.

        A picture that a killed run took in already is found again.
        """
        wanted = {picture.source: (picture, document) for document in documents for picture in _all(document)}
        new = {source: told for source, told in wanted.items() if source not in self._known}
        self._forget_old(new)
        for source, (picture, document) in new.items():
            if source not in self._known and source not in self._missing:
                self._bring(picture, document)

    def find(self, picture: OldPicture) -> int | None:
        """Return the primary key of a picture that was brought in."""
        return self._known.get(picture.source)

    def missing(self, document: Document) -> list[tuple[str, str]]:
        """Return the pictures of a document that did not come, each with the reason."""
        sources = dict.fromkeys(picture.source for picture in _all(document))
        return [(source, self._missing[source]) for source in sources if source in self._missing]

    def find_file(self, address: str) -> int | None:
        """Return the primary key of a file to download that lies in the folders, taking it in if need be."""
        suffix = PurePosixPath(parts_of(address).path).suffix.lower().lstrip(".")
        path = self._local(address) if suffix in FILES else None
        if path is None or path.stat().st_size > max_bytes():
            return None
        content = path.read_bytes()
        model = get_document_model()
        digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        found = model.objects.filter(file_hash=digest).values_list("pk", flat=True).first()
        if found is not None:
            return int(found)
        made = model(title=path.name[:255], uploaded_by_user=self._by)
        made.file.save(path.name, ContentFile(content), save=False)
        made.file_hash, made.file_size = digest, len(content)
        made.save()
        return int(made.pk)

    def _forget_old(self, new: dict[str, Any]) -> None:
        """Learn which of these have come before and are still there."""
        by_digest = {digest_of_address(source): source for source in new}
        rows = ImportedPicture.objects.filter(digest__in=list(by_digest))
        known = dict(rows.values_list("digest", "picture_id"))
        there = set(Picture.objects.filter(pk__in=known.values()).values_list("pk", flat=True))
        self._known.update({by_digest[digest]: pk for digest, pk in known.items() if pk in there})

    def _bring(self, picture: OldPicture, document: Document) -> None:
        try:
            content, name = self._content(picture.source)
            self._known[picture.source] = self._add(content, name, picture, document)
        except (NotFetchedError, PictureRefusedError) as error:
            self._missing[picture.source] = str(error)
        except OSError as error:
            self._missing[picture.source] = error.strerror or str(error)
        if len(self._missing) > 100_000:
            self._missing.clear()

    @transaction.atomic
    def _add(self, content: bytes, name: str, old: OldPicture, document: Document) -> int:
        upload = hashlib.sha256(content).hexdigest()
        same = ImportedPicture.objects.filter(upload_digest=upload).values_list("picture_id", flat=True)
        found = Picture.objects.filter(pk__in=list(same)).first()
        found = found or Picture.objects.filter(upload_digest=upload).first()
        made_by = None
        if found is None:
            lead = document.lead_picture is not None and document.lead_picture.source == old.source
            found = add_picture(
                file=ContentFile(content, name=name),
                name=name,
                by=self._by,
                title=PurePosixPath(name).stem[:255],
                description=old.alt[:255],
                caption=old.caption,
                credit=(old.credit or (document.credit if lead else "") or "")[:255],
            )
            made_by = self._run_id
            if not found.credit.strip():
                found.credit = self._credit
                found.save()
                self.placeholders.add(old.source)
        ImportedPicture.objects.update_or_create(
            digest=digest_of_address(old.source),
            defaults={
                "source": old.source,
                "picture_id": found.pk,
                "upload_digest": upload,
                "made_by": made_by,
            },
        )
        return int(found.pk)

    def _content(self, source: str) -> tuple[bytes, str]:
        name = PurePosixPath(unquote(parts_of(source).path)).name or "picture"
        path = self._local(source)
        if path is not None:
            if path.stat().st_size > max_bytes():
                raise NotFetchedError(f"the file is larger than {max_bytes():,} bytes")
            return path.read_bytes(), name
        if not self._fetches:
            raise NotFetchedError("not in the folder of pictures")
        return fetch(source, most_bytes=max_bytes()), name

    def _local(self, source: str) -> Path | None:
        """Return the file in a folder whose path ends like the source: whole path first, then less of it.

        Never a file outside the folders, whatever the source or a link in them says.
        """
        parts = [
            part
            for part in PurePosixPath(unquote(parts_of(source).path)).parts
            if part not in ("/", "..", ".")
        ]
        for folder in self._folders:
            for start in range(len(parts)):
                try:
                    path = folder.joinpath(*parts[start:]).resolve()
                    if path.is_relative_to(folder) and path.is_file():
                        return path
                except (OSError, ValueError):
                    continue
        return None


def _all(document: Document) -> Iterator[OldPicture]:
    if document.lead_picture is not None:
        yield document.lead_picture
    for block in document.blocks:
        yield from block.pictures
