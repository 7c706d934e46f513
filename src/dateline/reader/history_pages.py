"""The pages of a story's history, made from records."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from dateline.publishing.models import Publication
from dateline.reader.heads.listings import described
from dateline.reader.heads.vocabulary import Node
from dateline.reader.pages import gone, head_for, page_response
from dateline.reader.queries import PaperParts, paper_parts
from dateline.record.contexts import HistoryContext
from dateline.record.difference_queries import compared_versions
from dateline.record.version_queries import recorded_story
from dateline.stories.card_queries import CardMaker


def history_response(history: HistoryContext) -> HttpResponse:
    """Return the history of a story; with 410 when the story was taken down."""
    parts = paper_parts()
    title = _("History: %(headline)s") % {"headline": history.headline} if history.headline else _("History")
    head = head_for(
        title,
        parts=parts,
        path="" if history.is_removed else history.url,
        is_indexed=False,
        data=() if history.is_removed else _data(parts, title=title, path=history.url),
        previous_url=history.newer_url,
        next_url=history.older_url,
    )
    status = 410 if history.is_removed else 200
    return page_response("pages/history.html", parts=parts, head=head, status=status, history=history)


def version_response(publication: Publication, number: int) -> HttpResponse:
    """Return one version as it was recorded; its canonical address is the story's. Raises Http404."""
    parts = paper_parts()
    cards = CardMaker(language=settings.LANGUAGE_CODE, sections=parts.sections)
    recorded = recorded_story(publication, number, cards=cards)
    if recorded is None:
        raise Http404
    if not recorded.version.url:
        return gone(_("The text of this version is withheld."))
    title = _("Version %(number)s: %(headline)s") % {"number": number, "headline": recorded.story.headline}
    head = head_for(
        title,
        parts=parts,
        path=recorded.current_url,
        description=recorded.story.standfirst,
        language=recorded.story.language,
        kind="article",
        is_indexed=False,
        data=_data(parts, title=title, path=recorded.current_url)[1:],
    )
    return page_response(
        "pages/version.html", parts=parts, head=head, recorded=recorded, story=recorded.story
    )


def difference_response(publication: Publication, *, older: int, newer: int) -> HttpResponse:
    """Return what differs between two versions. Raises Http404 when there are not both."""
    compared = compared_versions(publication, older=older, newer=newer)
    if compared is None:
        raise Http404
    parts = paper_parts()
    title = _("Versions %(older)s and %(newer)s: %(headline)s") % {
        "older": older,
        "newer": newer,
        "headline": compared.headline,
    }
    data = _data(parts, title=title, path=compared.url)
    head = head_for(title, parts=parts, path=compared.url, is_indexed=False, data=data)
    return page_response("pages/difference.html", parts=parts, head=head, compared=compared)


def _data(parts: PaperParts, *, title: str, path: str) -> tuple[Node, ...]:
    return described("WebPage", name=title, path=path, paper=parts.settings.name)
