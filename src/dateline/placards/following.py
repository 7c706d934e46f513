"""The follower that draws placards as soon as something was published."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dateline.placards.actions import forget_placard, forget_words, make_placards
from dateline.placards.edition_keys import SUBJECTS
from dateline.placards.faces import PAPER, section_subject, story_subject
from dateline.publishing.publication_watchers import watch_publications
from dateline.publishing.withholding import register_words_holder
from dateline.publishlog.followers import Follower
from dateline.publishlog.models import LogEntry
from dateline.sections.models import SectionPage

CARD = "card/"
# Of the paper and its sections all are looked at; what changes with them on stories' own waits for the job.
AROUND = frozenset(("paper", "sections"))


def placard_follower() -> Follower:
    """Return the follower that the worker runs; what was there before it began, a job makes by and by."""
    return Follower(name="placards", handle=follow, from_start=False, is_urgent=False)


def follow(entries: Sequence[LogEntry]) -> None:
    """Draw the placards of what these entries have changed."""
    keys = {key for entry in entries for key in entry.keys}
    subjects = {story_subject(int(key.removeprefix(CARD))) for key in keys if key.startswith(CARD)}
    if not AROUND.isdisjoint(keys):
        sections = SectionPage.objects.public().values_list("pk", flat=True)
        subjects |= {PAPER, *map(section_subject, sections)}
    if subjects:
        make_placards(subjects=sorted(subjects))


def watch_what_leaves() -> None:
    """Let placards go with what they show, in the transaction in which it goes."""
    for name, subject_of in SUBJECTS.items():
        watch_publications(name, partial(forget_placard, subject_of=subject_of))
    register_words_holder(forget_words)
