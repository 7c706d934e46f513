"""What the desk's own screens have in common that only those may open who have a permission."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class PermittedScreen(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen with a way back above it. Subclasses name ``permission_required``, title and template."""

    raise_exception = True
    _show_breadcrumbs = True

    def handle_no_permission(self) -> Any:
        # Wagtail's own answer to this: back to the desk, with a word.
        raise PermissionDenied

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def shown(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """Return the page with this context."""
        return self.render_to_response(self.get_context_data(**context), status=status)
