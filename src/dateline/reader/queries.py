"""The paper around every page, and the archive by date."""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dateline.alerts.queries import public_key
from dateline.corrections.listing import ROOT as CORRECTIONS_URL
from dateline.edition.copies import is_for_copy
from dateline.edition.keys import announce, announce_good_until, kept, once, watch
from dateline.fronts.breaking_queries import breaking
from dateline.fronts.queries import ticker
from dateline.lib.feed_addresses import Of, feed_address
from dateline.media.edition_keys import picture_key
from dateline.media.queries import picture_context
from dateline.paper.models import PaperSettings
from dateline.paper.queries import paper_settings
from dateline.publishing.paper_time import day_bounds, local_date
from dateline.reader.contexts import (
    ArchiveContext,
    ArchiveDayContext,
    ArchiveMonthContext,
    ArchiveYearContext,
    ImprintLineContext,
    PaperContext,
)
from dateline.reader.device_addresses import ALERTS, ICONS, MANIFEST
from dateline.reader.report_paths import REPORT_PATH
from dateline.sections.contexts import LinkContext
from dateline.sections.models import SectionPage
from dateline.sections.queries import all_sections, section_link
from dateline.stories.models import StoryPage
from dateline.stories.queries import company_pages, moments_between

FEEDS_URL = "/feeds/"
SEARCH_URL = "/search/"


@dataclass(frozen=True, slots=True)
class PaperParts:
    """What one page loads once: the paper's settings, its sections and the moment of rendering."""

    settings: PaperSettings
    sections: list[SectionPage]
    now: datetime


def paper_parts() -> PaperParts:
    """Load what every page needs."""
    return PaperParts(
        settings=kept("paper/settings", _settings),
        sections=kept("sections/all", _sections),
        now=timezone.now(),
    )


def paper_context(
    parts: PaperParts, *, current: SectionPage | None = None, with_ticker: bool = False
) -> PaperContext:
    """Return nameplate, navigation, breaking news, ticker and footer.

    The ticker stands on fronts only: on every page it would change every page with every story.
    """
    language, is_copy = settings.LANGUAGE_CODE, is_for_copy()
    around = kept(
        f"paper/{language}/{is_copy}", lambda: _paper_context(parts, language=language, is_copy=is_copy)
    )
    if current is not None:
        around = replace(
            around,
            sections=tuple(
                section_link(section, language=language, current=section.pk == current.pk)
                for section in parts.sections
                if section.in_navigation
            ),
        )
    if not is_copy:
        # A copy stands for years, and nobody would take the line down there.
        around = replace(around, breaking=kept(f"breaking/{language}", breaking))
    return replace(around, ticker=kept(f"ticker/{language}", ticker)) if with_ticker else around


def _settings() -> PaperSettings:
    found = paper_settings()
    if found.logo is not None:
        # Loaded now, and with it goes what is read of the picture later.
        watch(picture_key(found.logo))
    return found


def _sections() -> list[SectionPage]:
    found = all_sections()
    # What decides where a section stands on the home front is told to that front alone.
    watch(*(f"section/{section.pk}" for section in found))
    return found


def _paper_context(parts: PaperParts, *, language: str, is_copy: bool) -> PaperContext:
    paper = parts.settings
    # Whoever loaded the parts has announced them.
    watch("paper", "sections")
    keeps = paper.keeps_read_stories and not is_copy
    return PaperContext(
        name=paper.name,
        tagline=paper.tagline,
        language=language,
        base_url=settings.WAGTAILADMIN_BASE_URL,
        home_url="/",
        search_url="" if is_copy else SEARCH_URL,
        archive_url="/archive/",
        corrections_url=CORRECTIONS_URL,
        sections=tuple(
            section_link(section, language=language) for section in parts.sections if section.in_navigation
        ),
        ticker=(),
        company_pages=_footer_links(),
        social=tuple(LinkContext(label=link.value["name"], url=link.value["url"]) for link in paper.social),
        feed_url=feed_address(Of.PAPER),
        feeds_url=FEEDS_URL,
        founded=paper.founded,
        copyright_year=_year_of(parts.now),
        registration="",
        imprint=tuple(
            ImprintLineContext(language=line.value["language"], text=line.value["text"])
            for line in paper.imprint
        ),
        age_rating=paper.age_rating,
        contact_email=paper.contact_email,
        report_url=report_url(),
        is_copy=is_copy,
        manifest_url=MANIFEST if keeps else "",
        icon_url=ICONS[0] if keeps else "",
        alerts_url=ALERTS if not is_copy and public_key() else "",
        logo=picture_context(paper.logo, use="lead") if paper.logo is not None else None,
    )


def report_url() -> str:
    """Return where the forms of this page lead: in a copy of the paper, to the door that the paper names."""
    if not is_for_copy():
        return REPORT_PATH
    return settings.REPORTS_DOOR or settings.WAGTAILADMIN_BASE_URL + REPORT_PATH


def _footer_links() -> tuple[LinkContext, ...]:
    return tuple(LinkContext(label=page.title, url=page.public_path()) for page in company_pages())


def archive_context(*, year: int | None = None, month: int | None = None) -> ArchiveContext | None:
    """Return the archive, a year of it or a month; None when nothing was published then."""
    announce("archive")
    span, years = once("archive/years", _years)
    if span is None:
        return ArchiveContext(title=_("Archive"), years=(), months=(), weeks=()) if year is None else None
    first, latest = span
    if year is None:
        return ArchiveContext(title=_("Archive"), years=years, months=(), weeks=())
    if not first.year <= year <= latest.year:
        return None
    if month is None:
        return _year_context(year, years, span)
    return _month_context(year, month, years, span)


def _year_context(
    year: int, years: tuple[ArchiveYearContext, ...], span: tuple[date, date]
) -> ArchiveContext:
    months = [(date(year, number, 1), _next_month(date(year, number, 1))) for number in range(1, 13)]
    counted = [(start, _count(start, end)) for start, end in months]
    return ArchiveContext(
        title=str(year),
        years=years,
        months=tuple(
            ArchiveMonthContext(first_day=start, url=f"/archive/{start:%Y/%m}/", story_count=count)
            for start, count in counted
            if count
        ),
        weeks=(),
        newer_url=f"/archive/{year + 1}/" if year < span[1].year else "",
        older_url=f"/archive/{year - 1}/" if year > span[0].year else "",
    )


def _month_context(
    year: int, month: int, years: tuple[ArchiveYearContext, ...], span: tuple[date, date]
) -> ArchiveContext | None:
    start = date(year, month, 1)
    end = _next_month(start)
    if end <= span[0] or start > span[1]:
        return None
    moments = moments_between(day_bounds(start)[0], day_bounds(end)[0])
    per_day = Counter(local_date(moment) for moment in moments)
    previous = date(year - 1, 12, 1) if month == 1 else date(year, month - 1, 1)
    return ArchiveContext(
        title=date_format(start, "F Y"),
        years=years,
        months=(),
        weeks=tuple(
            tuple(_day_context(day, per_day[day]) if day.month == month else None for day in week)
            for week in calendar.Calendar().monthdatescalendar(year, month)
        ),
        newer_url=f"/archive/{end:%Y/%m}/" if end <= span[1] else "",
        older_url=f"/archive/{previous:%Y/%m}/" if start > span[0] else "",
    )


def _day_context(day: date, count: int) -> ArchiveDayContext:
    return ArchiveDayContext(day=day, url=f"/archive/{day:%Y/%m/%d}/" if count else "", story_count=count)


def _years() -> tuple[tuple[date, date] | None, tuple[ArchiveYearContext, ...]]:
    """Return the first and the latest day of the archive, and every year between with its stories counted."""
    span = _span()
    if span is None:
        return None, ()
    return span, tuple(
        ArchiveYearContext(
            year=number,
            url=f"/archive/{number}/",
            story_count=_count(date(number, 1, 1), date(number + 1, 1, 1)),
        )
        for number in range(span[1].year, span[0].year - 1, -1)
    )


def _span() -> tuple[date, date] | None:
    moments = StoryPage.objects.newest().values_list("listed_at", flat=True)
    newest, oldest = moments.first(), moments.order_by("listed_at").first()
    return (local_date(oldest), local_date(newest)) if newest and oldest else None


def _count(start: date, end: date) -> int:
    return moments_between(day_bounds(start)[0], day_bounds(end)[0]).count()


def _next_month(start: date) -> date:
    return date(start.year + start.month // 12, start.month % 12 + 1, 1)


def _year_of(now: datetime) -> int:
    year = local_date(now).year
    announce_good_until(day_bounds(date(year + 1, 1, 1))[0])
    return year
