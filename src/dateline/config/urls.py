"""Every address of the paper, from the most particular to the catch-all."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from dateline.config.media_files import serve_media
from dateline.users import urls as users_urls

urlpatterns = [
    path("desk/welcome/", include(users_urls)),
    path("desk/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", serve_media, name="media"),
]
