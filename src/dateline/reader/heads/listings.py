"""Pages that are no story: the way to them, what they list, whom they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.conf import settings

from dateline.fronts.contexts import FrontContext
from dateline.people.contexts import ContributorContext
from dateline.reader.heads.people import whole_person
from dateline.reader.heads.vocabulary import (
    ORGANIZATION,
    WEBSITE,
    Node,
    reference,
    thing,
    whole,
)
from dateline.stories.contexts import CardContext

Step = tuple[str, str]
"""A name, and the path that it leads to."""


def breadcrumbs(*steps: Step) -> Node:
    """Return the way to a page, from the front on; what has no address is left out."""
    return thing(
        "BreadcrumbList",
        itemListElement=[
            thing("ListItem", position=number, name=name, item=whole(path))
            for number, (name, path) in enumerate((step for step in steps if step[1]), 1)
        ],
    )


def page(kind: str, *, name: str, path: str, description: str = "", main: Node | None = None) -> Node:
    """Return a page of the site: WebPage, CollectionPage, ProfilePage, AboutPage …"""
    return thing(
        kind,
        url=whole(path),
        name=name,
        description=description,
        inLanguage=settings.LANGUAGE_CODE,
        isPartOf=reference(whole(f"/{WEBSITE}")),
        publisher=reference(whole(f"/{ORGANIZATION}")),
        mainEntity=main,
    )


def described(
    kind: str,
    *,
    name: str,
    path: str,
    paper: str,
    way: Sequence[Step] = (),
    description: str = "",
    main: Node | None = None,
) -> tuple[Node, Node]:
    """Return a page and the way to it, which begins with the paper itself."""
    itself = page(kind, name=name, path=path, description=description, main=main)
    return itself, breadcrumbs((paper, "/"), *way, (name, path))


def item_list(cards: Iterable[CardContext], *, first: int = 1) -> Node | None:
    """Return the stories of a list in order; ``first`` is the place of the first. None of no stories."""
    paths = list(dict.fromkeys(card.url for card in cards))
    if not paths:
        return None
    return thing(
        "ItemList",
        itemListElement=[
            thing("ListItem", position=number, url=whole(path)) for number, path in enumerate(paths, first)
        ],
    )


def cards_on(front: FrontContext) -> list[CardContext]:
    """Return the stories of a front in the order in which they are read."""
    lead = [front.lead] if front.lead is not None else []
    strips = [card for strip in front.strips for card in strip.cards]
    parts: Sequence[Sequence[CardContext]] = (
        lead,
        front.secondary,
        front.latest,
        front.opinion,
        strips,
        front.meanwhile,
        front.more,
    )
    return [card for part in parts for card in part]


def profile(contributor: ContributorContext, *, path: str) -> Node:
    """Return the page of an author."""
    return page("ProfilePage", name=contributor.name, path=path, main=whole_person(contributor))
