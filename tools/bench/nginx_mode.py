"""The paper in nginx mode: nginx serves the edition's folder and passes the rest on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.config import commands
from tools.bench.paper_server import Running, web_server
from tools.bench.papers import PaperFolder
from tools.bench.peers import BROTLI, Page, nginx
from tools.bench.processes import free_port, get


def is_possible() -> bool:
    """Say whether this paper has the nginx mode."""
    return any((Path(folder) / "nginx.py").exists() for folder in commands.__path__)


@contextmanager
def nginx_mode(paper: PaperFolder, pages: list[Page], *, workers: int, folder: Path) -> Iterator[Running]:
    """Run a copy of the paper behind nginx until the pages are files, and yield nginx."""
    copy = PaperFolder(folder / "paper", {**paper.variables, "DATELINE_NGINX": "1"})
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(paper.data, copy.data, ignore=shutil.ignore_patterns("edition", "*.lock"))
    shutil.copy(paper.folder / "paper.toml", copy.folder)
    copy.run("-m", "dateline.config.cli", "prepare")
    with web_server(copy) as behind:
        port = free_port()
        listening = PaperFolder(copy.folder, {**copy.variables, "DATELINE_PORT": str(behind.port)})
        site = listening.run("-m", "dateline.config.cli", "nginx", "--listen", f"127.0.0.1:{port}")
        with nginx(folder, site=site, workers=workers, port=port, brotli=BROTLI.exists()) as front:
            for page in pages:
                for _ in range(2):
                    status, _body, headers = get(port, page.path, accept_encoding="gzip")
                if status != 200 or "nginx" not in headers.get("server", ""):
                    raise RuntimeError(f"nginx did not serve {page.path} by itself: {status} {headers}")
            yield front
