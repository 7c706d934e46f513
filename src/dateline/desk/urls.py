"""Addresses of the desk that take the place of Wagtail's own: they are asked first, and only staff get in."""

from __future__ import annotations

from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from dateline.desk.choosers.pictures import picture_chooser_urls
from dateline.desk.choosers.stories import chooser_urls

_choosers = [*chooser_urls(), *picture_chooser_urls()]
urlpatterns = decorate_urlpatterns(decorate_urlpatterns(_choosers, require_admin_access), never_cache)
