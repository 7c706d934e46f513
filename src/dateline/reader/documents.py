"""Documents: files to download, from collections that are public."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve

from dateline.edition.serve import BROWSERS
from dateline.reader.pages import reader_page, withheld
from dateline.stories.embargoed_files import is_document_held


@reader_page
def serve_document(request: HttpRequest, *, document_id: str, filename: str) -> HttpResponse:
    """Answer with the file; 403 for everybody while its collection, or one around it, is restricted.

    So it is while the document belongs to a story under embargo and to nothing that is public.

    Public addresses get no cookies, so nobody who asks here can be known; staff are led to the desk.
    """
    document = get_document_model().objects.select_related("collection").filter(pk=document_id).first()
    is_asked_for = document is not None and document.filename == filename
    if is_asked_for and (
        document.collection.get_view_restrictions().exists() or is_document_held(document, at=timezone.now())
    ):
        response = withheld(desk_url=reverse("held_document", args=[document.pk, filename]))
        response["Cache-Control"] = "private, no-store"
        return response
    response = serve(request, document_id, filename)
    # The address stays when the file is replaced.
    response["Cache-Control"] = BROWSERS
    # A file is what it is; Wagtail guesses from the name, and writes down the guess None.
    response.headers.pop("Content-Encoding", None)
    if response.headers.get("ETag") == '""':
        # Not every file's digest is known, and an empty one would be that of every other version too.
        del response["ETag"]
    return response
