"""One click for what somebody has mended by hand."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from dateline.corrections.errors import OutcomeRefusedError, PlaceChangedError
from dateline.corrections.mending_actions import close_as_mended
from dateline.desk.reports.views import ClusterMixin
from dateline.lib.whole_numbers import whole_number


class MendedView(ClusterMixin, View):
    """Close the reports of a place as fixed in the version that the button names."""

    http_method_names = ["post"]
    wants_handling = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        number = whole_number(request.POST.get("version")) or 0
        try:
            close_as_mended(cluster=self.cluster, version=number, by=self.staff)
        except OutcomeRefusedError:
            messages.warning(request, _("Somebody has closed these reports meanwhile."))
        except PlaceChangedError:
            text = _(
                "This story was published again meanwhile. Look at how the place reads now, then decide."
            )
            messages.warning(request, text)
        else:
            text = _("The reports are closed: fixed in version %(number)d.") % {"number": number}
            messages.success(request, text)
            return redirect(self.after_upholding(self.row()))
        return redirect(self.next_url())
