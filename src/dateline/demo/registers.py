"""Put what stories refer to into the paper: people, topics, series, names with their labels, documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from dateline.copydesk.actions import add_word
from dateline.demo import records
from dateline.demo.content import document_text
from dateline.demo.paper import DemoPaper
from dateline.demo.stories import Document
from dateline.entities.actions import add_entity
from dateline.entities.choices import Kind
from dateline.entities.models import Entity, EntityName, LegalLabel, OwnershipNote
from dateline.media.models import Picture
from dateline.people.models import Contributor
from dateline.sections.models import Series, Topic

KINDS = {"person": Kind.PERSON, "organisation": Kind.ORGANIZATION, "place": Kind.PLACE}
STATE = "Kelvia"
# What the copy desk could not know of a country that is on no map.
DICTIONARY = {"en": "tal tals Kelvian Kelvians Selmar seiche", "ru": "кельвийский Сельмар тал"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """What stories refer to, by slug; documents by stem."""

    people: Mapping[str, Contributor]
    topics: Mapping[str, Topic]
    series: Mapping[str, Series]
    documents: Mapping[str, int]


def fill_registers(demo: DemoPaper, *, pictures: Mapping[str, Picture]) -> Registers:
    """Add everything that stories refer to, and return it."""
    _add_entities(demo)
    for language, words in DICTIONARY.items():
        for word in words.split():
            add_word(language=language, word=word, by=None, for_all=True)
    return Registers(
        people={person.slug: _add_person(person, pictures) for person in demo.people},
        topics={
            topic.slug: Topic.objects.create(slug=topic.slug, name=topic.name, description=topic.description)
            for topic in demo.topics
        },
        series={
            one.slug: Series.objects.create(slug=one.slug, name=one.name, description=one.description)
            for one in demo.series
        },
        documents=dict(_add_documents(demo)),
    )


def _add_person(person: records.Person, pictures: Mapping[str, Picture]) -> Contributor:
    first, _space, last = person.name.rpartition(" ")
    return Contributor.objects.create(
        slug=person.slug,
        name=person.name,
        sort_name=f"{last}, {first}" if first else last,
        role_title=person.title,
        bio=person.bio,
        email=person.email,
        portrait=pictures[person.portrait],
    )


def _add_entities(demo: DemoPaper) -> None:
    added: dict[str, Entity] = {}
    waiting = list(demo.entities)
    while waiting:
        # Owners first. The content was checked, so that nobody waits for ever unless owners form a circle.
        record = next(one for one in waiting if one.owned_by in ("", *added))
        waiting.remove(record)
        notes = [OwnershipNote(language=demo.paper.language, text=record.ownership_note)]
        added[record.slug] = add_entity(
            slug=record.slug,
            kind=KINDS[record.kind],
            description=record.description,
            owner=added.get(record.owned_by),
            names=list(_names(record)),
            labels=list(_labels(record, demo.paper.language)),
            ownership_notes=notes if record.ownership_note else [],
        )


def _names(record: records.Entity) -> Iterator[EntityName]:
    for language, preferred in record.preferred.items():
        yield EntityName(language=language, text=preferred, is_preferred=True)
        for other in record.other.get(language, ()):
            yield EntityName(language=language, text=other)


def _labels(record: records.Entity, language: str) -> Iterator[LegalLabel]:
    for label in record.labels:
        for code, note in ((language, label.note), ("ru", label.note_ru)):
            yield LegalLabel(
                jurisdiction=label.jurisdiction,
                jurisdiction_name=STATE,
                language=code,
                note=note,
                register_name=label.register,
                from_date=label.from_date,
                until_date=label.until_date,
            )


def _add_documents(demo: DemoPaper) -> Iterator[tuple[str, int]]:
    blocks = [block for story in demo.stories for block in story.body]
    for block in blocks:
        if isinstance(block, Document):
            file = ContentFile(document_text(block.file).encode(), name=f"{block.file}.txt")
            document = get_document_model()(title=block.title, file=file)
            document.save()
            # Both are stored when they are first asked for, and the record of a story quotes the digest.
            document.get_file_size()
            document.get_file_hash()
            yield block.file, document.pk
