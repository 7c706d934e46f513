"""Addresses of what is decided about drafts: publishing, embargo, links."""

from django.urls import URLPattern, path

from dateline.desk.embargo_views import EmbargoView
from dateline.desk.held_documents import held_document
from dateline.desk.held_pictures import held_picture
from dateline.desk.publishing_dialog.dialog_views import PublishView, UnscheduleView
from dateline.desk.sharing.share_views import RevokeView, ShareView
from dateline.desk.take_down_views import TakeDownView


def draft_urls() -> list[URLPattern]:
    """Return the addresses, for the desk's hook."""
    return [
        path("publish/<int:story_id>/", PublishView.as_view(), name="publish_story"),
        path("publish/<int:story_id>/call-off/", UnscheduleView.as_view(), name="unschedule_story"),
        path("embargo/<int:story_id>/", EmbargoView.as_view(), name="embargo_story"),
        path("take-down/<int:story_id>/", TakeDownView.as_view(), name="take_down_story"),
        path("share/<int:story_id>/", ShareView.as_view(), name="share_story"),
        path("share/<int:story_id>/<int:link_id>/close/", RevokeView.as_view(), name="revoke_share_link"),
        path("held/documents/<int:document_id>/<str:filename>", held_document, name="held_document"),
        path("held/<path:name>", held_picture, name="held_picture"),
    ]
