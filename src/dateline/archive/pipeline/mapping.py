"""What a document becomes by the rules of the paper: its section, people, topics, series and label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.archive.pipeline.register import Register
from dateline.archive.records import Document, OldAuthor
from dateline.archive.rules import Rules, Verdict
from dateline.archive.sameness import same_words
from dateline.stories.choices import Label


@dataclass(frozen=True, slots=True)
class Mapped:
    """Where a document goes and what it is filed under, by name."""

    section: str
    authors: tuple[str, ...]
    topics: tuple[str, ...] = ()
    series: str | None = None
    label: str = ""
    unmapped: tuple[str, ...] = ()
    """What no rule named and nothing of the paper is called, and what became of it."""


def mapped(document: Document, rules: Rules) -> Mapped:
    """Return what the rules make of a document's section, sections, topics, tags, authors and label."""
    verdicts = list(_verdicts(document, rules))
    sections = [verdict.name for verdict in verdicts if verdict.kind == "section"]
    topics = [verdict.name for verdict in verdicts if verdict.kind == "topic"]
    first, further = (sections or [rules.default_section])[0], sections[1:]
    if rules.further_sections == "topic":
        topics.extend(name for name in further if same_words(name) != same_words(first))
    series = next((verdict.name for verdict in verdicts if verdict.kind == "series"), document.series)
    labels = [verdict.name.casefold() for verdict in verdicts if verdict.kind == "label"]
    extra = [verdict.name for verdict in verdicts if verdict.kind == "author"]
    return Mapped(
        section=first,
        authors=_unique((*_authors(document.authors, rules), *extra)),
        topics=_unique(topics),
        series=series or None,
        label=next((label for label in labels if label in Label.values), ""),
        unmapped=tuple(_unknown_labels(document, rules)),
    )


def people_of(document: Document, names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield name, old address part and words about each author, as far as the archive tells them."""
    known: dict[str, OldAuthor] = {same_words(person.name): person for person in document.people}
    for name in names:
        about = known.get(same_words(name))
        yield name, about.slug if about else "", about.bio if about else ""


def missing_things(place: Mapped, register: Register) -> list[str]:
    """Return in words what the paper does not have yet, with what it may be another writing of."""
    notes = []
    if register.section(place.section) is None:
        notes.append(_new("section", place.section, register.propose("sections", place.section)))
    for name in place.authors:
        if register.person(name) is None:
            near = register.propose("authors", name)
            if near is not None:
                notes.append(_new("author", name, near))
    return notes


def _new(what: str, name: str, near: str | None) -> str:
    return f"new {what}: {name}" + (f" (or is it {near}? say so in the rules)" if near else "")


def _verdicts(document: Document, rules: Rules) -> Iterator[Verdict]:
    names = dict.fromkeys(filter(None, (document.section, *document.sections)))
    for name in names:
        yield rules.on("sections", name) or Verdict("section", name)
    for name in dict.fromkeys(document.topics):
        yield rules.on("topics", name) or Verdict("topic", name)
    for name in dict.fromkeys(document.tags):
        ruled = rules.on("topics", name)
        if ruled is not None:
            yield ruled
        elif rules.tags == "topic" and document.id:
            # Words that a page dump printed below a story are too often something else.
            yield Verdict("topic", name)
    if document.label:
        yield rules.on("labels", document.label) or Verdict("label", document.label)


def _authors(names: Iterable[str], rules: Rules) -> Iterator[str]:
    for name in names:
        verdict = rules.on("authors", name)
        if verdict is None:
            yield name
        elif verdict.kind == "author":
            yield verdict.name


def _unknown_labels(document: Document, rules: Rules) -> Iterator[str]:
    label = document.label or ""
    if label and rules.on("labels", label) is None and label.casefold() not in Label.values:
        yield f"label: {label}"


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in names:
        if name.strip():
            found.setdefault(same_words(name), name.strip())
    return tuple(found.values())
