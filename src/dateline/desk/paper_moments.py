"""A field for a moment in the paper's own zone, whatever zone the person on the desk has chosen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.lib.local_times import gap_around, is_repeated, is_skipped
from dateline.publishing.paper_time import local

FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of date and time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"step": "60", **(attrs or {})}, format="%Y-%m-%dT%H:%M")


class PaperMomentField(forms.Field):
    """A moment to come. Past ones are refused, and so is a time that the clocks jump over.

    One that looks back refuses what is still to come instead.
    """

    widget = MomentInput

    def __init__(self, *, looks_back: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.looks_back = looks_back

    def prepare_value(self, value: Any) -> Any:
        return local(value).replace(tzinfo=None) if isinstance(value, datetime) and value.tzinfo else value

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        wall = _typed(str(value).strip())
        zone = timezone.get_default_timezone()
        if is_skipped(wall, zone):
            start, end = gap_around(wall, zone)
            raise ValidationError(
                _(
                    "In that night the clocks go from %(start)s to %(end)s, so %(time)s never comes."
                    " Choose an earlier or a later time."
                )
                % {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}", "time": f"{wall:%H:%M}"}
            )
        moment = wall.replace(tzinfo=zone)
        if self.looks_back and moment > timezone.now():
            raise ValidationError(_("This time has not come yet."))
        if not self.looks_back and moment <= timezone.now():
            raise ValidationError(_("This time is past."))
        return moment


def comes_twice(moment: datetime) -> bool:
    """Say whether the clock shows this time twice; the first is meant then."""
    zone = timezone.get_default_timezone()
    return is_repeated(local(moment).replace(tzinfo=None, fold=0), zone)


def zone_name() -> str:
    """Return the paper's zone as people know it, with its present distance from UTC."""
    here = local(timezone.now())
    return f"{timezone.get_default_timezone_name()}, UTC{here:%z}"[:-2] + ":" + f"{here:%z}"[-2:]


def _typed(text: str) -> datetime:
    for form in FORMATS:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - the zone is the paper's, and asked about next
        except ValueError:
            continue
    raise ValidationError(_("Expected a date and a time, such as 2026-10-04 06:00."))
