"""Addresses of the copy desk, under those of the desk."""

from django.urls import path

from dateline.copydesk import views

app_name = "copydesk"
urlpatterns = [
    path("check/", views.check_view, name="check"),
    path("decide/", views.decide_view, name="decide"),
    path("rules/<int:pk>/preview/", views.rule_preview_view, name="rule_preview"),
    path("report/", views.report_view, name="report"),
    path("report/start/", views.start_view, name="start"),
]
