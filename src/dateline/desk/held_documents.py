"""Documents that readers do not get, at an address of the desk, for the staff who may have them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction
from wagtail.permissions import policy_registry

from dateline.stories.embargoed_files import stories_holding


@require_safe
def held_document(request: HttpRequest, *, document_id: int, filename: str) -> FileResponse:
    """Answer with the file, to be saved: what somebody brought to the desk is not shown under its address.

    Raises PermissionDenied for whoever ``may_have`` leaves out, Http404 when there is no such file.
    """
    document = get_document_model().objects.select_related("collection").filter(pk=document_id).first()
    if document is None or document.filename != filename:
        raise Http404
    if not may_have(document, request=request):
        raise PermissionDenied
    try:
        opened = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(opened, as_attachment=True, filename=filename)
    response["Cache-Control"] = "private, no-store"
    return response


def may_have(document: Any, *, request: HttpRequest) -> bool:
    """Say whether who asks may read a document: whoever may change it.

    Others need to be let into its collection, and while an embargo holds it, to be able to edit its story.
    """
    policy = policy_registry.get_by_type(get_document_model())
    if policy.user_has_permission_for_instance(request.user, "change", document):
        return True
    stories = list(stories_holding(document, at=timezone.now()))
    if stories and not any(story.permissions_for_user(request.user).can_edit() for story in stories):
        return False
    restrictions = document.collection.get_view_restrictions()
    by_password = CollectionViewRestriction.PASSWORD
    return all(one.restriction_type != by_password and one.accept_request(request) for one in restrictions)
