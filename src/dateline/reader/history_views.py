"""The public history of a story: its versions, each as it was, and the difference of any two."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    JsonResponse,
)

from dateline.feeds.xml_writing import ATOM_TYPE, as_atom
from dateline.publishing.choices import Status
from dateline.publishing.models import Publication
from dateline.publishing.queries import publication_at
from dateline.reader.history_pages import difference_response, history_response, version_response
from dateline.reader.pages import gone, reader_page
from dateline.reader.queries import paper_parts
from dateline.record.difference_queries import compared_versions
from dateline.record.machine_forms import difference_data, history_data, history_feed
from dateline.record.queries import history_context, removed_history_context, with_contents
from dateline.transparency.queries import version_file

_STORY = re.compile(r"/[0-9]{4}/[0-9]{2}/[0-9]{2}/[-a-zA-Z0-9_]+/")
_NUMBER = re.compile(r"[1-9][0-9]{0,4}")


def of_story(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Call the view with the publication at the story's address, as far as its history is public.

    An old address leads to the same page under the present one. What was unpublished or deleted has no
    public history; of what was taken down the history itself tells the rest.
    """

    @wraps(view)
    def found(
        request: HttpRequest, *, year: int, month: int, day: int, slug: str, **numbers: Any
    ) -> HttpResponse:
        story = f"/{year:04d}/{month:02d}/{day:02d}/{slug}/"
        known = publication_at(story)
        if known is None or known[0].content_type != "story":
            raise Http404
        publication, is_current = known
        if publication.status == Status.PUBLIC and not is_current:
            rest = request.path.removeprefix(story)
            return HttpResponsePermanentRedirect(f"{publication.address}{rest}")
        if publication.status == Status.PUBLIC:
            return view(request, publication, **numbers)
        if publication.status == Status.REMOVED:
            return _of_removed(request, publication)
        return gone()

    return reader_page(found)


def _of_removed(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Answer 410 with what stays of a history; versions and differences are gone with their texts."""
    history = removed_history_context(publication)
    if request.path.endswith("/index.json"):
        return _json(history_data(history), status=410)
    if request.path.endswith("/history/"):
        return history_response(history)
    return gone(publication.removal_text if publication.shows_removal_text else "")


@of_story
def history(request: HttpRequest, publication: Publication, *, page: int = 1) -> HttpResponse:
    """All versions of a story."""
    context = history_context(publication, page=page)
    if context is None:
        raise Http404
    if page == 1 and "/page/" in request.path:
        return HttpResponsePermanentRedirect(context.url)
    return history_response(context)


@of_story
def history_json(request: HttpRequest, publication: Publication) -> HttpResponse:
    """All versions of a story, for machines."""
    context = history_context(publication, is_whole=True)
    if context is None:
        raise Http404
    return _json(history_data(context))


@of_story
def history_atom(request: HttpRequest, publication: Publication) -> HttpResponse:
    """The newest versions of a story, as a feed."""
    context = history_context(publication)
    if context is None:
        raise Http404
    feed = history_feed(publication, context, author=paper_parts().settings.name)
    return HttpResponse(as_atom(feed), content_type=ATOM_TYPE)


@of_story
def version(request: HttpRequest, publication: Publication, *, number: int) -> HttpResponse:
    """One version as it was recorded."""
    return version_response(publication, number)


@of_story
def evidence(request: HttpRequest, publication: Publication, *, number: int) -> HttpResponse:
    """The canonical text of a version with its nonce and commitment."""
    row = with_contents(publication, [number]).get(number)
    if row is None:
        raise Http404
    # The file that the proof of the version belongs to; of a withheld version all but its words.
    return _for_anyone(HttpResponse(version_file(row), content_type="application/json"))


@of_story
def difference(request: HttpRequest, publication: Publication, *, older: int, newer: int) -> HttpResponse:
    """What differs between two versions."""
    return difference_response(publication, older=older, newer=newer)


@of_story
def difference_json(
    request: HttpRequest, publication: Publication, *, older: int, newer: int
) -> HttpResponse:
    """What differs between two versions, for machines."""
    compared = compared_versions(publication, older=older, newer=newer)
    if compared is None:
        raise Http404
    return _json(difference_data(compared))


@reader_page
def chosen_difference(request: HttpRequest) -> HttpResponse:
    """Lead to the difference of the two versions that a reader has chosen in the form of a history.

    Looks at nothing but the question; whether there are such versions is for the page it leads to.
    """
    story, one, other = (request.GET.get(name, "") for name in ("of", "from", "to"))
    if not _STORY.fullmatch(story) or not _NUMBER.fullmatch(one) or not _NUMBER.fullmatch(other):
        raise Http404
    older, newer = sorted((int(one), int(other)))
    target = f"{story}history/{older}/" if older == newer else f"{story}history/{older}-{newer}/"
    response = HttpResponseRedirect(target)
    response["Cache-Control"] = "no-store"
    return response


def _json(data: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return _for_anyone(JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False}))


def _for_anyone(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    # Anyone may check the record from a page of their own.
    response["Access-Control-Allow-Origin"] = "*"
    return response
