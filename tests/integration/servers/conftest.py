"""Real papers with servers of their own. Whoever tests with them says by environment how long."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.edition_site.postgres import Postgres
from tests.support.nginx_process import NginxProcess
from tests.support.paper_process import DeskHand, PaperProcess


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        # They start the databases they need, so they need not run again on another one.
        if "DATABASE_URL" in os.environ:
            item.add_marker(pytest.mark.skip(reason="starts servers of its own"))
        item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """A folder that nginx's user may enter; pytest's own may not be entered by anybody else."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-servers-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def prepared(place: Path) -> PaperProcess:
    """A paper that has been prepared once; others begin as its copies."""
    paper = PaperProcess(place / "prepared")
    paper.prepare_quickly()
    return paper


@pytest.fixture(scope="module")
def make_paper(
    place: Path, prepared: PaperProcess, request: pytest.FixtureRequest
) -> Iterator[Callable[..., PaperProcess]]:
    """Make papers of their own; on SQLite as copies of the prepared one."""
    made: list[PaperProcess] = []

    def make(name: str, *, language: str = "en", **variables: str) -> PaperProcess:
        folder = place / f"{request.module.__name__.rsplit('.', 1)[-1]}-{name}"
        paper = PaperProcess(folder, language=language, **variables)
        made.append(paper)
        if "DATABASE_URL" in variables:
            paper.take_static_files(prepared.data)
        else:
            shutil.copytree(prepared.data, paper.data)
        return paper

    yield make
    for paper in made:
        paper.kill()


@pytest.fixture(scope="module")
def make_hand() -> Iterator[Callable[..., DeskHand]]:
    """Start processes that do desk work."""
    made: list[DeskHand] = []

    def make(paper: PaperProcess, *, seed: int = 1) -> DeskHand:
        made.append(DeskHand(paper, seed=seed))
        return made[-1]

    yield make
    for hand in made:
        hand.close()


@pytest.fixture(scope="module")
def make_nginx() -> Iterator[Callable[..., NginxProcess]]:
    """Put nginx in front of a paper, with the configuration that the paper writes."""
    made: list[NginxProcess] = []

    def make(paper: PaperProcess) -> NginxProcess:
        nginx = NginxProcess(paper.folder / f"nginx-{len(made)}")
        made.append(nginx)
        nginx.start(paper.run("nginx", "--listen", nginx.listen))
        return nginx

    yield make
    for nginx in made:
        nginx.stop()


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    server = Postgres()
    yield server
    server.remove()
