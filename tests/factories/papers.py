"""A small paper made through the public actions: two news sections, opinion and the lighter side."""

from __future__ import annotations

from django.db import connection

from dateline.desk.actions import set_up_paper
from dateline.fronts.models import HomePage
from dateline.lib.paper_toml import ImprintLine, Paper, SectionEntry, SocialLink
from dateline.sections.models import SectionPage
from tests.support.kept_rows import KeptRows

PAPER = Paper(
    name="The Harbour Post",
    tagline={"en": "All the news of a small port"},
    language="en",
    time_zone="UTC",
    founded=1987,
    age_rating="12+",
    contact_email="desk@harbour.example",
    sections=(
        SectionEntry(
            slug="town", name={"en": "Town", "ru": "Город"}, description={"en": "Streets and people"}
        ),
        SectionEntry(slug="sea", name={"en": "Sea"}),
        SectionEntry(slug="opinion", name={"en": "Opinion"}),
        SectionEntry(slug="meanwhile", name={"en": "Meanwhile…"}),
    ),
    social=(SocialLink(name="Telegram", url="https://social.example/harbour"),),
    imprint=(
        ImprintLine(language="en", text="Registered at the harbour office."),
        ImprintLine(language="ru", text="Зарегистрирована в портовой управе."),
    ),
)


# By database: what setting up the paper wrote there.
_kept: dict[str, KeptRows] = {}


def make_paper() -> HomePage:
    """Set up the paper and return its home page: once in earnest, and then from the rows that this wrote."""
    name = str(connection.settings_dict["NAME"])
    if name in _kept and _kept[name].replay():
        return HomePage.objects.get()
    if name in _kept or HomePage.objects.exists():
        return set_up_paper(paper=PAPER)
    _kept[name] = KeptRows(lambda: set_up_paper(paper=PAPER))
    return HomePage.objects.get()


def section(slug: str = "town") -> SectionPage:
    """Return a section of the paper."""
    return SectionPage.objects.get(slug=slug)
