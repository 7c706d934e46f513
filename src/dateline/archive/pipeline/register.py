"""The sections, people, topics and series that an archive names: matched, proposed, or made once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.models import Page

from dateline.archive.sameness import alike, same_person, same_words
from dateline.fronts.models import HomePage
from dateline.lib.slugs import slug_from
from dateline.people.models import Contributor
from dateline.publishing.actions import publish_page
from dateline.publishing.bulk.rows import index_words
from dateline.sections.models import SectionPage, Series, Topic
from dateline.sections.reserved import is_reserved


class Register:
    """What the paper has by name, loaded once for a run; ``learn`` makes what is missing.

    Names are remembered under every writing by which they are found again, so that an archive that writes a
    name in ten ways makes one record of it.
    """

    def __init__(self, *, by: Any = None) -> None:
        self.by = by
        self.made: dict[str, list[int]] = {}
        self.proposals: dict[str, dict[str, str]] = {"sections": {}, "authors": {}}
        self._sections: dict[str, SectionPage] = {}
        self._people: dict[str, Contributor] = {}
        self._topics: dict[str, Topic] = {}
        self._series: dict[str, Series] = {}
        self._names = {"sections": set[str](), "authors": set[str]()}
        self.load()

    def load(self) -> None:
        """Read everything anew; also after a transaction that made something was rolled back."""
        self._sections = {}
        for section in SectionPage.objects.all().prefetch_related("names").order_by("pk"):
            self._remember_section(section)
        self._people = {}
        for person in Contributor.objects.order_by("pk").iterator():
            self._remember_person(person)
        self._topics = {same_words(topic.name): topic for topic in Topic.objects.iterator()}
        self._series = {same_words(series.name): series for series in Series.objects.iterator()}

    def section(self, name: str) -> SectionPage | None:
        """Return the section with this name or address, in any language of the paper."""
        return self._sections.get(same_words(name)) or self._sections.get(slug_from(name))

    def person(self, name: str) -> Contributor | None:
        """Return the contributor with this name, its words in whichever order."""
        return self._people.get(same_person(name))

    def topic(self, name: str) -> Topic | None:
        """Return the topic with this name."""
        return self._topics.get(same_words(name[:120]))

    def series(self, name: str) -> Series | None:
        """Return the series with this name."""
        return self._series.get(same_words(name[:160]))

    def propose(self, subject: str, name: str) -> str | None:
        """Return a known section or author that this new name may be another writing of."""
        known = self._names[subject]
        if name in known:
            return None
        found = alike(name, sorted(known)) if len(known) <= 20_000 else None
        if found is not None:
            self.proposals[subject][name] = found
        return found

    @transaction.atomic
    def learn(
        self,
        *,
        sections: Iterable[str] = (),
        people: Iterable[tuple[str, str, str]] = (),
        topics: Iterable[str] = (),
        series: Iterable[str] = (),
    ) -> None:
        """Make what is not there yet; people come with the address and the words of their old pages."""
        for name in dict.fromkeys(sections):
            if self.section(name) is None:
                self._remember_section(self._make_section(name))
        self._learn_people(people)
        self._topics.update(self._named(Topic, topics, self._topics, longest=120))
        self._series.update(self._named(Series, series, self._series, longest=160))

    def _learn_people(self, people: Iterable[tuple[str, str, str]]) -> None:
        new: dict[str, Contributor] = {}
        taken = _Slugs(Contributor)
        for name, slug, bio in people:
            key = same_person(name)
            if key in self._people or key in new or not name.strip():
                continue
            new[key] = Contributor(name=name[:200], slug=taken.free(slug or name, "contributor"), bio=bio)
        created = Contributor.objects.bulk_create(list(new.values()))
        if created:
            index_words(created)
            self._note("people", created)
        for person in created:
            self._remember_person(person)

    def _named(self, model: Any, names: Iterable[str], known: Any, *, longest: int) -> dict[str, Any]:
        new: dict[str, Any] = {}
        taken = _Slugs(model)
        for name in names:
            short = name.strip()[:longest]
            key = same_words(short)
            if key and key not in known and key not in new:
                new[key] = model(name=short, slug=taken.free(short, model._meta.model_name))
        created = model.objects.bulk_create(list(new.values()))
        if created:
            index_words(created)
            self._note(str(model._meta.model_name), created)
        return new

    def _make_section(self, name: str) -> SectionPage:
        """Create and publish a section that only the archive knows; it stays out of the navigation."""
        home = HomePage.objects.get()
        base = slug = slug_from(name) or "section"
        number = 1
        while is_reserved(slug) or Page.objects.child_of(home).filter(slug=slug).exists():
            number += 1
            slug = f"{base}-section" if number == 2 else f"{base}-section-{number - 1}"
        section = SectionPage(title=name[:255], slug=slug, in_navigation=False, order=900, live=False)
        home.add_child(instance=section)
        publish_page(page=section, by=self.by)
        self._note("sections", [section])
        return section

    def _remember_section(self, section: Any) -> None:
        names = [section.title, section.label, *(other.name for other in section.names.all())]
        for name in filter(None, names):
            self._sections.setdefault(same_words(name), section)
            self._names["sections"].add(name)
        self._sections.setdefault(section.slug, section)

    def _remember_person(self, person: Contributor) -> None:
        self._people.setdefault(same_person(person.name), person)
        self._names["authors"].add(person.name)

    def _note(self, kind: str, created: Iterable[Any]) -> None:
        self.made.setdefault(kind, []).extend(each.pk for each in created)


class _Slugs:
    """Free addresses for new records of a model, several in one go."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._given: set[str] = set()

    def free(self, name: str, otherwise: str) -> str:
        base = slug = slug_from(name) or otherwise
        number = 1
        while slug in self._given or self._model.objects.filter(slug=slug).exists():
            number += 1
            slug = f"{base}-{number}"
        self._given.add(slug)
        return slug
