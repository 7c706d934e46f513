"""Look at the desk as each role does, at corrections and histories as readers do: ``make validate``.

Starts the demo paper with one account of each role, opens the screens that the role works with, at three
widths, light and dark, and lets axe-core (npm) look for what keeps people out. Prints each finding with its
place; fails on a serious or critical one, on a screen that does not open, and on one that scrolls sideways on
a phone.
``--pictures docs/pictures/desk`` writes the pictures of the newcomer's guide anew.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.keeping.newsroom import PASSWORD
from tests.support.chromium import QUIET
from tests.support.desk_tour import ROLES, settle_in
from tests.support.paper_process import PaperProcess
from tests.support.prepared_paper import copy_prepared_data
from tests.support.report_tour import READER, Stop
from tools.registries import npm_folder

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (rules) => {
    const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
    return found.violations.map((one) => [one.impact, one.id, one.nodes.length, String(one.nodes[0].target)]);
}"""
LOOKS = ((360, "light"), (768, "light"), (1440, "light"), (1440, "dark"))
GUIDE_SIZE = (1080, 675)
BAD = frozenset(("serious", "critical"))


def main() -> int:
    """Take the tour and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, help="write the guide's pictures here")
    parser.add_argument("--all", type=Path, help="write a picture of every view here")
    parser.add_argument("--role", choices=sorted(ROLES), help="only this role")
    chosen = parser.parse_args()
    axe = axe_source()
    tour = Tour(axe, pictures=chosen.pictures, every=chosen.all)
    with demo_paper() as paper, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        places = settle_in(paper)
        for role, stops in ROLES.items():
            if chosen.role in (None, role):
                tour.take(browser, paper=paper, role=role, stops=stops, places=places)
        browser.close()
    return tour.sum_up()


def axe_source() -> str:
    """Return axe-core, fetched from the npm registry once."""
    return (npm_folder("axe") / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@contextmanager
def demo_paper() -> Iterator[PaperProcess]:
    """Run the demo paper on a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-tour-"))
    paper = PaperProcess(folder)
    paper.environment["DATELINE_BASE_URL"] = f"http://localhost:{paper.port}"
    copy_prepared_data(paper.paper_file, paper.data, with_demo=True)
    try:
        yield paper
    finally:
        paper.kill()
        shutil.rmtree(folder, ignore_errors=True)


class Tour:
    """Opens screens and keeps what was found."""

    def __init__(self, axe: str, *, pictures: Path | None, every: Path | None) -> None:
        self._axe, self._pictures, self._every = axe, pictures, every
        self._findings: dict[tuple[str, str], list[str]] = {}
        self._broken: list[str] = []
        self._views = 0

    def take(
        self,
        browser: Browser,
        *,
        paper: PaperProcess,
        role: str,
        stops: tuple[Stop, ...],
        places: dict[str, Any],
    ) -> None:
        """Log in as this role and look at each of its screens."""
        url = f"http://localhost:{paper.port}"
        context = browser.new_context(bypass_csp=True, reduced_motion="reduce", locale="en-GB")
        page = context.new_page()
        if role != READER:
            _log_in(page, url=url, role=role)
        for stop in stops:
            address = stop.path.format(**places)
            for width, scheme in LOOKS:
                self._look(page, stop=stop, address=url + address, width=width, scheme=scheme, role=role)
        context.close()

    def _look(self, page: Page, *, stop: Stop, address: str, width: int, scheme: str, role: str) -> None:
        view = f"{role} {stop.name} {width} {scheme}"
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        answer = page.goto(address, wait_until="networkidle")
        if answer is None or answer.status >= 400:
            self._broken.append(f"{view}: {answer.status if answer else 'no answer'}")
            return
        for selector in stop.press:
            try:
                page.locator(selector).first.click(timeout=8000)
                page.wait_for_timeout(800)
            except Error as error:
                self._broken.append(f"{view}: {selector}: {str(error).splitlines()[0]}")
        self._views += 1
        if self._every:
            page.screenshot(path=_file(self._every, f"{role}-{stop.name}-{width}-{scheme}"))
        if self._pictures and stop.is_in_guide and (width, scheme) == (1440, "light"):
            file = _file(self._pictures, f"{role}-{stop.name}")
            page.screenshot(path=file)
            _make_small(file)
        if width == 360 and page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            self._broken.append(f"{view}: scrolls sideways")
        page.evaluate(self._axe)
        found: list[list[Any]] = page.evaluate(RUN_AXE, RULES)
        for impact, rule, count, target in found:
            self._findings.setdefault((impact, rule), []).append(f"{view}: {count} × {target}")

    def sum_up(self) -> int:
        """Print what was found and return the exit code."""
        for (impact, rule), places in sorted(self._findings.items()):
            print(f"{impact} {rule}: {len(places)} views, such as {places[0]}")
        for line in self._broken:
            print(f"broken: {line}")
        bad = sum(len(places) for (impact, _rule), places in self._findings.items() if impact in BAD)
        print(f"{self._views} views; serious or critical: {bad} views; broken: {len(self._broken)}")
        return 1 if bad or self._broken or not self._views else 0


def _log_in(page: Page, *, url: str, role: str) -> None:
    page.goto(f"{url}/desk/login/")
    page.fill("input[name=username]", f"{role}@demo.example")
    page.fill("input[name=password]", PASSWORD)
    page.locator("button[type=submit]").first.click()
    page.wait_for_url(f"{url}/desk/")


def _make_small(file: Path) -> None:
    """Make a picture for a guide out of a screenshot: a tenth of the bytes."""
    with Image.open(file) as taken:
        small = taken.convert("RGB").resize(GUIDE_SIZE, Image.Resampling.LANCZOS)
    small.quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)


def _file(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.png"


if __name__ == "__main__":
    sys.exit(main())
