"""Documents of the same id: the first comes in, the others are named."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from dateline.archive.records import Document, Problem


@dataclass(slots=True)
class Seen:
    """Remembers ids by digest, sixteen bytes each."""

    _places: dict[bytes, str] = field(default_factory=dict)

    def marked(self, document: Document) -> Document:
        """Return the document, with a problem if its id was there before."""
        if not document.id or document.kind not in ("story", "page"):
            return document
        digest = hashlib.blake2b(document.id.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        place = f"document {document.document} of {document.file}"
        earlier = self._places.setdefault(digest, place)
        if earlier == place:
            return document
        told = Problem("id", f"{document.id[:120]} is {earlier} already", "each id once")
        return replace(document, errors=(*document.errors, told))
