"""What holds for every request: policies, cookies, language, proxies, health."""

from ipaddress import ip_network

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone, translation
from pytest_django.fixtures import Settings

from dateline.config.middleware import LanguageMiddleware, PublicPagesMiddleware, TrustedProxyMiddleware


def ok(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def answer(request: HttpRequest) -> HttpResponse:
    response = LanguageMiddleware(ok)(request)
    assert isinstance(response, HttpResponse)
    return response


def test_public_page_has_a_strict_policy_and_no_cookies(client: Client) -> None:
    response = client.get("/no-such-page/")

    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Frame-Options"] == "DENY"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_desk_has_the_policy_that_wagtail_needs(client: Client) -> None:
    response = client.get("/desk/login/")

    assert response.status_code == 200
    assert "script-src 'self' 'unsafe-inline'" in response.headers["Content-Security-Policy"]
    assert "unsafe-eval" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.cookies["csrftoken"]["path"] == "/desk/"


def test_cookie_set_by_a_public_page_is_dropped(rf: RequestFactory) -> None:
    def careless(request: HttpRequest) -> HttpResponse:
        response = HttpResponse("ok", headers={"Vary": "Cookie, Accept-Encoding"})
        response.set_cookie("tracker", "1")
        return response

    response = PublicPagesMiddleware(careless)(rf.get("/news/"))

    assert not response.cookies
    assert response.headers["Vary"] == "Accept-Encoding"


def test_public_page_after_a_desk_page_speaks_the_papers_language(rf: RequestFactory) -> None:
    translation.activate("ru")
    timezone.activate("Asia/Tokyo")

    request = rf.get("/news/", headers={"accept-language": "ru"})

    response = answer(request)

    assert translation.get_language() == "en"
    assert timezone.get_current_timezone_name() == "UTC"
    assert response.headers["Content-Language"] == "en"


def test_desk_speaks_the_visitors_language(rf: RequestFactory) -> None:
    request = rf.get("/desk/", headers={"accept-language": "ru"})
    request.user = AnonymousUser()

    assert answer(request).headers["Content-Language"] == "ru"


def test_forwarded_headers_from_a_stranger_are_dropped(rf: RequestFactory) -> None:
    request = rf.get(
        "/", REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="1.1.1.1", HTTP_X_FORWARDED_PROTO="https"
    )

    TrustedProxyMiddleware(ok)(request)

    assert request.META["REMOTE_ADDR"] == "203.0.113.9"
    assert not request.is_secure()


def test_forwarded_headers_from_our_proxy_name_the_nearest_stranger(
    rf: RequestFactory, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = (ip_network("10.0.0.0/8"),)
    chain = "6.6.6.6, 203.0.113.9, 10.0.0.7"
    request = rf.get("/", REMOTE_ADDR="10.0.0.8", HTTP_X_FORWARDED_FOR=chain, HTTP_X_FORWARDED_PROTO="https")

    TrustedProxyMiddleware(ok)(request)

    assert request.META["REMOTE_ADDR"] == "203.0.113.9"
    assert request.is_secure()


def test_unknown_host_name_is_refused(client: Client) -> None:
    assert client.get("/desk/login/", headers={"host": "evil.example"}).status_code == 400
