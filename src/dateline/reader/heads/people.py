"""People who write and photograph."""

from __future__ import annotations

from dateline.lib.slugs import slug_from
from dateline.people.contexts import ContributorContext
from dateline.reader.heads.images import image_of
from dateline.reader.heads.vocabulary import ORGANIZATION, Node, named, reference, thing, whole


def person(contributor: ContributorContext) -> Node:
    """Return somebody as a byline names them."""
    node = thing("Person", name=contributor.name, url=whole(contributor.url) if contributor.url else "")
    return named(node, _name_of(contributor))


def whole_person(contributor: ContributorContext) -> Node:
    """Return all that the author's own page says of somebody."""
    node = thing(
        "Person",
        name=contributor.name,
        url=whole(contributor.url) if contributor.url else "",
        jobTitle=contributor.role_title,
        description=contributor.bio,
        image=image_of(contributor.portrait) if contributor.portrait else None,
        worksFor=reference(whole(f"/{ORGANIZATION}")),
    )
    return named(node, _name_of(contributor))


def _name_of(contributor: ContributorContext) -> str:
    """Return the name of the person among things: their page's, else one made of how they are called."""
    return whole(f"{contributor.url}#person" if contributor.url else f"/#{slug_from(contributor.name)}")
