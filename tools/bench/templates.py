"""What generated stories refer to, made by the actions: people, topics, pictures and one model story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from dateline.lib.slugs import slug_from
from dateline.media.actions import add_picture, ensure_renditions
from dateline.media.models import Picture
from dateline.people.models import Contributor
from dateline.publishing.actions import publish_page
from dateline.sections.models import SectionPage, Topic
from dateline.stories.models import Byline, StoryPage
from tools.bench.words import paragraphs

GIVEN = ("Ada", "Boris", "Clara", "Dmitri", "Elena", "Felix", "Greta", "Hugo", "Irina", "Jonas")
FAMILY = ("Brook", "Tide", "Quay", "Mason", "Lind")
SUBJECTS = (
    "Harbor",
    "Rail",
    "Schools",
    "Courts",
    "Farming",
    "Weather",
    "Music",
    "Energy",
    "Housing",
    "Science",
)
MATTERS = ("Law", "Money", "Plans", "People", "History", "Safety", "Jobs", "Repairs", "Votes", "Prices")
PICTURES = 12


@dataclass(frozen=True, slots=True)
class Registers:
    """What a story can name. The model is a story whose rows every generated story's rows are made from."""

    sections: Sequence[SectionPage]
    contributors: Sequence[Contributor]
    topics: Sequence[Topic]
    pictures: Sequence[Picture]
    model: StoryPage


def make_registers(*, at: datetime, pictures: int = PICTURES) -> Registers:
    """Make what is missing and return everything."""
    if not Picture.objects.exists():
        added = list(_pictures(pictures))
        ensure_renditions(pictures=added)
        portraits = added[:4]
        for number, (given, family) in enumerate((given, family) for given in GIVEN for family in FAMILY):
            name = f"{given} {family}"
            Contributor.objects.create(
                name=name,
                slug=slug_from(name),
                role_title="Correspondent",
                portrait=portraits[number % len(portraits)] if number % 2 else None,
            )
        for name in (f"{subject}: {matter}" for subject in SUBJECTS for matter in MATTERS):
            Topic.objects.create(name=name, slug=slug_from(name))
    model = _model(at=at)
    return Registers(
        sections=list(SectionPage.objects.public().order_by("order", "path")),
        contributors=list(Contributor.objects.order_by("pk")),
        topics=list(Topic.objects.order_by("pk")),
        pictures=list(Picture.objects.order_by("pk")),
        model=model,
    )


def _pictures(count: int) -> Iterator[Picture]:
    for number in range(count):
        stream = BytesIO()
        tile = Image.radial_gradient("L").resize((1600, 1067)).rotate(number * 11)
        Image.merge("RGB", (tile, tile.rotate(90), tile.rotate(180))).save(stream, "JPEG", quality=80)
        name = f"generated-{number}.jpg"
        yield add_picture(
            file=ContentFile(stream.getvalue(), name=name),
            name=name,
            title=f"Generated {number}",
            credit="Greta Lind",
            caption=f"What stood in place {number} that day",
        )


def _model(*, at: datetime) -> StoryPage:
    """Publish the oldest story of the paper; it has every part that a generated one has."""
    found = StoryPage.objects.filter(slug="the-first-story").first()
    if found is not None:
        return found
    story = StoryPage(
        title="The first story",
        slug="the-first-story",
        standfirst="How it began.",
        live=False,
        published_at=at,
        lead_picture=Picture.objects.first(),
        body=[("paragraph", f"<p>{text}</p>") for text in paragraphs(3)],
    )
    story.bylines.set([Byline(contributor=Contributor.objects.earliest("pk"))])
    SectionPage.objects.public().earliest("order").add_child(instance=story)
    story.topics.set([Topic.objects.earliest("pk")])
    story.save()
    publish_page(page=story, by=None, at=at)
    return StoryPage.objects.get(pk=story.pk)
