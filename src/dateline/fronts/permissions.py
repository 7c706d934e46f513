"""Who may arrange fronts and make plans. The table of roles says it for people."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

MAY_CHANGE_FRONTS = "paper_fronts.change_front"


def for_front_editors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only those in who may change fronts, which can show any story of the paper.

    Times are the paper's on their screens: “at 06:00” is when readers get up, wherever the editor sits.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(MAY_CHANGE_FRONTS):
            raise PermissionDenied
        with timezone.override(timezone.get_default_timezone()):
            return view(request, *args, **kwargs)

    return guarded
