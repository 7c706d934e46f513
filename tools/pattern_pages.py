"""Render every reader template with sample contexts, and photograph the pages.

``python -m tools.pattern_pages FOLDER [--shots] [NAME …]`` writes HTML, pictures and static files to FOLDER
and, with ``--shots``, a PNG of each page in Chromium at three widths, light and dark. Needs no database.
"""

# ruff: noqa: E501, S311 - pages are listed one to a line, and dice that draw houses may be simple

import functools
import http.server
import math
import random
import shutil
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from PIL import Image, ImageColor, ImageDraw
from playwright.sync_api import sync_playwright

from tools import pattern_finding
from tools import pattern_samples as samples

REPOSITORY = Path(__file__).parent.parent
WIDTHS = (360, 768, 1440)
PALETTES = (
    ("#f0c9a0", "#b65c4a", "#26303f"), ("#cfe0e6", "#5b8aa0", "#1d3440"), ("#f3e3c3", "#c89b4a", "#4b3a26"),
    ("#d7dccb", "#71865c", "#263021"), ("#e9d5d9", "#9c5d75", "#3a2231"), ("#dfe4ee", "#7182a8", "#252b3f"),
    ("#f6dcb6", "#d27b3f", "#3b2a2a"), ("#d3e6e0", "#4e9486", "#17332f"), ("#ece6da", "#8f8372", "#2d2924"),
)  # fmt: skip


LOAD_PICTURES = """Promise.all([document.fonts.ready, ...[...document.images].map(image => {
  image.loading = "eager";
  return image.decode().catch(() => null);
})])"""


def configure() -> None:
    """Set up just enough of Django to render the theme."""
    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles", "dateline.reader.apps.ReaderConfig"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        STATIC_URL="/static/",
        USE_TZ=True,
        LANGUAGES=[("en", "English"), ("ru", "Русский"), ("ar", "العربية")],
    )
    django.setup()


def pages() -> dict[str, tuple[str, dict[str, Any]]]:
    """Name of a page: its template and its contexts."""
    common = {"paper": samples.paper(), "head": samples.head()}
    city = {**common, "paper": samples.paper(current="City")}
    empty = {**common, "paper": samples.paper(is_empty=True)}
    russian = {
        **common,
        "paper": replace(
            samples.paper(language="ru"), name="Портовый листок", tagline="Независимая ежедневная газета"
        ),
    }
    long_lead = replace(
        samples.card(0),
        headline=" ".join(["A headline of forty words that no editor would let pass"] * 4),
        picture=None,
    )
    front, story, lead = samples.home(), samples.story(), samples.card(0, with_picture=False)
    solo = replace(front, secondary=(), latest=(), opinion=(), strips=(), meanwhile=())
    bare = replace(
        front,
        lead=lead,
        secondary=tuple(replace(c, picture=None) for c in front.secondary),
    )
    about_trees = replace(
        story,
        language="ru",
        headline=samples.russian_card().headline,
        standfirst=samples.russian_card().standfirst,
        dateline_place="ПОРТ-ВЕРИТИ",
        body=samples.body()[:1],
    )
    return {
        "front": ("pages/front", {**common, "front": front}),
        "front-one": ("pages/front", {**common, "front": solo}),
        "front-bare": ("pages/front", {**common, "front": bare}),
        "front-long": ("pages/front", {**common, "front": replace(front, lead=long_lead)}),
        "front-empty": ("pages/front", {**empty, "front": samples.empty_front()}),
        "front-ru": ("pages/front", {**russian, "front": replace(front, lead=samples.russian_card())}),
        "front-rtl": ("pages/front", {**common, "paper": samples.paper(language="ar"), "front": front}),
        "section": ("pages/section_front", {**city, "front": samples.section_front()}),
        "story": ("pages/story_page", {**city, "story": story}),
        "story-bare": ("pages/story_page", {**city, "story": replace(samples.bare_story(), lost_picture_credit="Harbor News Agency")}),
        "story-ru": ("pages/story_page", {**russian, "story": about_trees}),
        "story-rtl": ("pages/story_page", {**common, "paper": samples.paper(language="ar"), "story": story}),
        "topic": ("pages/story_list", {**common, "list": samples.story_list()}),
        "author": ("pages/author_page", {**common, "list": samples.story_list("author")}),
        "search": ("pages/search", {**common, "search": pattern_finding.search()}),
        "search-none": ("pages/search", {**common, "search": pattern_finding.search("tuba", is_found=False)}),
        "archive": ("pages/archive", {**common, "archive": samples.archive()}),
        "archive-year": ("pages/archive", {**common, "archive": samples.archive("months")}),
        "archive-month": ("pages/archive", {**common, "archive": samples.archive("month")}),
        "about": ("pages/company_page", {**common, "page": samples.company_page()}),
        "404": ("errors/404", {**common, "error": samples.error()}),
        "500": ("errors/500", {}),
        "503": ("errors/503", {}),
    }  # fmt: skip


def render(folder: Path, names: list[str]) -> list[str]:
    """Write the pages with everything that they load."""
    shutil.copytree(REPOSITORY / "src/dateline/reader/static", folder / "static", dirs_exist_ok=True)
    draw_pictures(folder / "media")
    chosen = {name: page for name, page in pages().items() if not names or name in names}
    for name, (template, context) in chosen.items():
        language = context["paper"].language if "paper" in context else "en"
        with translation.override(language):
            html = render_to_string(f"reader/{template}.html", context)
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return list(chosen)


def draw_pictures(folder: Path) -> None:
    """Draw harbors at dusk and a few heads."""
    if folder.exists():
        return
    folder.mkdir(parents=True)
    for number, colors in enumerate(PALETTES):
        image = _scene(random.Random(number), colors, (1200, 800))
        image.save(folder / f"scene-{number}.jpg", quality=80)
        image.save(folder / f"scene-{number}.webp", quality=75)
        if number == 0:
            tall = _scene(random.Random(99), colors, (800, 1000))
            tall.save(folder / "scene-tall.jpg")
            tall.save(folder / "scene-tall.webp")
        if number < 4:
            face = Image.new("RGB", (200, 200), colors[0])
            pen = ImageDraw.Draw(face)
            pen.ellipse((30, 130, 170, 300), fill=colors[2])
            pen.ellipse((62, 42, 138, 146), fill=colors[1])
            pen.pieslice((56, 30, 144, 120), 180, 360, fill=colors[2])
            face.save(folder / f"face-{number}.jpg")


def _scene(dice: random.Random, colors: tuple[str, str, str], size: tuple[int, int]) -> Any:
    width, height = size
    light, middle, dark = (ImageColor.getrgb(color)[:3] for color in colors)
    image = Image.new("RGB", size)
    pen = ImageDraw.Draw(image)
    for row in range(height):
        share = row / height
        pen.line(
            (0, row, width, row),
            fill=tuple(int(a + (b - a) * share) for a, b in zip(light, middle, strict=True)),
        )
    pen.ellipse((width * 0.6, height * 0.2, width * 0.6 + 150, height * 0.2 + 150), fill=light)
    for layer in range(3):
        share, left = (layer + 1) / 3, -20.0
        shade = tuple(int(a + (b - a) * share) for a, b in zip(middle, dark, strict=True))
        while left < width:
            wide, high = dice.uniform(30, 120), dice.uniform(60, 260) * (1.2 - layer * 0.25)
            base = height * (0.62 + layer * 0.06)
            pen.rectangle((left, base - high, left + wide, base + 60), fill=shade)
            if dice.random() < 0.25:
                pen.polygon(
                    (left, base - high, left + wide, base - high, left + wide / 2, base - high - 70),
                    fill=shade,
                )
            left += wide + dice.uniform(0, 18)
    pen.rectangle((0, height * 0.78, width, height), fill=dark)
    for _ in range(90):
        x, y = dice.uniform(0, width), dice.uniform(height * 0.79, height)
        reach = 10 + 50 * math.sin(y)
        pen.line((x, y, x + abs(reach), y), fill=middle, width=3)
    return image


def photograph(folder: Path, names: list[str]) -> None:
    """Take pictures of the pages in Chromium."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
    (folder / "shots").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                view = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                for name in names:
                    view.goto(f"http://127.0.0.1:{server.server_port}/{name}.html")
                    view.evaluate(LOAD_PICTURES)
                    view.screenshot(path=folder / "shots" / f"{name}-{width}-{scheme}.png", full_page=True)
                view.close()
        browser.close()
    server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


if __name__ == "__main__":
    configure()
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    wanted = [argument for argument in sys.argv[2:] if not argument.startswith("--")]
    rendered = render(target, wanted)
    if "--shots" in sys.argv:
        photograph(target, rendered)
