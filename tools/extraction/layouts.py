"""Thirty-six layouts: how papers put headline, time, byline, credit, lists, tickers and feet on a page."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout.

    ``head`` is the order of the parts around the headline; ``skin`` how the page is marked up; ``machines``
    what it tells machines; ``between`` what interrupts the text; ``below`` what follows it; ``gaps`` how a dump
    of it separates lines: as browsers do, everywhere, or nowhere.
    """

    name: str
    language: str
    skin: str
    head: tuple[str, ...]
    below: tuple[str, ...] = ("related", "foot")
    above: tuple[str, ...] = ("menu",)
    between: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
    date: str = "long"
    byline: str = "by"
    credit: str = "plain"
    related: str = "labelled"
    gaps: str = "browser"
    first_line: bool = True
    words: dict[str, str] = field(default_factory=dict)


def _head(text: str) -> tuple[str, ...]:
    return tuple(text.split())


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "modern-en",
        "en",
        "modern",
        _head("section headline standfirst byline date picture"),
        machines=("jsonld", "og"),
        below=("tags", "related", "comments", "foot"),
    ),
    Layout(
        "modern-ru",
        "ru",
        "modern",
        _head("section headline standfirst byline date picture"),
        machines=("jsonld", "og"),
        below=("tags", "related", "foot"),
        date="ru-long",
        byline="colon",
    ),
    Layout(
        "wordpress-en",
        "en",
        "wordpress",
        _head("headline date byline picture"),
        machines=("og",),
        above=("menu", "ads"),
        below=("share", "tags", "author", "related", "comments", "foot"),
        date="posted",
    ),
    Layout(
        "wordpress-ru",
        "ru",
        "wordpress",
        _head("headline date byline picture"),
        machines=("og",),
        below=("share", "tags", "related", "comments", "foot"),
        date="ru-long",
        byline="bare",
    ),
    Layout(
        "soup-en",
        "en",
        "soup",
        _head("headline date byline picture"),
        above=("menu", "ticker"),
        below=("share", "related", "foot"),
        related="plain",
    ),
    Layout(
        "soup-ru",
        "ru",
        "soup",
        _head("date headline byline picture"),
        above=("menu", "ticker"),
        below=("share", "related", "foot"),
        date="ru-dots",
        byline="colon",
    ),
    Layout(
        "table-1999-en",
        "en",
        "table",
        _head("section headline byline date"),
        below=("related", "foot"),
        date="slash",
        byline="by",
    ),
    Layout(
        "table-1999-ru",
        "ru",
        "table",
        _head("date headline"),
        below=("byline", "related", "foot"),
        date="ru-dots",
        byline="bare",
    ),
    Layout(
        "twice-en",
        "en",
        "soup",
        _head("headline date headline date credit"),
        above=("menu", "ticker", "latest", "menu"),
        below=("related", "foot"),
        date="dash",
        credit="slash",
    ),
    Layout(
        "twice-ru",
        "ru",
        "soup",
        _head("headline date headline date credit"),
        above=("menu", "ticker", "menu"),
        below=("related", "foot"),
        date="ru-dash",
        credit="plain",
    ),
    Layout(
        "byline-and-date-en",
        "en",
        "bem",
        _head("headline standfirst byline+date share picture"),
        between=("inline-related", "ad"),
        below=("newsletter", "related", "foot"),
        date="short",
    ),
    Layout(
        "byline-and-date-ru",
        "ru",
        "bem",
        _head("headline standfirst date+byline picture"),
        between=("inline-related",),
        below=("mistake", "related", "foot"),
        date="ru-clock-first",
        byline="colon",
    ),
    Layout(
        "microdata-en",
        "en",
        "soup",
        _head("headline byline date picture"),
        machines=("microdata",),
        below=("share", "related", "comments", "foot"),
    ),
    Layout(
        "microdata-ru",
        "ru",
        "soup",
        _head("section date headline picture"),
        machines=("microdata",),
        below=("byline", "tags", "related", "foot"),
        date="ru-dots",
    ),
    Layout(
        "time-element-en",
        "en",
        "utility",
        _head("section headline byline date picture"),
        machines=("time",),
        below=("related", "newsletter", "foot"),
        date="relative-free",
    ),
    Layout(
        "time-element-ru",
        "ru",
        "utility",
        _head("headline standfirst date byline picture"),
        machines=("time",),
        below=("related", "foot"),
        date="ru-long",
    ),
    Layout(
        "opinion-en",
        "en",
        "bem",
        _head("section byline headline date"),
        below=("author", "disclaimer", "related", "foot"),
        byline="bare",
    ),
    Layout(
        "opinion-ru",
        "ru",
        "bem",
        _head("section byline headline date"),
        below=("author", "disclaimer", "related", "foot"),
        date="ru-long",
        byline="bare",
    ),
    Layout(
        "caption-block-en",
        "en",
        "modern",
        _head("headline byline date caption credit"),
        machines=("og",),
        below=("related", "foot"),
        credit="photo-by",
    ),
    Layout(
        "caption-block-ru",
        "ru",
        "modern",
        _head("headline date caption credit"),
        machines=("og",),
        below=("byline", "related", "foot"),
        date="ru-long",
        credit="foto",
    ),
    Layout(
        "ads-and-boxes-en",
        "en",
        "bem",
        _head("headline date byline picture"),
        above=("cookie", "menu", "ads"),
        between=("ad", "newsletter", "inline-related"),
        below=("tags", "share", "popular", "foot"),
    ),
    Layout(
        "ads-and-boxes-ru",
        "ru",
        "bem",
        _head("headline date byline picture"),
        above=("cookie", "menu"),
        between=("ad", "subscribe"),
        below=("mistake", "share", "popular", "foot"),
        date="ru-dots",
        byline="colon",
    ),
    Layout(
        "comments-en",
        "en",
        "soup",
        _head("headline byline date picture"),
        below=("share", "comments", "related", "foot"),
        date="us",
    ),
    Layout(
        "comments-ru",
        "ru",
        "soup",
        _head("headline date picture"),
        below=("comments", "related", "foot"),
        date="ru-long",
    ),
    Layout(
        "related-in-the-text-en",
        "en",
        "utility",
        _head("headline standfirst byline date picture"),
        between=("related-box",),
        below=("related", "foot"),
        related="labelled-below",
    ),
    Layout(
        "related-in-the-text-ru",
        "ru",
        "utility",
        _head("headline standfirst date picture"),
        between=("related-box",),
        below=("related", "foot"),
        date="ru-long",
    ),
    Layout(
        "no-blank-lines-en",
        "en",
        "soup",
        _head("headline date byline"),
        above=("menu", "ticker"),
        below=("related", "foot"),
        gaps="none",
    ),
    Layout(
        "no-blank-lines-ru",
        "ru",
        "soup",
        _head("headline date byline"),
        above=("menu", "ticker"),
        below=("related", "foot"),
        date="ru-long",
        byline="colon",
        gaps="none",
    ),
    Layout(
        "blank-lines-everywhere-en",
        "en",
        "modern",
        _head("section headline byline date picture"),
        below=("tags", "related", "foot"),
        gaps="all",
    ),
    Layout(
        "blank-lines-everywhere-ru",
        "ru",
        "modern",
        _head("section headline date byline picture"),
        below=("tags", "related", "foot"),
        date="ru-long",
        byline="colon",
        gaps="all",
    ),
    Layout(
        "no-related-en",
        "en",
        "wordpress",
        _head("date headline byline picture"),
        below=("share", "pages", "foot"),
        date="iso",
    ),
    Layout(
        "no-related-ru",
        "ru",
        "wordpress",
        _head("date headline byline picture"),
        below=("share", "pages", "foot"),
        date="ru-dots",
    ),
    Layout(
        "updated-only-en",
        "en",
        "bem",
        _head("headline byline updated picture"),
        below=("related", "foot"),
        date="long",
    ),
    Layout(
        "credit-at-the-end-en",
        "en",
        "table",
        _head("headline date"),
        below=("byline", "credit", "related", "foot"),
        date="dateline",
        credit="photo-by",
    ),
    Layout(
        "credit-at-the-end-ru",
        "ru",
        "table",
        _head("date headline"),
        below=("byline", "credit", "related", "foot"),
        date="ru-long",
        credit="foto",
        byline="colon",
    ),
    Layout(
        "sidebar-first-en",
        "en",
        "bem",
        _head("section headline byline date picture"),
        above=("menu", "popular", "latest"),
        below=("share", "foot"),
        machines=("og",),
    ),
    Layout(
        "sidebar-first-ru",
        "ru",
        "bem",
        _head("section headline byline date picture"),
        above=("menu", "popular", "latest"),
        below=("share", "foot"),
        date="ru-long",
        byline="bare",
    ),
    Layout(
        "two-languages-menu-ru",
        "ru",
        "modern",
        _head("date section headline standfirst picture"),
        above=("languages", "menu", "search"),
        below=("byline", "tags", "related", "foot"),
        machines=("jsonld",),
        date="ru-short",
    ),
)
