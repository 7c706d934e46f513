"""Take pictures of a running paper: ``screenshots.py http://localhost:8000 / /world/ --out pictures``.

Every path at three widths, light and dark. Reports what the eye misses too: sideways scrolling and failures.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, sync_playwright

WIDTHS = (360, 768, 1440)
THEMES = ("light", "dark")
HEIGHT = 900
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures; 1 if something on a page was wrong."""
    options = _options().parse_args(arguments)
    chromium = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if chromium is None:
        print("There is no Chromium here; apt-get install chromium.", file=sys.stderr)
        return 1
    options.out.mkdir(parents=True, exist_ok=True)
    remarks: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for path in options.paths:
            for width in options.widths:
                for theme in options.themes:
                    remarks += _take(
                        browser,
                        url=options.address.rstrip("/") + path,
                        file=options.out / f"{_stem(path)}-{width}-{theme}.png",
                        theme=theme,
                        width=width,
                        is_whole=not options.first_screen,
                    )
        browser.close()
    for remark in remarks:
        print(f"! {remark}")
    return 1 if remarks else 0


def _take(browser: Browser, *, url: str, file: Path, theme: str, width: int, is_whole: bool) -> list[str]:
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, color_scheme="dark" if theme == "dark" else "light"
    )
    page = context.new_page()
    remarks: list[str] = []

    def note_failure(response: Response) -> None:
        if response.status >= 400:
            remarks.append(f"{response.status} for {response.url} on {url}")

    page.on("response", note_failure)
    page.on("pageerror", lambda error: remarks.append(f"script on {url}: {error}"))
    page.goto(url, wait_until="networkidle")
    if is_whole:
        _load_lazy_pictures(page)
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        remarks.append(f"{url} scrolls sideways at {width} pixels")
    page.screenshot(path=file, full_page=is_whole)
    context.close()
    print(file)
    return remarks


def _load_lazy_pictures(page: Page) -> None:
    """Scroll once to the end and back, or pictures below the first screen stay empty."""
    page.evaluate(
        """async () => {
            for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
                scrollTo(0, y);
                await new Promise((done) => setTimeout(done, 60));
            }
            scrollTo(0, 0);
        }"""
    )
    page.wait_for_load_state("networkidle")


def _stem(path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "front"


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("address", help="where the paper runs, such as http://localhost:8000")
    parser.add_argument("paths", nargs="+", help="addresses of pages, such as / or /world/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--widths", type=int, nargs="+", default=list(WIDTHS))
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=list(THEMES))
    parser.add_argument("--first-screen", action="store_true", help="only what is seen without scrolling")
    return parser


if __name__ == "__main__":
    sys.exit(main())
