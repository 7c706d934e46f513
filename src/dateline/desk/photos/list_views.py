"""The photo desk's list: every picture with its credit, filters, and what a photo editor looks for."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.forms import RadioSelect
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import Button
from wagtail.admin.widgets.datetime import AdminDateInput
from wagtail.images.views.images import ImagesFilterSet, IndexView

from dateline.desk.photos.queries import unused, with_open_pairs
from dateline.media.choices import Rights
from dateline.media.models import Picture
from dateline.media.rights_fields import WARN_BEFORE
from dateline.publishing.paper_time import day_bounds

NO_CREDIT = _("No credit")
ANY = _("Any")


def _choice(label: Any, choices: list[tuple[str, Any]], method: str) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=ANY, method=method, widget=RadioSelect
    )


class PicturesFilterSet(ImagesFilterSet):
    """Wagtail's filters (folder, tags), and what a photo editor asks for."""

    whose = _choice(_("Whose"), [("mine", _("Mine"))], "of_somebody")
    lacks = _choice(
        _("What is missing"),
        [
            ("credit", _("Credit")),
            ("words", _("Caption and alternative text")),
            ("rights", _("On what ground we print it")),
        ],
        "lacking",
    )
    ending = _choice(
        _("Rights"),
        [("soon", _("End within 14 days")), ("ended", _("Have ended")), ("open", _("Have no end"))],
        "with_rights",
    )
    used = _choice(_("Use"), [("no", _("Used nowhere")), ("twice", _("There twice"))], "in_use")
    photographer = django_filters.CharFilter(
        label=_("Credit contains"), field_name="credit", lookup_expr="icontains"
    )
    since = django_filters.DateFilter(label=_("Added since"), method="added_since", widget=AdminDateInput)
    until = django_filters.DateFilter(label=_("Added until"), method="added_until", widget=AdminDateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail counts uses of every picture for it; “used nowhere” is what a photo editor wants to know.
        self.filters.pop("usage_count", None)

    def of_somebody(self, pictures: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Narrow down to what this person uploaded."""
        request: HttpRequest = self.request
        return pictures.filter(uploaded_by_user=request.user)

    def lacking(self, pictures: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Narrow down to pictures that lack something."""
        wanted = {
            "credit": Q(credit=""),
            "words": Q(caption="", description=""),
            "rights": Q(rights=Rights.UNKNOWN),
        }
        return pictures.filter(wanted[value])

    def with_rights(self, pictures: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Narrow down by when the rights end."""
        now = timezone.now()
        wanted = {
            "soon": Q(expires_at__gt=now, expires_at__lte=now + WARN_BEFORE),
            "ended": Q(expires_at__lte=now),
            "open": Q(expires_at=None),
        }
        return pictures.filter(wanted[value])

    def in_use(self, pictures: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Narrow down to what nobody uses, or what is there twice."""
        return unused(pictures) if value == "no" else with_open_pairs(pictures)

    def added_since(self, pictures: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Narrow down to what was added on that day of the paper's or later."""
        return pictures.filter(created_at__gte=day_bounds(value)[0])

    def added_until(self, pictures: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Narrow down to what was added on that day of the paper's or earlier."""
        return pictures.filter(created_at__lt=day_bounds(value)[1])


class PictureIndexView(IndexView):
    """The list of pictures."""

    filterset_class = PicturesFilterSet

    @cached_property
    def columns(self) -> list[Column]:
        # The folder is a filter: most papers have one, and Wagtail calls it Root.
        columns = [column for column in super().columns if column.name != "collection"]
        credit = Column("credit", label=_("Credit"), accessor=credit_or_warning)
        return [*columns[:3], credit, *columns[3:]] if columns else columns

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        twice = Button(
            label=_("Pictures that are there twice"),
            url=reverse("photos:pairs"),
            icon_name="copy",
            priority=20,
        )
        return [*super().header_more_buttons, twice]


def credit_or_warning(picture: Picture) -> str | SafeString:
    """Return the credit, or a warning that stands out."""
    return picture.credit or format_html('<strong class="desk-warning">{}</strong>', NO_CREDIT)
