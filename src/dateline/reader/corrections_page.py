"""The page of corrections: every notice of the paper by month, and what became of readers' reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _

from dateline.corrections.contexts import CorrectionsContext, ListedNoticeContext, MonthContext, MonthFigures
from dateline.corrections.listing import (
    FEED,
    NEWEST,
    ROOT,
    Filter,
    ListedNotice,
    all_notices,
)
from dateline.corrections.monthly_figures import figures_by_month, figures_of
from dateline.publishing.choices import NOTICE_HEADINGS, NOTICE_KINDS, Kind
from dateline.publishing.models import PublishedVersion
from dateline.reader.queries import PaperParts
from dateline.reader.templatetags.reader_tags import month as month_in_words
from dateline.sections.contexts import LinkContext
from dateline.stories.models import StoryPage
from dateline.stories.notices import plain_notices
from dateline.stories.queries import company_page
from dateline.stories.rich_text import clean_html

# A company page at this address takes the place of the words that come with the theme.
POLICY_SLUG = "corrections"


def corrections_context(wanted: Filter, *, parts: PaperParts) -> CorrectionsContext | None:
    """Return the list of notices under a filter; None when the filter leaves nothing."""
    notices = all_notices()
    kept = [notice for notice in notices if notice.is_in(wanted)]
    if not kept and wanted != Filter():
        return None
    shown = kept if wanted.month else kept[:NEWEST]
    policy = company_page(POLICY_SLUG)
    return CorrectionsContext(
        title=_("Corrections"),
        url=wanted.path,
        root_url=ROOT,
        is_filtered=wanted != Filter(),
        months=_months(wanted, shown, parts=parts),
        month_links=_month_links(wanted, notices),
        kind_links=_kind_links(wanted, notices),
        section_links=_section_links(wanted, notices, parts=parts),
        has_more=len(shown) < len(kept),
        figures=_figures(wanted),
        feed_url=FEED,
        policy_html=clean_html(policy.body) if policy else "",
        policy_url=policy.public_path() if policy else "",
    )


def listed(shown: Sequence[ListedNotice], *, parts: PaperParts) -> list[ListedNoticeContext]:
    """Return these notices with their stories, in the same order."""
    versions = PublishedVersion.objects.in_bulk([notice.version_id for notice in shown])
    told = plain_notices(list(versions.values()))
    stories = StoryPage.objects.for_cards().in_bulk({notice.story_id for notice in shown})
    sections = {section.slug: section for section in parts.sections}
    found = []
    for notice in shown:
        story, section = stories[notice.story_id], sections.get(notice.section)
        words = told[notice.version_id]
        found.append(
            ListedNoticeContext(
                headline=story.title,
                url=f"{story.public_path()}#{words.anchor}",
                language=story.language,
                section=LinkContext(
                    label=section.name_in(settings.LANGUAGE_CODE) if section else "",
                    url=section.public_path() if section else "",
                ),
                notice=words,
            )
        )
    return found


def _months(wanted: Filter, shown: Sequence[ListedNotice], *, parts: PaperParts) -> tuple[MonthContext, ...]:
    rows = zip(shown, listed(shown, parts=parts), strict=True)
    return tuple(
        MonthContext(
            first_day=first_day,
            url=Filter(wanted.section, wanted.kind, first_day).path,
            notices=tuple(context for _notice, context in group),
        )
        for first_day, group in groupby(rows, key=lambda row: row[0].month)
    )


def _month_links(wanted: Filter, notices: Sequence[ListedNotice]) -> tuple[LinkContext, ...]:
    around = Filter(wanted.section, wanted.kind)
    months = sorted({notice.month for notice in notices if notice.is_in(around)}, reverse=True)
    return _links(
        [
            (_("All months"), around, wanted.month is None),
            *(
                (
                    month_in_words(first_day),
                    Filter(wanted.section, wanted.kind, first_day),
                    wanted.month == first_day,
                )
                for first_day in months
            ),
        ]
    )


def _kind_links(wanted: Filter, notices: Sequence[ListedNotice]) -> tuple[LinkContext, ...]:
    around = Filter(wanted.section, "", wanted.month)
    kinds = {notice.kind for notice in notices if notice.is_in(around)}
    return _links(
        [
            (_("All kinds"), around, not wanted.kind),
            *(
                (
                    str(NOTICE_HEADINGS[Kind(kind)]),
                    Filter(wanted.section, kind, wanted.month),
                    wanted.kind == kind,
                )
                for kind in NOTICE_KINDS
                if kind in kinds
            ),
        ]
    )


def _section_links(
    wanted: Filter, notices: Sequence[ListedNotice], *, parts: PaperParts
) -> tuple[LinkContext, ...]:
    around = Filter("", wanted.kind, wanted.month)
    slugs = {notice.section for notice in notices if notice.is_in(around)}
    return _links(
        [
            (_("All sections"), around, not wanted.section),
            *(
                (
                    section.name_in(settings.LANGUAGE_CODE),
                    Filter(section.slug, wanted.kind, wanted.month),
                    wanted.section == section.slug,
                )
                for section in parts.sections
                if section.slug in slugs
            ),
        ]
    )


def _links(options: Sequence[tuple[str, Filter, bool]]) -> tuple[LinkContext, ...]:
    return tuple(
        LinkContext(label=label, url=target.path, is_current=current) for label, target, current in options
    )


def _figures(wanted: Filter) -> tuple[MonthFigures, ...]:
    if wanted == Filter():
        return figures_by_month()
    if wanted == Filter(month=wanted.month) and wanted.month is not None:
        found = figures_of(wanted.month)
        return (found,) if found.reports else ()
    return ()


def filter_of(*, section: str | None, kind: str | None, year: str | None, month: str | None) -> Filter | None:
    """Return the filter that an address names; None for a month that there is not."""
    if year is None or month is None:
        return Filter(section or "", kind or "")
    try:
        return Filter(section or "", kind or "", date(int(year), int(month), 1))
    except ValueError:
        return None
