"""Addresses of the journal, under the desk's."""

from django.urls import path

from dateline.desk.keeping import views

app_name = "keeping"
urlpatterns = [
    path("pulse/", views.pulse_view, name="pulse"),
    path("offer/", views.offer_view, name="offer"),
    path("signed-in/", views.signed_in_view, name="signed_in"),
]
