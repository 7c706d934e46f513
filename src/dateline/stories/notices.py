"""The public notices of a story. What is on record of them, packages above register.

A notice is a version of a kind that carries one. Its public sentence is enough to show it: papers have
notices from before there were records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from django.core.exceptions import ImproperlyConfigured
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dateline.lib.canonical_text import canonical_text
from dateline.lib.marked_html import with_marks
from dateline.publishing.choices import NOTICE_HEADINGS, Kind
from dateline.publishing.models import PublishedVersion
from dateline.publishing.paper_time import local
from dateline.publishing.queries import notices_of
from dateline.stories.contexts import NoticeContext
from dateline.stories.models import StoryPage

ALWAYS_ON_TOP = (Kind.RETRACTION, Kind.APOLOGY)


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """What is on record of one notice besides its public sentence."""

    wrong: str
    right: str
    is_on_top: bool
    amends: int | None
    """Key of the version whose notice this one takes the place of."""
    is_amended: bool
    """True when a later notice takes the place of this one."""
    marks: tuple[tuple[str, int, int], ...]
    """Block, start and end of the right words in the texts that were given."""


Words: TypeAlias = Callable[[Sequence[PublishedVersion], Mapping[str, str]], Mapping[int, NoticeWords]]
_words: list[Words] = []


def register_words(words: Words) -> None:
    """Register who knows what is on record of notices; there can be one only.

    It gets the versions and the canonical texts of the story by block, and answers by the version's key.
    """
    if words not in _words:
        if _words:
            raise ImproperlyConfigured("Two packages claim to keep the record of notices.")
        _words.append(words)


@dataclass(frozen=True, slots=True)
class StoryNotices:
    """The notices of a story, and its HTML with the corrected words marked."""

    top: tuple[NoticeContext, ...]
    end: tuple[NoticeContext, ...]
    html: dict[str, str]


def story_notices(story: StoryPage, html: dict[str, str]) -> StoryNotices:
    """Return the notices of a story; its HTML by block is given back with marks at the corrected words."""
    versions = notices_of(story.uuid) if story.updated_at else []
    if not versions:
        return StoryNotices((), (), html)
    texts = {block: canonical_text(source) for block, source in html.items()}
    known = _words[0](versions, texts) if _words else {}
    history = _history_address(story.public_path())
    told = {version.pk: _notice(version, known.get(version.pk), history) for version in versions}
    shown = _without_amended(versions, told, known)
    on_top = {version.pk for version in versions if _is_on_top(version, known.get(version.pk))}
    return StoryNotices(
        top=tuple(notice for pk, notice in shown.items() if pk in on_top),
        end=tuple(notice for pk, notice in shown.items() if pk not in on_top),
        html=_marked(html, known, {pk: told[pk] for pk in shown}),
    )


def plain_notices(versions: Sequence[PublishedVersion]) -> dict[int, NoticeContext]:
    """Return notices without their stories, for lists, by the version's key."""
    known = _words[0](versions, {}) if _words and versions else {}
    return {version.pk: _notice(version, known.get(version.pk), "") for version in versions}


def _notice(version: PublishedVersion, words: NoticeWords | None, history: str) -> NoticeContext:
    return NoticeContext(
        kind=version.kind,
        heading=str(NOTICE_HEADINGS[Kind(version.kind)]),
        # The editor's sentence is never empty, so it is gone.
        text=version.summary or _("The words of this note are withheld."),
        at=local(version.at),
        anchor=f"notice-{version.number}",
        wrong=words.wrong if words else "",
        right=words.right if words else "",
        history_url=history,
        is_amended=words is not None and words.is_amended,
    )


def _without_amended(
    versions: Sequence[PublishedVersion],
    told: Mapping[int, NoticeContext],
    known: Mapping[int, NoticeWords],
) -> dict[int, NoticeContext]:
    """Return each notice that holds, with those that it amended, oldest first."""
    shown: dict[int, NoticeContext] = {}
    for version in versions:
        words = known.get(version.pk)
        earlier = words.amends if words else None
        notice = told[version.pk]
        if earlier is not None and earlier in shown:
            before = shown.pop(earlier)
            notice = replace(notice, amended=(*before.amended, told[earlier]))
        shown[version.pk] = notice
    return shown


def _is_on_top(version: PublishedVersion, words: NoticeWords | None) -> bool:
    return Kind(version.kind) in ALWAYS_ON_TOP or (words is not None and words.is_on_top)


def _marked(
    html: dict[str, str], known: Mapping[int, NoticeWords], shown: Mapping[int, NoticeContext]
) -> dict[str, str]:
    by_block: dict[str, list[tuple[int, int, str]]] = {}
    # Where two have corrected the same words the newer one is told.
    for pk in sorted(shown, reverse=True):
        words = known.get(pk)
        for block, start, end in words.marks if words else ():
            opening = format_html('<mark class="corrected" aria-describedby="{}">', shown[pk].anchor)
            by_block.setdefault(block, []).append((start, end, opening))
    return {
        block: with_marks(source, by_block[block], close="</mark>") if block in by_block else source
        for block, source in html.items()
    }


def _history_address(path: str) -> str:
    """Return where the story's history is read; empty while nothing answers there."""
    return f"{path}history/" if _has_history() else ""


@lru_cache(maxsize=1)
def _has_history() -> bool:
    try:
        resolve("/2026/01/01/a-story/history/")
    except Resolver404:
        return False
    return True
