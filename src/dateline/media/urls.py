"""Addresses of media files, below /media/."""

from django.urls import path

from dateline.media import views

app_name = "media"
urlpatterns = [path("<path:name>", views.serve_media, name="file")]
