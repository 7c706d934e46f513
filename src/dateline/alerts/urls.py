"""Screens of alerts on the desk."""

from django.urls import path

from dateline.alerts import views

app_name = "alerts"

urlpatterns = [
    path("", views.alerts_view, name="list"),
    path("new/<int:story_id>/", views.compose_view, name="new"),
    path("<int:pk>/cancel/", views.cancel_view, name="cancel"),
]
