"""Addresses of the preview of fronts and of plans, under those of the desk."""

from django.urls import path

from dateline.fronts import plan_views

app_name = "plans"
urlpatterns = [
    path("", plan_views.list_view, name="list"),
    path("add/", plan_views.add_view, name="add"),
    path("<int:pk>/", plan_views.edit_view, name="edit"),
    path("<int:pk>/front/<int:front_pk>/", plan_views.front_view, name="front"),
    path("<int:pk>/front/<int:front_pk>/preview/", plan_views.front_preview_view, name="front_preview"),
]
