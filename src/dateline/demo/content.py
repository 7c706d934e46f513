"""Load the demo paper from the files in `content/` and check that it holds together.

Pure Python: what puts it into a database is elsewhere.
"""

from dateline.demo.check import check_paper
from dateline.demo.load import CONTENT, Record, build, build_all, read_toml
from dateline.demo.paper import DemoPaper
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


def load_demo() -> DemoPaper:
    """Return the demo paper; raise DemoContentError, naming file and field, if it is not sound."""
    paper = DemoPaper(
        paper=build(Paper, read_toml(CONTENT / "paper.toml"), where="paper.toml"),
        people=_list(Person, "people"),
        topics=_list(Topic, "topics"),
        series=_list(Series, "series"),
        entities=_list(Entity, "entities"),
        pictures=_list(Picture, "pictures"),
        stories=tuple(sorted(_folder(Story, "stories"), key=lambda story: story.published_at)),
        front=build(HomeFront, read_toml(CONTENT / "fronts.toml")["home"], where="fronts.toml: home"),
        pages=_folder(CompanyPage, "pages"),
        listings=build(Listings, read_toml(CONTENT / "listings.toml"), where="listings.toml"),
    )
    check_paper(paper)
    return paper


def document_text(stem: str) -> str:
    """Return the text of a document that a story offers for download."""
    return (CONTENT / "documents" / f"{stem}.txt").read_text(encoding="utf-8")


def _list(cls: type[Record], name: str) -> tuple[Record, ...]:
    return build_all(cls, read_toml(CONTENT / f"{name}.toml")[name], where=f"{name}.toml")


def _folder(cls: type[Record], name: str) -> tuple[Record, ...]:
    paths = sorted((CONTENT / name).glob("*.toml"))
    return tuple(build(cls, read_toml(path), where=f"{name}/{path.name}") for path in paths)
