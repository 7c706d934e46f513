"""Addresses under /desk/shared/, open to whoever has a link."""

from django.urls import path, re_path

from dateline.desk.sharing import shared_views

app_name = "shared"
urlpatterns = [
    path("<str:token>/", shared_views.shared_story, name="story"),
    re_path(
        r"^(?P<token>[\w-]{1,100})/(?P<name>[0-9a-f]{24})\.(?P<kind>avif|webp|jpg|png|gif)$",
        shared_views.shared_picture,
        name="picture",
    ),
]
