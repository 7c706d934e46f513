"""What the desk's screens of fronts read: warnings, candidates, versions. Announces nothing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Revision

from dateline.fronts.arrangements import Place, changes_in_words, room_of
from dateline.fronts.choices import Zone
from dateline.fronts.models import Front, FrontSlot
from dateline.fronts.queries import places_in, places_of
from dateline.publishing.paper_time import local
from dateline.stories.models import StoryPage

CANDIDATES, VERSIONS = 20, 15


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story that could be put on a front."""

    pk: int
    headline: str
    section: str
    state: str
    """Empty for a public story, else what keeps it from being shown."""
    at: datetime | None
    """When it was published, or goes out, in the paper's zone."""


@dataclass(frozen=True, slots=True)
class Version:
    """An arrangement that was kept."""

    pk: int
    at: datetime
    by: str
    changes: tuple[str, ...]
    is_latest: bool


def state_of(story: StoryPage) -> str:
    """Say why readers cannot see the story; empty when they can."""
    if story.live:
        return ""
    if story.go_live_at:
        return _("scheduled")
    return _("unpublished") if story.published_at else _("draft")


def candidates(
    *,
    words: str = "",
    section: int | None = None,
    without: Iterable[int] = (),
    is_for_publishing: bool = False,
) -> list[Candidate]:
    """Return stories for a front: the newest drafts and public stories, or those with these words.

    For publishing, public stories only if they have changes that wait.
    """
    stories = StoryPage.objects.select_related("section").defer("body").exclude(pk__in=list(without))
    if section is not None:
        stories = stories.filter(section=section)
    if words:
        stories = stories.filter(title__icontains=words)
    if is_for_publishing:
        stories = stories.filter(Q(live=False) | Q(has_unpublished_changes=True))
    drafts = stories.filter(listed_at=None).order_by("-latest_revision_created_at")[: CANDIDATES // 4]
    public = stories.filter(listed_at__isnull=False).order_by("-listed_at", "-pk")[:CANDIDATES]
    return [_candidate(story) for story in [*drafts, *public]]


def _candidate(story: StoryPage) -> Candidate:
    at = story.listed_at or story.go_live_at
    return Candidate(story.pk, story.title, story.section.title, state_of(story), local(at) if at else None)


def warnings_for(
    front: Front,
    places: Sequence[Place],
    *,
    stories: Mapping[int, StoryPage],
    now: datetime,
    planned: Container[int] = (),
) -> dict[int, list[str]]:
    """Return what is wrong with each chosen story, by id. Stories that are planned count as public."""
    found: dict[int, list[str]] = {}
    room = dict(room_of(is_home=front.section_id is None))
    leads_elsewhere = _leads_of_other_fronts(front)
    for place in places:
        story, said = stories.get(place.story_id), found.setdefault(place.story_id, [])
        if story is None:
            said.append(_("The story is gone."))
            continue
        is_public = story.live or place.story_id in planned
        if not is_public and (state := state_of(story)):
            said.append(_("Readers do not see it: %(state)s.") % {"state": state})
        if place.until is not None and place.until <= now:
            said.append(_("Its time here is over."))
            continue
        if is_public and room.get(place.zone, 0) <= 0:
            said.append(_("There is no room for it; it waits until a story before it goes."))
        elif is_public:
            room[place.zone] -= 1
        if story.published_at and story.published_at < now - timedelta(
            days=settings.FRONT_STORY_OLD_AFTER_DAYS
        ):
            said.append(_("Older than %(days)d days.") % {"days": settings.FRONT_STORY_OLD_AFTER_DAYS})
        if place.zone == Zone.LEAD:
            said += _about_lead(story, leads_elsewhere)
    return {story_id: said for story_id, said in found.items() if said}


def _about_lead(story: StoryPage, leads_elsewhere: Mapping[int, str]) -> list[str]:
    said = []
    if story.lead_picture_id is None:
        said.append(_("The lead has no picture."))
    if story.pk in leads_elsewhere:
        said.append(_("It also leads %(front)s.") % {"front": leads_elsewhere[story.pk]})
    return said


def _leads_of_other_fronts(front: Front) -> dict[int, str]:
    slots = FrontSlot.objects.filter(zone=Zone.LEAD).exclude(front=front.pk).select_related("front__section")
    return {slot.story_id: str(slot.front) for slot in slots}


def stories_of(places: Iterable[Place]) -> dict[int, StoryPage]:
    """Load the stories of these places for the desk, by id."""
    wanted = [place.story_id for place in places]
    return StoryPage.objects.select_related("section").defer("body").in_bulk(wanted) if wanted else {}


def fronts_with_warnings(*, now: datetime) -> list[tuple[Front, int]]:
    """Return every front on which something is wrong, with how many stories it concerns."""
    fronts = Front.objects.select_related("section")
    counted = [(front, count_of_warnings(front, now=now)) for front in fronts]
    return [(front, count) for front, count in counted if count]


def count_of_warnings(front: Front, *, now: datetime) -> int:
    """Return with how many stories of the front something is wrong."""
    places = places_of(front)
    return len(warnings_for(front, places, stories=stories_of(places), now=now))


def versions_of(front: Front) -> list[Version]:
    """Return the newest arrangements that were kept, each with what it changed."""
    revisions: list[Revision] = list(front.revisions.select_related("user").order_by("-pk")[: VERSIONS + 1])
    places = [places_in(revision.content) for revision in revisions]
    headlines = headlines_of(place.story_id for each in places for place in each)
    # The oldest of those shown is told against the one before it.
    pairs = list(zip(revisions, places, [*places[1:], ()], strict=False))[:VERSIONS]
    return [
        Version(
            pk=revision.pk,
            at=local(revision.created_at),
            by=_name_of(revision.user),
            changes=tuple(changes_in_words(before, after, headlines=headlines)),
            is_latest=revision.pk == front.latest_revision_id,
        )
        for revision, after, before in pairs
    ]


def headlines_of(ids: Iterable[int]) -> dict[int, str]:
    """Return the headlines of these stories, by id."""
    return dict(StoryPage.objects.filter(pk__in=set(ids)).values_list("pk", "title"))


def _name_of(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user is not None else ""
