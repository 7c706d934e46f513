"""What stands on the placard of a story, a section and the paper, in the paper's language."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format

from dateline.paper.models import PaperSettings
from dateline.placards.faces import Face
from dateline.publishing.paper_time import local_date

BETWEEN = " · "


def story_face(
    *, headline: str, section: str, label: str, published_at: datetime, paper: PaperSettings
) -> Face:
    """Return the face of a story.

    The day is on it because networks show links years later. A label that says what the section's name says
    is not said twice.
    """
    labels = [section, *([label] if label.casefold() != section.casefold() else [])]
    return Face(
        nameplate=paper.name,
        headline=headline,
        label=BETWEEN.join(part for part in labels if part),
        foot=date_format(local_date(published_at), "DATE_FORMAT"),
    )


def section_face(*, name: str, paper: PaperSettings) -> Face:
    """Return the face of a section."""
    return Face(nameplate=paper.name, headline=name, foot=paper.tagline)


def paper_face(paper: PaperSettings) -> Face:
    """Return the face of the paper, for its front and for pages that have no picture of their own."""
    return Face(nameplate="", headline=paper.name, foot=paper.tagline)
