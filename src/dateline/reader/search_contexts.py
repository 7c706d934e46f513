"""What the page of search shows."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.sections.contexts import LinkContext
from dateline.stories.contexts import CardContext


@dataclass(frozen=True, slots=True)
class ChoiceContext:
    """One choice of a filter."""

    value: str
    """What the form sends."""
    label: str
    """What readers see."""
    is_chosen: bool
    """It is in force."""


@dataclass(frozen=True, slots=True)
class SearchFormContext:
    """The form of search as it was filled in."""

    query: str
    """What the reader asked for."""
    sections: tuple[ChoiceContext, ...]
    """Sections to choose from; the first choice is none."""
    kinds: tuple[ChoiceContext, ...]
    """Labels of stories; the first choice is none."""
    orders: tuple[ChoiceContext, ...]
    """Best, newest or oldest first."""
    since: str
    """First day, such as 2017-10-04; may be empty."""
    until: str
    """Last day; may be empty."""
    hidden: tuple[tuple[str, str], ...]
    """Names and values of filters that came with a link: an author, a topic."""
    is_narrowed: bool
    """Some filter is in force, or another order."""


@dataclass(frozen=True, slots=True)
class SearchResultContext:
    """One story that was found."""

    card: CardContext
    """The story."""
    excerpt: str
    """Safe HTML: a passage with the words in ``<mark>``; may be empty."""


@dataclass(frozen=True, slots=True)
class SearchPagesContext:
    """Which page of what was found this is."""

    number: int
    """From 1."""
    count: int
    """At least 1."""
    previous_url: str
    """Address of the page before, or empty."""
    next_url: str
    """Address of the page after, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchContext:
    """Reader search."""

    form: SearchFormContext
    """The form as it was filled in."""
    is_asked: bool
    """Something was asked for."""
    results: tuple[SearchResultContext, ...] = ()
    """One page of what was found."""
    pages: SearchPagesContext = SearchPagesContext(1, 1, "", "")
    """Where this page is among all."""
    count: int = 0
    """Stories found."""
    has_more: bool = False
    """There are more than that; these are the newest."""
    is_cut_short: bool = False
    """Time ran out before everything was looked at."""
    meant: LinkContext | None = None
    """The same question with words spelled otherwise, or None."""
    named: tuple[LinkContext, ...] = ()
    """Pages of this very name: a section, a topic, an author."""
    narrowed_to: tuple[LinkContext, ...] = ()
    """Author and topic that the search keeps to; the address leaves them out."""
    years: tuple[tuple[LinkContext, int], ...] = ()
    """Years from which something was found, with how many; empty when there is one alone."""
    all_url: str = ""
    """The same words without filters, when there are filters; or empty."""
    feed_url: str = ""
    """Address of the feed with what is found; empty when nothing is asked for."""
