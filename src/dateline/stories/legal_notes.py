"""Notes required by law, set into the text of a story at the first mention of a name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from dateline.entities.insertion import insert_notes, insert_notes_in_text
from dateline.entities.labels import TextBlock, notes_for_block
from dateline.entities.queries import LabelReport, label_report, labels_for_story
from dateline.lib.canonical_text import canonical_text
from dateline.publishing.paper_time import local_date
from dateline.stories.body_parts import raw_blocks, rich_text_of
from dateline.stories.choices import LabelsPolicy
from dateline.stories.models import StoryPage
from dateline.stories.rich_text import clean_many

STANDFIRST = "standfirst"


@dataclass(frozen=True, slots=True)
class TextOfStory:
    """The prose of a story: its standfirst in plain text, and HTML by block id."""

    standfirst: str
    html: dict[str, str]


def prose_of(story: StoryPage) -> TextOfStory:
    """Return the prose of a story without notes."""
    sources = rich_text_of(raw_blocks(story))
    return TextOfStory(
        standfirst=story.standfirst,
        html=dict(zip(sources, clean_many(list(sources.values())), strict=True)),
    )


def with_legal_notes(story: StoryPage, prose: TextOfStory, *, jurisdictions: Collection[str]) -> TextOfStory:
    """Return the prose with every note that the law asks for and the writer has not written.

    None is added to a story that is older than the designation: see ``entities.labels``.
    """
    switched_off = story.legal_labels == LabelsPolicy.OFF
    if switched_off or not jurisdictions:
        # There is nothing to look for, and looking begins with reading the whole text.
        return prose
    placements = labels_for_story(
        blocks=_blocks(prose),
        language=story.language,
        published_on=_published_on(story),
        jurisdictions=jurisdictions,
        switched_off=switched_off,
    )
    if not placements:
        return prose
    return TextOfStory(
        standfirst=insert_notes_in_text(prose.standfirst, notes_for_block(placements, STANDFIRST)),
        html={key: insert_notes(html, notes_for_block(placements, key)) for key, html in prose.html.items()},
    )


def legal_notes_report(story: StoryPage, *, jurisdictions: Collection[str]) -> LabelReport:
    """Return for the desk which names the story mentions and what became of their labels."""
    return label_report(
        blocks=_blocks(prose_of(story)),
        language=story.language,
        published_on=_published_on(story),
        jurisdictions=jurisdictions,
        switched_off=story.legal_labels == LabelsPolicy.OFF,
    )


def _blocks(prose: TextOfStory) -> Sequence[TextBlock]:
    texts = [
        (STANDFIRST, prose.standfirst),
        *((key, canonical_text(html)) for key, html in prose.html.items()),
    ]
    return [TextBlock(id=key, text=text) for key, text in texts]


def _published_on(story: StoryPage) -> date:
    return local_date(story.published_at or timezone.now())
