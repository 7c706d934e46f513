"""The form as a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from dateline.corrections.mailing import keeps_contacts
from dateline.corrections.report_queries import public_version
from dateline.corrections.tokens import issue_token
from dateline.edition.keys import collecting
from dateline.publishing.queries import content_of
from dateline.reader.pages import head_for, page_response
from dateline.reader.queries import paper_parts
from dateline.reader.reports.answers import Refusal

KEPT = ("words", "suggestion", "comment", "kind", "email", "place", "start", "prefix", "suffix", "channel")


def form_page(
    *, story: UUID | None, version: int | None, sent: Mapping[str, Any], refusal: Refusal | None = None
) -> HttpResponse | None:
    """Return the form with what was written so far; None for a version that is not public."""
    found = public_version(story, version) if story is not None and version is not None else None
    content = content_of(found) if found is not None else None
    if found is None or content is None:
        return None
    with collecting():
        parts = paper_parts()
        return page_response(
            "pages/report_form.html",
            parts=parts,
            head=head_for(_("Report a mistake"), parts=parts, path="", is_indexed=False),
            story={
                "headline": content["fields"]["headline"],
                "url": found.publication.address,
                "language": found.language,
                "publication": found.publication_id,
                "version": found.number,
            },
            sent={name: sent.get(name, "") for name in KEPT},
            token=issue_token(story=found.publication_id, version=found.number),
            keeps_contact=keeps_contacts(),
            refusal=refusal,
        )
