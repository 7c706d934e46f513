"""Addresses of the help with writing, under those of the desk."""

from django.urls import path

from dateline.desk.writing import views

app_name = "writing"
urlpatterns = [
    path("paste/", views.paste_view, name="paste"),
    path("cards/", views.cards_view, name="cards"),
]
