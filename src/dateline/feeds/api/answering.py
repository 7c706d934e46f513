"""How the API answers: JSON that other sites may read, problems (RFC 9457), what is left of a quota."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from dateline.edition.keys import collecting
from dateline.edition.programs import PROBLEM_TYPE, READABLE
from dateline.feeds.api.addresses import full
from dateline.feeds.api.asking import BadQueryError
from dateline.feeds.api.items import Item, as_json
from dateline.feeds.api.keys import Caller, QuotaSpentError, UnknownKeyError, caller_of
from dateline.feeds.api.story_lists import Page, UnknownFilterError
from dateline.feeds.public_stories import GoneError
from dateline.paper.choices import FeedText
from dateline.paper.queries import paper_settings

JSON = "application/json"


class KeyNeededError(PermissionError):
    """Raised by a view that only partners get an answer from."""


@dataclass(frozen=True, slots=True)
class Question:
    """A request, and the partner who asks, if it has brought a key."""

    request: HttpRequest
    caller: Caller | None

    def text_of(self, item: Item) -> str:
        """Return as much of a story as whoever asks is given: partners get all, others what feeds carry."""
        is_whole = self.caller is not None or paper_settings().feed_text == FeedText.FULL
        return item.whole if is_whole else item.brief


def for_api(view: Callable[..., str | None]) -> Callable[..., HttpResponse]:
    """Answer with the JSON that the view returns, or with a problem; None is what is not there.

    Without a key the answer is a page of the edition. With one it is for this partner alone.
    """

    @wraps(view)
    def answered(request: HttpRequest, **parts: Any) -> HttpResponse:
        header, now = request.headers.get("Authorization", ""), timezone.now()
        try:
            caller = caller_of(header, now=now) if header else None
        except UnknownKeyError:
            return _unauthorized("This key opens nothing.")
        except QuotaSpentError as error:
            refused = problem(429, str(error))
            refused["Retry-After"] = str(_seconds_left(now))
            _tell_quota(refused, quota=error.quota, left=0, now=now)
            return refused
        response = _answer(view, Question(request, caller), parts)
        if caller is not None:
            _tell_quota(response, quota=caller.partner.quota, left=caller.left, now=now)
            response["Cache-Control"] = (
                "private, no-store" if response.status_code >= 400 else "private, no-cache"
            )
        return response

    return require_safe(answered)


def problem(status: int, title: str) -> HttpResponse:
    """Return what is wrong."""
    body = as_json({"type": "about:blank", "title": title, "status": status})
    response = _for_anyone(HttpResponse(body, status=status, content_type=PROBLEM_TYPE))
    if status not in (404, 410):
        # Of what was asked wrongly there are as many as there are characters: none is worth keeping.
        response["Cache-Control"] = "no-store"
    return response


def _unauthorized(title: str) -> HttpResponse:
    refused = problem(401, title)
    refused["WWW-Authenticate"] = "Bearer"
    return refused


def listed(page: Page, *, path: str, given: dict[str, str]) -> str:
    """Return one answer of a list, with the address of the next."""
    rest = {name: value for name, value in given.items() if name not in ("cursor", "since")}
    following = f"{full(path)}?{urlencode({**rest, **page.following})}" if page.following else None
    told = as_json({"next": following, **page.more})
    return f'{{"items":[{",".join(page.items)}],{told[1:]}'


def _answer(view: Callable[..., str | None], question: Question, parts: dict[str, Any]) -> HttpResponse:
    try:
        with collecting():
            body = view(question, **parts)
    except BadQueryError as error:
        return problem(400, str(error))
    except UnknownFilterError as error:
        return problem(404, str(error))
    except KeyNeededError:
        return _unauthorized("This takes a key of a partner.")
    except GoneError:
        return problem(410, "This story is not in the paper any more.")
    if body is None:
        return problem(404, "There is nothing at this address.")
    response = _for_anyone(HttpResponse(body, content_type=JSON))
    if question.caller is None:
        return response
    etag = quote_etag(hashlib.blake2b(response.content, digest_size=16).hexdigest())
    response["ETag"] = etag
    response["Vary"] = "Authorization"
    found: Any = get_conditional_response(question.request, etag=etag, response=response)
    return _for_anyone(found)


def _for_anyone(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = READABLE
    response["X-Robots-Tag"] = "noindex"
    return response


def _tell_quota(response: HttpResponse, *, quota: int, left: int, now: datetime) -> None:
    """Tell what is left (draft-ietf-httpapi-ratelimit-headers)."""
    response["RateLimit-Policy"] = f'"hour";q={quota};w=3600'
    response["RateLimit"] = f'"hour";r={left};t={_seconds_left(now)}'


def _seconds_left(now: datetime) -> int:
    following = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return max(1, int((following - now).total_seconds()))


@require_safe
def nothing_here(request: HttpRequest, **parts: Any) -> HttpResponse:
    """Answer what is at no address of the API."""
    if not request.path.startswith("/api/"):
        raise Http404
    return problem(404, "There is nothing at this address.")
