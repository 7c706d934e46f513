"""Addresses of alerts; devices keep those that they are sent to."""

from django.urls import path

from dateline.reader.alerts import views

urlpatterns = [
    path("alerts/", views.alerts, name="alerts"),
    path("alerts/subscribe/", views.subscribe, name="alerts_subscribe"),
    path("alerts/change/", views.change, name="alerts_change"),
    path("alerts/known/", views.known, name="alerts_known"),
    path("alerts/unsubscribe/", views.unsubscribe, name="alerts_unsubscribe"),
]
