"""The whole demo paper in one record."""

from dataclasses import dataclass

from dateline.demo.records import (
    CompanyPage,
    Entity,
    HomeFront,
    Listings,
    Paper,
    Person,
    Picture,
    Series,
    Topic,
)
from dateline.demo.stories import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPaper:
    """Everything that is needed to build the paper; stories stand in order of publication."""

    paper: Paper
    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    series: tuple[Series, ...]
    entities: tuple[Entity, ...]
    pictures: tuple[Picture, ...]
    stories: tuple[Story, ...]
    front: HomeFront
    pages: tuple[CompanyPage, ...]
    listings: Listings
