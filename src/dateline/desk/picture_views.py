"""The list of pictures, with their credits and a warning where one is missing."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import RadioSelect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.images.views.images import ImagesFilterSet, IndexView

from dateline.media.models import Picture

NO_CREDIT = _("No credit")


class PicturesFilterSet(ImagesFilterSet):
    """Wagtail's filters, and whether the credit is missing."""

    credited = django_filters.ChoiceFilter(
        label=_("Credit"),
        choices=[("no", _("Missing")), ("yes", _("Given"))],
        empty_label=_("Any"),
        method="with_credit",
        widget=RadioSelect,
    )

    def with_credit(self, pictures: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Narrow down to pictures with or without a credit."""
        return pictures.filter(credit="") if value == "no" else pictures.exclude(credit="")


class PictureIndexView(IndexView):
    """The list of pictures."""

    filterset_class = PicturesFilterSet

    @cached_property
    def columns(self) -> list[Column]:
        # The folder is a filter: most papers have one, and Wagtail calls it Root.
        columns = [column for column in super().columns if column.name != "collection"]
        credit = Column("credit", label=_("Credit"), accessor=credit_or_warning)
        return [*columns[:3], credit, *columns[3:]] if columns else columns


def credit_or_warning(picture: Picture) -> str | SafeString:
    """Return the credit, or a warning that stands out."""
    return picture.credit or format_html('<strong class="desk-warning">{}</strong>', NO_CREDIT)


def picture_urls() -> list[URLPattern]:
    """Return the addresses of the list; they stand before Wagtail's own and take their place."""
    return [
        path("images/", PictureIndexView.as_view(), name="pictures"),
        path("images/results/", PictureIndexView.as_view(results_only=True), name="pictures_results"),
    ]
