"""The paper that is measured: a folder with a ``paper.toml``, prepared as ``dateline up`` prepares it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAPER = """
name = "The Measured Post"
tagline = "All the news that was generated"
language = "en"
time_zone = "Europe/Riga"
founded = 2006
age_rating = "16+"
"""
SECTIONS = ("news", "city", "business", "culture", "sport", "science", "opinion", "meanwhile")


@dataclass(frozen=True, slots=True)
class PaperFolder:
    """A paper's folder, and what its processes find in their environment besides."""

    folder: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment of a process of this paper; what the developer has set stays outside."""
        ours = ("DATELINE_", "DATABASE_URL", "DJANGO_", "SECRET_KEY", "EMAIL_URL")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        own = {
            "DATELINE_DATA": str(self.folder),
            # Not the port's: pages name it, and must be the same on every server.
            "DATELINE_BASE_URL": "http://localhost:8000",
            "DJANGO_SETTINGS_MODULE": "dateline.config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        return kept | own | dict(self.variables) | more

    def prepare(self) -> None:
        """Write ``paper.toml`` and make tables, static files, roles and sections."""
        self.data.mkdir(parents=True, exist_ok=True)
        sections = [f'[[sections]]\nslug = "{slug}"\nname = "{slug.title()}"\n' for slug in SECTIONS]
        (self.folder / "paper.toml").write_text(PAPER + "".join(sections), encoding="utf-8")
        self.run("-m", "dateline.config.cli", "prepare")

    def share(self, first: PaperFolder) -> None:
        """Be another node of the same paper: its settings, its secret and its static files, an own store."""
        self.data.mkdir(parents=True, exist_ok=True)
        shutil.copy(first.folder / "paper.toml", self.folder)
        for name in ("secret_key", "static", "static-state", "media"):
            source = first.data / name
            if source.is_dir():
                shutil.copytree(source, self.data / name)
            elif source.exists():
                shutil.copy(source, self.data)

    def run(self, *arguments: str) -> str:
        """Run Python in the paper's environment and return what it printed; its complaints are shown."""
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stdout[-4000:]}")
        return done.stdout
