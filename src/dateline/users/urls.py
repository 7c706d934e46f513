"""Addresses under /desk/welcome/."""

from django.urls import path

from dateline.users import views

app_name = "users"
urlpatterns = [path("<str:token>/", views.welcome, name="welcome")]
