"""Every address of the paper, from the most particular to the catch-all."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from dateline.media import urls as media_urls
from dateline.reader import urls as reader_urls
from dateline.users import urls as users_urls

urlpatterns = [
    path("desk/welcome/", include(users_urls)),
    path("desk/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/", include(media_urls)),
    path("", include(reader_urls)),
]
handler404 = "dateline.reader.pages.not_found"
handler500 = "dateline.config.failures.failed"
