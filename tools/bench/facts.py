"""What each generated story says, drawn by chance in the same way each time."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from dateline.media.models import Picture
from dateline.people.models import Contributor
from dateline.publishing.paper_time import local_date
from dateline.sections.models import SectionPage, Topic
from tools.bench.pool import PooledBlock, pooled_paragraphs, pooled_subheadings
from tools.bench.templates import Registers
from tools.bench.words import headline

POOL = 2_000
CORRECTED_EVERY, RELATED_EVERY, OPINION_EVERY = 12, 5, 20
RELATED_BACK = (3, 11)
# As many of so many as publishing would choose, were the stories published in their order.
NEAREST, CANDIDATES = 8, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFacts:
    """One story. ``related`` are (page, uuid) of stories that its editor chose."""

    number: int
    pk: int
    uuid: UUID
    at: datetime
    corrected_at: datetime | None
    section: SectionPage
    title: str
    standfirst: str
    label: str
    picture: Picture | None
    people: Sequence[Contributor]
    topics: Sequence[Topic]
    related: Sequence[tuple[int, UUID]]
    nearest: Sequence[tuple[int, float]]
    blocks: Sequence[tuple[str, PooledBlock]]

    @property
    def slug(self) -> str:
        return f"generated-{self.pk}"

    @property
    def address(self) -> str:
        return f"/{local_date(self.at):%Y/%m/%d}/{self.slug}/"

    @property
    def body(self) -> str:
        """The body as the database keeps it."""
        return f"[{', '.join(block.raw[0] + name + block.raw[1] for name, block in self.blocks)}]"


class StoryTeller:
    """Thinks up stories with growing numbers, spread evenly over the years."""

    def __init__(
        self, registers: Registers, *, first_key: int, first: datetime, last: datetime, count: int
    ) -> None:
        self._registers = registers
        self._key = first_key
        self._first, self._step = first, (last - first) / max(1, count)
        self._chance = random.Random(first_key)  # noqa: S311 - the same paper each time
        self._paragraphs = pooled_paragraphs(POOL)
        self._subheadings = pooled_subheadings()
        self._on_topic = {topic.pk: deque[int](maxlen=CANDIDATES) for topic in registers.topics}
        self._told: deque[tuple[int, UUID]] = deque(maxlen=max(RELATED_BACK))
        self._section_weights = [1 / (place + 2) for place in range(len(registers.sections))]
        # A few topics have many stories and many have few, as in life.
        self._topic_weights = [1 / (place + 3) for place in range(len(registers.topics))]

    def story(self, number: int) -> StoryFacts:
        """Return the next story."""
        chance, known = self._chance, self._registers
        pk, uuid = self._key, UUID(int=chance.getrandbits(128), version=4)
        self._key += 1
        topics = self._topics()
        at = (self._first + number * self._step).replace(microsecond=0)
        has_related = number % RELATED_EVERY == 0 and len(self._told) == max(RELATED_BACK)
        story = StoryFacts(
            number=number,
            pk=pk,
            uuid=uuid,
            at=at,
            corrected_at=at + timedelta(hours=5) if number % CORRECTED_EVERY == 0 else None,
            section=chance.choices(known.sections, weights=self._section_weights)[0],
            title=self.title(number, pk),
            standfirst=chance.choice(self._paragraphs).text[:160],
            label="opinion" if number % OPINION_EVERY == 0 else "",
            picture=chance.choice(known.pictures) if chance.random() < 0.6 else None,
            people=chance.sample(known.contributors, 1 if chance.random() < 0.8 else 2),
            topics=topics,
            nearest=self._nearest(topics),
            related=[self._told[-back] for back in RELATED_BACK] if has_related else [],
            blocks=self._blocks(),
        )
        self._told.append((pk, uuid))
        for topic in topics:
            self._on_topic[topic.pk].append(pk)
        return story

    def title(self, number: int, key: int) -> str:
        """Return a headline; no two are the same."""
        return f"{headline(self._chance)}, no. {key}"

    def _nearest(self, topics: Sequence[Topic]) -> list[tuple[int, float]]:
        known = list(dict.fromkeys(pk for topic in topics for pk in self._on_topic[topic.pk]))
        found = self._chance.sample(known, min(NEAREST, len(known)))
        return [(pk, round(2 - place / 10, 3)) for place, pk in enumerate(found)]

    def _topics(self) -> list[Topic]:
        chance = self._chance
        drawn = chance.choices(self._registers.topics, weights=self._topic_weights, k=chance.randint(1, 3))
        return sorted(set(drawn), key=lambda topic: topic.pk)

    def _blocks(self) -> list[tuple[str, PooledBlock]]:
        chance = self._chance
        blocks = chance.choices(self._paragraphs, k=chance.randint(8, 12))
        blocks.insert(5, chance.choice(self._subheadings))
        tail = f"{chance.getrandbits(48):012x}"
        return [(f"{place:08x}-0000-4000-8000-{tail}", block) for place, block in enumerate(blocks)]
