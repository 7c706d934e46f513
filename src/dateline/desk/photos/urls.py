"""Addresses of the photo desk. Those of Wagtail's own screens come first and take their place."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_POST, require_safe

from dateline.desk.photos.list_views import PictureIndexView
from dateline.desk.photos.pair_views import PairsView, decide_pair
from dateline.desk.photos.picture_views import (
    PictureDeleteView,
    PictureEditView,
    ReplaceView,
    UsesView,
    small_picture,
)
from dateline.desk.photos.upload_views import UploadedFileView, UploadedWordsView, UploadView

OWN = [
    path("twice/", PairsView.as_view(http_method_names=["get", "head"]), name="pairs"),
    path("twice/<int:pair_id>/", require_POST(decide_pair), name="decide"),
    path("<int:image_id>/replace/", ReplaceView.as_view(), name="replace"),
    path("<int:image_id>/small/", require_safe(small_picture), name="small"),
]
IN_PLACE = [
    path("", PictureIndexView.as_view(), name="index"),
    path("results/", PictureIndexView.as_view(results_only=True), name="index_results"),
    path("<int:image_id>/", PictureEditView.as_view(), name="edit"),
    path("<int:image_id>/delete/", PictureDeleteView.as_view(), name="delete"),
    path("usage/<int:image_id>/", UsesView.as_view(http_method_names=["get", "head"]), name="image_usage"),
    path("multiple/add/", UploadView.as_view(), name="add_multiple"),
    path("multiple/<int:image_id>/", UploadedWordsView.as_view(), name="edit_multiple"),
    path(
        "multiple/create_from_uploaded_image/<int:uploaded_file_id>/",
        UploadedFileView.as_view(),
        name="create_multiple_from_uploaded_image",
    ),
]


def photo_urls() -> list[URLPattern | URLResolver]:
    """Return the addresses of the photo desk."""
    return [
        path("photos/", include((OWN, "photos"), namespace="photos")),
        path("images/", include((IN_PLACE, "photo_desk"), namespace="photo_desk")),
    ]
