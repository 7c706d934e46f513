"""Who may arrange fronts and make plans. The table of roles says it for people."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

MAY_CHANGE_FRONTS = "paper_fronts.change_front"


def for_front_editors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only those in who may change fronts, which can show any story of the paper."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(MAY_CHANGE_FRONTS):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
