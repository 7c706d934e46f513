"""Every address of the paper, from the most particular to the catch-all."""

from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from dateline.desk import urls as desk_urls
from dateline.desk.accounts import urls as account_urls
from dateline.desk.sharing import shared_urls
from dateline.feeds import urls as feeds_urls
from dateline.media import urls as media_urls
from dateline.reader import urls as reader_urls
from dateline.reader.documents import serve_document
from dateline.transparency import urls as transparency_urls
from dateline.users import urls as users_urls

urlpatterns = [
    path("desk/welcome/", include(users_urls)),
    path("desk/shared/", include(shared_urls)),
    path("desk/", include(desk_urls)),
    path("desk/", include(account_urls)),
    path("desk/", include(wagtailadmin_urls)),
    re_path(
        r"^documents/(?P<document_id>\d{1,18})/(?P<filename>.*)$", serve_document, name="wagtaildocs_serve"
    ),
    path("media/", include(media_urls)),
    path("", include(transparency_urls)),
    path("", include(feeds_urls)),
    path("", include(reader_urls)),
]
handler400 = "dateline.config.failures.unusable"
handler404 = "dateline.reader.pages.not_found"
handler500 = "dateline.config.failures.failed"
