"""The history for machines: JSON, and what a feed of it says."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _

from dateline.lib.feed_documents import Feed, FeedEntry
from dateline.publishing.models import Publication
from dateline.record.addresses import difference_data_address
from dateline.record.contexts import ComparedContext, HistoryContext, SizeContext, VersionContext


def history_data(history: HistoryContext) -> dict[str, Any]:
    """Return a history as JSON values."""
    base = settings.WAGTAILADMIN_BASE_URL
    data: dict[str, Any] = {
        "url": base + history.url,
        "published_at": history.published_at.isoformat(),
        "updated_at": history.updated_at.isoformat() if history.updated_at else None,
        "version_count": history.version_count,
        "versions": [_version_data(version, history.url) for version in history.versions],
    }
    if history.is_removed:
        return {**data, "removed": True, "reason": history.removal_reason, "text": history.removal_text}
    return {
        **data,
        "story": base + history.story_url,
        "headline": history.headline,
        "language": history.language,
    }


def difference_data(compared: ComparedContext) -> dict[str, Any]:
    """Return a difference as JSON values."""
    base = settings.WAGTAILADMIN_BASE_URL
    return {
        "url": base + compared.url,
        "story": base + compared.story_url,
        "from": _version_data(compared.older, compared.history_url),
        "to": _version_data(compared.newer, compared.history_url),
        "difference": asdict(compared.difference) if compared.difference else None,
    }


def history_feed(publication: Publication, history: HistoryContext, *, author: str) -> Feed:
    """Return the history as a feed: an entry for each version."""
    base = settings.WAGTAILADMIN_BASE_URL
    return Feed(
        title=_("Versions of “%(headline)s”") % {"headline": history.headline},
        url=base + history.url,
        feed_url=f"{base}{history.url}index.atom",
        language=history.language,
        author=author,
        entries=tuple(
            FeedEntry(
                id=f"urn:uuid:{publication.pk}#{version.number}",
                url=base + (version.difference_url or version.url or history.url),
                title=_("Version %(number)s: %(kind)s")
                % {"number": version.number, "kind": version.kind_name},
                published_at=version.at,
                updated_at=version.at,
                summary_html=escape(version.summary or (size_in_words(version.size) if version.size else "")),
            )
            for version in history.versions
        ),
    )


def size_in_words(size: SizeContext) -> str:
    """Return how large a change was, for those who cannot see the page."""
    return _("Words added: %(added)s; removed: %(removed)s") % {
        "added": size.words_added,
        "removed": size.words_removed,
    }


def _version_data(version: VersionContext, history_url: str) -> dict[str, Any]:
    base = settings.WAGTAILADMIN_BASE_URL
    story = history_url.removesuffix("history/")
    data: dict[str, Any] = {
        "number": version.number,
        "at": version.at.isoformat(),
        "kind": version.kind,
        "summary": version.summary,
        "commitment": version.commitment,
        "withheld": version.withheld_reason,
        "summary_withheld": version.sentence_withheld,
        "size": asdict(version.size) if version.size else None,
        "notes": [asdict(note) for note in version.notes],
    }
    if version.url:
        data |= {"url": base + version.url, "evidence": base + version.evidence_url}
    if version.difference_url:
        before = difference_data_address(story, older=version.number - 1, newer=version.number)
        data |= {"difference": base + before}
    return data
