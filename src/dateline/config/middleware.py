"""What holds for every request: who really asks, the language, the cookies and the security headers."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import timezone, translation

from dateline.config.content_policy import policy_for
from dateline.config.doors import is_desk
from dateline.config.public_headers import FRAMES, PERMISSIONS

logger = structlog.get_logger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]

FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
)


class TrustedProxyMiddleware:
    """Believe X-Forwarded-… only from proxies that the paper names; from anybody else they are dropped."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_trusted(request.META.get("REMOTE_ADDR", "")):
            request.META["REMOTE_ADDR"] = self._visitor(request)
        else:
            for header in FORWARDED:
                request.META.pop(header, None)
        return self.get_response(request)

    def _visitor(self, request: HttpRequest) -> str:
        """Walk the chain from the near end; the first address that is no proxy of ours is the visitor."""
        chain = [
            part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()
        ]
        visitor: str = request.META["REMOTE_ADDR"]
        while chain and self._is_trusted(visitor) and _is_address(chain[-1]):
            visitor = chain.pop()
        return visitor

    def _is_trusted(self, address: str) -> bool:
        return _is_address(address) and any(
            ip_address(address) in network for network in settings.TRUSTED_PROXIES
        )


class LanguageMiddleware(LocaleMiddleware):
    """On the desk the language is the visitor's; public pages speak the paper's, whoever asks."""

    def process_request(self, request: HttpRequest) -> None:
        if is_desk(request.path_info):
            super().process_request(request)
            return
        # A thread keeps the last language and time zone that somebody on the desk activated in it.
        translation.activate(settings.LANGUAGE_CODE)
        timezone.deactivate()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:  # type: ignore[override]  # the stubs say HttpResponseBase
        if is_desk(request.path_info):
            super().process_response(request, response)
        else:
            response.headers.setdefault(
                "Content-Language", translation.get_language() or settings.LANGUAGE_CODE
            )
        return response


class PublicPagesMiddleware:
    """Keep cookies off public pages, and with them anything that would depend on the visitor."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not is_desk(request.path_info):
            if response.cookies:
                logger.warning("cookie_dropped", path=request.path_info, names=sorted(response.cookies))
                response.cookies.clear()
            _forget_vary_on_cookie(response)
        return response


class SecurityHeadersMiddleware:
    """Add the content policy and the permissions that no page of a newspaper needs."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_dummy", False):
            # Wagtail renders a preview as a request to the public address within one to the desk, in a
            # frame of the desk: the headers are those of the desk, which the outer request adds.
            return response
        response.headers.setdefault("Content-Security-Policy", policy_for(request.path_info))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if is_desk(request.path_info):
            response.headers.setdefault("Cache-Control", "private, no-store")
            response.headers.setdefault("X-Robots-Tag", "noindex")
        else:
            response.headers["X-Frame-Options"] = FRAMES
        return response


def _forget_vary_on_cookie(response: HttpResponse) -> None:
    kept = [
        name.strip()
        for name in response.headers.get("Vary", "").split(",")
        if name.strip().lower() != "cookie"
    ]
    if any(kept):
        response.headers["Vary"] = ", ".join(name for name in kept if name)
    else:
        response.headers.pop("Vary", None)


def _is_address(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True
