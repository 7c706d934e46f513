"""Stories as others may print them: clean HTML with a credit and the way to us, and nothing that counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dateline.edition.keys import announce, kept
from dateline.feeds.entry_queries import entries_by_id
from dateline.feeds.models import REPUBLISHING, Republishing
from dateline.feeds.public_stories import GoneError, publication_of
from dateline.lib.feed_documents import FeedEntry
from dateline.paper.queries import paper_settings
from dateline.publishing.models import Publication
from dateline.stories.choices import Label
from dateline.stories.models import StoryPage

ROOT = "/republish/"
# Pictures belong to others; text within a figure is escaped, so the first end is the figure's own.
_FIGURE = re.compile(r"<figure>.*?</figure>\n?", re.DOTALL)
USUAL_TERMS = gettext_noop("Name us and link to us as below, and change nothing. Pictures are not included.")


@dataclass(frozen=True, slots=True)
class Copy:
    """A story ready to be printed elsewhere."""

    publication: Publication
    headline: str
    url: str
    """Full address of the story with us: the canonical one."""
    language: str
    html: str
    terms: str


def republishing() -> Republishing:
    """Return what the paper has decided; off while it has decided nothing."""
    return kept("republishing", _decided)


def republish_address(story: StoryPage) -> str:
    """Return where the text of a story may be copied; empty when it may not be."""
    return f"{ROOT}{story.uuid}/" if republishing().is_on and _may_go(story.label) else ""


def copy_of(uuid: UUID) -> Copy | None:
    """Return a story to be printed elsewhere; None when there is none or it may not be. Raises GoneError."""
    decided = republishing()
    publication = publication_of(uuid) if decided.is_on else None
    if publication is None:
        return None
    entry = entries_by_id([publication.page_id]).get(publication.page_id)
    story = StoryPage.objects.filter(pk=publication.page_id).only("label", "language").first()
    if entry is None or story is None:
        raise GoneError
    if not _may_go(story.label):
        return None
    return Copy(
        publication=publication,
        headline=entry.title,
        url=entry.url,
        language=story.language,
        html=_html(entry),
        terms=decided.terms or _(USUAL_TERMS),
    )


def _decided() -> Republishing:
    announce(REPUBLISHING)
    return Republishing.objects.order_by("pk").first() or Republishing()


def _may_go(label: str) -> bool:
    """What somebody else has paid for is not ours to give."""
    return label != Label.SPONSORED


def _html(entry: FeedEntry) -> str:
    names = ", ".join(author.name for author in entry.authors)
    parts = (
        format_html("<h1>{}</h1>", entry.title),
        format_html("<p>{}</p>", _("By %(names)s") % {"names": names}) if names else "",
        _FIGURE.sub("", entry.content_html),
        _credit(entry),
    )
    return "\n".join(part for part in parts if part)


def _credit(entry: FeedEntry) -> str:
    """Return who published it first: the link says to search engines, too, which page is the original."""
    day = format_date(entry.published_at, "DATE_FORMAT")
    link = format_html(
        '<a href="{}" rel="canonical">{}</a>', entry.url, paper_settings().name or settings.WAGTAIL_SITE_NAME
    )
    words = _("First published by %(paper)s on %(day)s.")
    before, _mark, after = words.partition("%(paper)s")
    return format_html("<p><em>{}{}{}</em></p>", before % {"day": day}, link, after % {"day": day})
