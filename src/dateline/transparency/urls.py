"""Addresses of the log, below /log/, and of its key."""

from django.urls import path

from dateline.transparency import views

app_name = "transparency"
urlpatterns = [
    path(".well-known/dateline-log-key", views.serve_key, name="key"),
    path("log/verify.html", views.serve_verifier, name="verifier"),
    path("log/<path:path>", views.serve_log_file, name="file"),
]
