"""Reads that the desk's screens of stories need.

Wagtail finds what somebody may see by comparing the path of every page with every rule on pages, once for
each rule: with a hundred thousand stories that takes longer than anything else on a screen. All stories lie
directly below sections, and of those there are few, so the rules are compared with the sections.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from dateline.sections.models import SectionPage
from dateline.sections.queries import BY_PLACE
from dateline.stories.models import StoryPage
from dateline.users.models import User

# Who may do any of these sees a page in lists and choosers, as Wagtail has it.
SHOWN_TO = ("add", "change", "publish", "lock", "unlock", "bulk_delete")


def sections_where(user: User, *actions: str) -> QuerySet[SectionPage]:
    """Return the sections on which this person may do any of the actions, in the paper's order."""
    sections: QuerySet[SectionPage] = SectionPage.objects.order_by(*BY_PLACE)
    if _may_everything(user):
        return sections
    paths = tuple(path for _pk, path in _rules_of(user, actions))
    return sections.filter(pk__in=[pk for pk, path in _places() if path.startswith(paths)])


def keys_of_sections_where(user: User, *actions: str) -> tuple[frozenset[int], ...]:
    """Return for each action the keys of the sections on which this person may do it, in one query."""
    places = _places()
    if _may_everything(user):
        return tuple(frozenset(pk for pk, _path in places) for _action in actions)
    paths = [tuple(path for _pk, path in _rules_of(user, (action,))) for action in actions]
    return tuple(frozenset(pk for pk, path in places if path.startswith(some)) for some in paths)


def sections_open_to(user: User) -> QuerySet[SectionPage]:
    """Return the sections in which this person may write, in the paper's order."""
    return sections_where(user, "add")


def may_write(user: User | AnonymousUser) -> bool:
    """Say whether this person may write stories somewhere."""
    return bool(policy_registry.get_by_type(Page).user_has_permission(user, "add"))


def stories_shown_to(user: User) -> QuerySet[StoryPage]:
    """Return the stories that Wagtail would show this person, found by their section."""
    stories: QuerySet[StoryPage] = StoryPage.objects.all()
    if _may_everything(user):
        return stories
    rules, sections = _rules_of(user, SHOWN_TO), _places()
    paths = tuple(path for _pk, path in rules)
    shown = [pk for pk, path in sections if path.startswith(paths)]
    if len(shown) == len(sections):
        return stories
    # A rule can also be on a single story.
    below = tuple(path for _pk, path in sections)
    single = [pk for pk, path in rules if path.startswith(below) and path not in below]
    hidden = [pk for pk, _path in sections if pk not in shown]
    # Of the larger half the database would sort everything; asked for what is not hidden, it reads them
    # in the order of the list and stops at the end of the page.
    open_ones = ~Q(section__in=hidden) if len(hidden) < len(shown) else Q(section__in=shown)
    return stories.filter(open_ones | Q(pk__in=single) if single else open_ones)


def keys_matching(words: str) -> Any:
    """Return the keys of stories with these words in their headline, as a query inside another.

    Wagtail's search refuses conditions on what its index does not hold, such as the state of a story; it is
    asked for the words alone, and the conditions are put around it.
    """
    found = StoryPage.objects.order_by("-id").autocomplete(searchable(words), order_by_relevance=False)
    return found.get_queryset().order_by().values("pk")


def searchable(words: str) -> str:
    """Return what can be searched for: Wagtail would hand SQLite a quotation mark that is never closed."""
    return words.replace('"', " ").replace("\0", " ").strip() or "-"


def paths_shown_to(user: User) -> tuple[str, ...] | None:
    """Return the beginnings of the paths of all pages that this person may see; None means all pages."""
    if _may_everything(user):
        return None
    return tuple({path for _pk, path in _rules_of(user, SHOWN_TO)})


def _places() -> list[tuple[int, str]]:
    return list(SectionPage.objects.values_list("pk", "path"))


def _may_everything(user: User) -> bool:
    return bool(user.is_active and user.is_superuser)


def _rules_of(user: Any, actions: Iterable[str]) -> list[tuple[int, str]]:
    """Return the page of each of this person's rules for these actions, and its path."""
    wanted = {f"{action}_page" for action in actions}
    cached = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    return [(rule.page_id, rule.page.path) for rule in cached if rule.permission.codename in wanted]
