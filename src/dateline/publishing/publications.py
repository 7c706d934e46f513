"""The register of what can be published: each domain says how its pages are recorded and what they touch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def _no_problems(page: Any) -> Mapping[str, list[str]]:
    return {}


def _nothing(page: Any) -> None:
    return None


def _itself(page: Any) -> Any:
    return page


@dataclass(frozen=True, slots=True)
class PublicationType:
    """How pages of one model are published."""

    name: str
    """Stable name, such as ``story``; part of event names and of the record."""
    content: Callable[[Any], dict[str, Any]]
    """Content of a version: ``fields`` and ``blocks``, JSON values only."""
    touched_keys: Callable[[Any, Any], Iterable[str]]
    """Edition keys that differ between two states, before and after; None stands for not public."""
    picture_digests: Callable[[Any], list[str]]
    """SHA-256 of every picture shown."""
    state: Callable[[Any], Any] = _itself
    """What readers see of a page outside its own address; taken before and after a change."""
    problems: Callable[[Any], Mapping[str, list[str]]] = _no_problems
    """What stands against publishing, by field; empty when nothing does."""
    before_publishing: Callable[[Any], None] = _nothing
    """Sets derived fields and makes renditions, inside the transaction, before the page is saved."""
    before_publishing_many: Callable[[Sequence[Any]], None] | None = None
    """The same for many new pages at once, before they are saved; None: one after the other."""
    recorded_many: Callable[[Sequence[Any]], None] = _nothing
    """Told of many new pages, in their transaction, once their versions are stored."""
    meaningful_fields: frozenset[str] = field(default_factory=frozenset)
    """Fields of the content whose change is never a typo."""
    text_fields: frozenset[str] = field(default_factory=frozenset)
    """Fields of the content that are prose and are judged like blocks."""
    keeps_addresses: bool = True
    """False: an address that was given up may be taken over by another page."""


Check = Callable[[Any], Mapping[str, list[str]]]
_checks: dict[str, list[Check]] = {}
MoreKeys = Callable[..., Iterable[str]]
ManyMoreKeys = Callable[[Sequence[Any]], Iterable[str]]
_more_keys: dict[str, list[tuple[MoreKeys, ManyMoreKeys | None]]] = {}
_types: dict[type, PublicationType] = {}


def register(model: type, publication_type: PublicationType) -> None:
    """Register how a page model is published. Registering a model twice is a configuration error."""
    if model in _types:
        raise ImproperlyConfigured(f"{model.__name__} is registered for publishing twice.")
    _types[model] = publication_type


def register_check(name: str, check: Check) -> None:
    """Let a package above ask one question more before anything of that name is published."""
    known = _checks.setdefault(name, [])
    if check not in known:
        known.append(check)


def register_keys(name: str, more: MoreKeys, *, of_many: ManyMoreKeys | None = None) -> None:
    """Let a package above say which of its own pages change with a publication of that name.

    ``more`` is given the page and the states before and after; it runs in the publication's transaction,
    when the new version is there. ``of_many`` says the same of pages that were published together for the
    first time, in fewer queries.
    """
    known = _more_keys.setdefault(name, [])
    if (more, of_many) not in known:
        known.append((more, of_many))


def more_keys_of(page: Any, *, before: Any, after: Any) -> set[str]:
    """Return the keys that packages above want touched."""
    return {
        key
        for more, _of_many in _more_keys.get(type_of(page).name, ())
        for key in more(page, before=before, after=after)
    }


def more_keys_of_new(pages: Sequence[Any], states: Sequence[Any]) -> set[str]:
    """Return the keys that packages above want touched by pages of one model, new and public now."""
    keys: set[str] = set()
    for more, of_many in _more_keys.get(type_of(pages[0]).name, ()):
        if of_many is not None:
            keys.update(of_many(pages))
        else:
            for page, after in zip(pages, states, strict=True):
                keys.update(more(page, before=None, after=after))
    return keys


def problems_of(page: Any) -> dict[str, list[str]]:
    """Return what stands against publishing the page, by field, in its own eyes and those of added checks."""
    page_type = type_of(page)
    problems: dict[str, list[str]] = {}
    for check in (page_type.problems, *_checks.get(page_type.name, ())):
        for field_name, texts in check(page).items():
            problems.setdefault(field_name, []).extend(texts)
    return problems


def type_of(page: Any) -> PublicationType:
    """Return how this page is published. Raises ImproperlyConfigured for an unregistered model."""
    try:
        return _types[type(page)]
    except KeyError:
        raise ImproperlyConfigured(f"{type(page).__name__} is not registered for publishing.") from None


def registered_models() -> tuple[type, ...]:
    """Return every model that can be published, in order of registration."""
    return tuple(_types)
