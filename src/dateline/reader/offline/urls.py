"""Addresses of what puts the paper on a device."""

from django.urls import path

from dateline.reader.device_addresses import ICON_SIZES
from dateline.reader.offline import views

urlpatterns = [
    path("manifest.webmanifest", views.manifest_file, name="manifest"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("offline/", views.offline, name="offline"),
    *(path(f"icons/{size}.png", views.icon, {"size": size}, name=f"icon_{size}") for size in ICON_SIZES),
]
