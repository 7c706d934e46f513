"""The first pass: a sample of each site's pages teaches what they have in common."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from dateline.archive.pagedump.dates import read_moments
from dateline.archive.pagedump.lines import fold
from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.moments import read_moment
from dateline.archive.webpages.container import find_container, weigh
from dateline.archive.webpages.headline import find_headline
from dateline.archive.webpages.heads import day_in, named_place
from dateline.archive.webpages.lists import list_kind, menu_labels
from dateline.archive.webpages.second_opinion import second_opinion
from dateline.archive.webpages.studied import Studied
from dateline.archive.webpages.template import MOST_PAGES, Template


def learn(pages: Iterable[Studied], *, zone: tzinfo) -> dict[str, Template]:
    """Return a template per site, learned from the pages given, at most `MOST_PAGES` of each site."""
    templates: dict[str, Template] = {}
    for page in pages:
        template = templates.setdefault(page.host, Template())
        if template.pages < MOST_PAGES:
            _learn_page(page, template, zone=zone)
    return templates


def _learn_page(page: Studied, template: Template, *, zone: tzinfo) -> None:
    template.pages += 1
    template.site = template.site or page.told.site
    trusted = page.told.body or second_opinion(page.markup)
    weights = weigh(page.parts, trusted=trusted, recurring=frozenset())
    headline = find_headline(page.body, page.told, title=page.title, learned=None)
    story = headline.text if headline else page.address or page.title
    template.tally.add((part.key for part in page.parts), story=fold(story))
    template.labels.update(menu_labels(page.body))
    for source in {address_of(picture.source, base=page.address) for picture in page.told.images}:
        template.images[source] += 1
    if list_kind(page, weights) is not None or headline is None:
        return
    if headline.confidence >= 0.85:
        template.vote("headline", headline.element)
    template.vote("body", find_container(page.body, weights, learned=None))
    _vote_on_times(page, template, zone=zone)
    template.vote("section", named_place(page.parts, names=tuple(page.told.sections[:1]), longest=60))
    template.vote("authors", named_place(page.parts, names=tuple(page.told.authors[:1]), longest=120))


def _vote_on_times(page: Studied, template: Template, *, zone: tzinfo) -> None:
    """Where the day that the metadata tells is printed, pages without metadata print it too."""
    near = day_in(page.address)
    days = [read_moment(value, zone=zone, field="", near=near)[0] for value in page.told.published[:1]]
    for part in page.parts:
        moments = read_moments(part.text, near=near) if len(part.text) <= 160 else ()
        if not moments or moments[0].day is None or moments[0].label == "updated":
            continue
        if any(day is not None and day.date() == moments[0].day for day in days):
            template.vote("published", part.holder)
            return
