"""Reads of placards: which there is for a page, which are wanted, and which are missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import translation

from dateline.edition.keys import announce, kept
from dateline.paper.models import PaperSettings
from dateline.paper.queries import paper_identity, paper_settings
from dateline.placards.contexts import PlacardContext
from dateline.placards.describing import paper_face, section_face, story_face
from dateline.placards.drawing import HEIGHT, WIDTH, can_draw
from dateline.placards.edition_keys import placard_key
from dateline.placards.faces import PAPER, Face, folder_of, section_subject, signature_of, story_subject
from dateline.placards.models import Placard
from dateline.placards.typefaces import digest_of_fonts
from dateline.sections.models import SectionPage
from dateline.stories.choices import Label
from dateline.stories.models import StoryPage

# An archive of a million stories gets no million pictures: the newest have one, and whatever has had one.
NEWEST = 2_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A placard that should be there."""

    subject: str
    face: Face
    folder: str

    @property
    def signature(self) -> str:
        return signature_of(self.face, fonts=digest_of_fonts())


def placard_of(subject: str, face: Face) -> PlacardContext | None:
    """Return the placard with exactly these words; None while it is not made."""
    announce(placard_key(subject))
    signature = signature_of(face, fonts=digest_of_fonts())
    file = Placard.objects.filter(subject=subject, signature=signature).values_list("file", flat=True).first()
    return _context(file, face) if file else None


def placard_of_paper() -> PlacardContext | None:
    """Return the placard of the paper; None while it is not made."""
    return kept(f"placard/{settings.LANGUAGE_CODE}", _of_paper)


def wanted_for(subjects: Collection[str]) -> list[Wanted]:
    """Return what should be on the placards of these subjects; nothing for those that are not public."""
    with translation.override(settings.LANGUAGE_CODE):
        paper = paper_settings()
        sections = {section.pk: section for section in SectionPage.objects.public()}
        wanted = _stories(_numbers(subjects, "story"), paper=paper, sections=sections)
        for pk in _numbers(subjects, "section"):
            if pk in sections:
                wanted.append(_section(sections[pk], paper))
        if PAPER in subjects:
            folder = folder_of(PAPER, identity=paper_identity())
            wanted.append(Wanted(PAPER, paper_face(paper), folder))
        return [one for one in wanted if can_draw(one.face)]


def missing_subjects() -> list[str]:
    """Return subjects whose placard is missing or says something else, what readers share first, first."""
    newest = list(StoryPage.objects.newest().values_list("pk", flat=True)[:NEWEST])
    sections = SectionPage.objects.public().values_list("pk", flat=True)
    subjects = [PAPER, *map(section_subject, sections), *map(story_subject, newest)]
    known = dict(Placard.objects.values_list("subject", "signature"))
    # Stories that are no longer among the newest keep theirs, and keep it true.
    subjects += [subject for subject in known if subject not in set(subjects)]
    wanted = {one.subject: one.signature for one in wanted_for(subjects)}
    return [subject for subject in subjects if wanted.get(subject) != known.get(subject)]


def with_placards(subjects: Iterable[str]) -> list[str]:
    """Return those for which one is made: the newest stories, those that have one, all that is no story."""
    listed = list(subjects)
    stories = set(_numbers(listed, "story"))
    oldest = StoryPage.objects.newest().values_list("listed_at", flat=True)[NEWEST - 1 : NEWEST].first()
    newer = StoryPage.objects.filter(pk__in=stories, listed_at__isnull=False)
    if oldest is not None:
        newer = newer.filter(listed_at__gte=oldest)
    has = {story_subject(pk) for pk in newer.values_list("pk", flat=True)}
    has |= set(Placard.objects.filter(subject__in=listed).values_list("subject", flat=True))
    return [subject for subject in listed if subject in has or not subject.startswith("story/")]


def _of_paper() -> PlacardContext | None:
    return placard_of(PAPER, paper_face(paper_settings()))


def _context(file: str, face: Face) -> PlacardContext:
    return PlacardContext(src=default_storage.url(file), width=WIDTH, height=HEIGHT, alt=face.words)


def _stories(ids: Sequence[int], *, paper: PaperSettings, sections: dict[int, SectionPage]) -> list[Wanted]:
    rows = StoryPage.objects.filter(pk__in=ids, listed_at__isnull=False)
    fields = ("pk", "uuid", "title", "label", "section_id", "published_at")
    return [
        Wanted(
            story_subject(pk),
            story_face(
                headline=title,
                section=sections[section_id].name_in(settings.LANGUAGE_CODE)
                if section_id in sections
                else "",
                label=str(Label(label).label) if label else "",
                published_at=published_at,
                paper=paper,
            ),
            folder_of(story_subject(pk), identity=uuid.hex),
        )
        for pk, uuid, title, label, section_id, published_at in rows.values_list(*fields)
    ]


def _section(section: SectionPage, paper: PaperSettings) -> Wanted:
    subject = section_subject(section.pk)
    face = section_face(name=section.name_in(settings.LANGUAGE_CODE), paper=paper)
    return Wanted(subject, face, folder_of(subject, identity=section.uuid.hex))


def _numbers(subjects: Iterable[str], kind: str) -> list[int]:
    split = (subject.partition("/") for subject in subjects)
    return [int(number) for name, slash, number in split if slash and name == kind]
