"""Who passes feeds on to the programs that subscribe to them, and how many do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from dateline.desk.partners.forms import HubForm
from dateline.desk.partners.hub_state import hub_state
from dateline.desk.partners.views import PartnerScreen
from dateline.feeds.hubs import chosen_hub
from dateline.feeds.websub.actions import choose_hub


class HubView(PartnerScreen):
    """The hub of the feeds: the choice, and how it goes."""

    page_title = gettext_lazy("Feeds at once")
    template_name = "desk/partners/hub.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown(HubForm(instance=chosen_hub()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = HubForm(request.POST, instance=chosen_hub())
        if not form.is_valid():
            return self._shown(form, status=422)
        choose_hub(**form.cleaned_data, by=request.user)
        messages.success(request, _("It is decided, and every feed says so from now on."))
        return redirect("partners:hub")

    def _shown(self, form: HubForm, *, status: int = 200) -> HttpResponse:
        return self.shown(form=form, state=hub_state(), status=status)
