"""The theme keeps its promises: every page renders, is plain HTML, small, legible and translated."""

import gzip
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from dateline.reader import assets
from dateline.stories.contexts import BlockContext, SubheadingContext
from tools import pattern_finding
from tools import pattern_samples as samples

READER = Path(assets.__file__).parent
TEMPLATES = READER / "templates" / "reader"
EMPTY_LIST = replace(samples.story_list(), cards=(), description="", newer_url="", older_url="", feed_url="")
AUTHOR = samples.story_list("author")
NOBODY = replace(EMPTY_LIST, kind="author", contributor=None)
EMPTY_ARCHIVE = replace(samples.archive(), years=(), older_url="")
BARE_FRONT = replace(samples.home(), secondary=(), latest=(), opinion=(), strips=(), meanwhile=())
PAGES: list[tuple[str, dict[str, Any]]] = [
    ("pages/front", {"front": samples.home()}),
    ("pages/front", {"front": BARE_FRONT}),
    ("pages/front", {"front": samples.empty_front()}),
    ("pages/section_front", {"front": samples.section_front()}),
    ("pages/section_front", {"front": samples.empty_front(is_home=False)}),
    ("pages/story_page", {"story": samples.story()}),
    ("pages/story_page", {"story": samples.story(language="ru")}),
    ("pages/story_page", {"story": samples.bare_story()}),
    ("pages/story_list", {"list": samples.story_list()}),
    ("pages/story_list", {"list": EMPTY_LIST}),
    ("pages/author_page", {"list": AUTHOR}),
    ("pages/author_page", {"list": NOBODY}),
    ("pages/archive", {"archive": samples.archive()}),
    ("pages/archive", {"archive": samples.archive("months")}),
    ("pages/archive", {"archive": samples.archive("month")}),
    ("pages/archive", {"archive": EMPTY_ARCHIVE}),
    ("pages/search", {"search": pattern_finding.search()}),
    ("pages/search", {"search": pattern_finding.search("tuba", is_found=False)}),
    ("pages/search", {"search": pattern_finding.search("")}),
    ("pages/feeds", {"feeds": pattern_finding.feeds()}),
    ("pages/company_page", {"page": samples.company_page()}),
    ("errors/404", {"error": samples.error()}),
    ("errors/410", {"error": samples.error(410)}),
]
every_page = pytest.mark.parametrize(("template", "context"), PAGES)


def rendered(template: str, context: dict[str, Any], *, language: str = "en", is_empty: bool = False) -> str:
    around = {"paper": samples.paper(language=language, is_empty=is_empty), "head": samples.head()}
    with translation.override(language):
        return render_to_string(f"reader/{template}.html", {**around, **context})


@every_page
def test_page_has_one_heading_one_main_and_no_gap_in_headings(template: str, context: dict[str, Any]) -> None:
    html = rendered(template, context)

    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels.count(1) == 1
    assert html.count("<main") == 1
    assert all(following - level <= 1 for level, following in pairwise(levels))


@every_page
@pytest.mark.parametrize("is_empty", [False, True])
def test_page_has_nothing_inline_or_from_elsewhere(
    template: str, context: dict[str, Any], is_empty: bool
) -> None:
    html = rendered(template, context, is_empty=is_empty)

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert set(re.findall(r"<script[^>]*>", html)) <= {
        '<script type="application/ld+json">',
        '<script type="module" src="/static/reader/paper.js">',
        *(['<script type="module" src="/static/reader/report.js">'] if "story" in context else []),
        *(['<script type="module" src="/static/reader/search.js">'] if "search" in context else []),
    }
    assert not re.search(r'\s(?:src|srcset)="(?:https?:)?//', html)
    assert "None" not in html


@every_page
def test_page_in_russian_leaves_no_english_interface(template: str, context: dict[str, Any]) -> None:
    html = rendered(template, context, language="ru")

    assert '<html lang="ru"' in html
    assert "Перейти к тексту" in html
    assert "Spotted a mistake" not in html


@every_page
def test_ids_are_unique_and_labels_point_at_them(template: str, context: dict[str, Any]) -> None:
    html = rendered(template, context)

    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-labelledby="([^"]+)"', html)) <= set(ids)


@pytest.mark.parametrize("status", [500, 503])
def test_page_of_a_broken_paper_renders_without_any_context(status: int) -> None:
    html = render_to_string(f"reader/errors/{status}.html")

    assert f">{status}</p>" in html
    assert "/static/reader/paper.css" in html


@every_page
def test_page_and_what_it_loads_stay_within_the_budget(template: str, context: dict[str, Any]) -> None:
    html = rendered(template, context)
    static = READER / "static" / "reader"
    loaded = [static / "fonts" / "serif-latin.woff2", static / "paper.css", static / "paper.js"]

    packed = sum(len(gzip.compress(path.read_bytes())) for path in loaded) + len(gzip.compress(html.encode()))

    assert packed < 52_000
    assert len(gzip.compress((static / "paper.js").read_bytes())) < 10_000


def test_joined_files_are_what_their_sources_say() -> None:
    assert (READER / "static/reader/paper.css").read_text(encoding="utf-8") == assets.stylesheet()
    for name in assets.SCRIPTS:
        assert (READER / "static/reader" / name).read_text(encoding="utf-8") == assets.script(name)


def test_script_for_reports_is_small_and_needs_nothing_else() -> None:
    text = (READER / "static/reader/report.js").read_text(encoding="utf-8")

    assert len(gzip.compress(text.encode())) < 6_000
    assert "import " not in text


def test_every_style_and_script_is_joined() -> None:
    joined = {Path(name).name for name in assets.FONT_SHEETS}
    joined |= {Path(name).name for names in assets.SCRIPTS.values() for name in names}
    joined |= {Path(name).name for names in assets.LAYERS.values() for name in names}

    static = READER / "static" / "reader"
    assert {path.name for path in [*static.glob("css/**/*.css"), *static.glob("js/*.js")]} == joined


def test_styles_use_logical_properties_only() -> None:
    physical = re.compile(
        r"(?:^|[\s;{])(?:(?:(?:margin|padding|border)-)?(?:left|right|top|bottom)|(?:min-|max-)?(?:width|height))\s*:"
        r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
    )
    for path in (READER / "static/reader/css").rglob("*.css"):
        text = re.sub(r"@media[^{]*", "", path.read_text(encoding="utf-8"))

        assert not physical.search(text), path.name


def test_files_of_the_theme_are_short() -> None:
    for path in [*READER.rglob("templates/**/*.html"), *READER.rglob("static/reader/css/**/*.css")]:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 150, path.name


def _luminance(color: str) -> float:
    digits = color.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1])
def test_colors_have_contrast(theme: int) -> None:
    themes = (READER / "static/reader/css/tokens.css").read_text(encoding="utf-8").split("@media")
    colors = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", themes[theme]))

    def contrast(front: str, back: str) -> float:
        light, dark = sorted((_luminance(colors[front]), _luminance(colors[back])), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    for back in ("paper", "paper-tint", "accent-tint"):
        assert all(contrast(front, back) >= 4.5 for front in ("ink", "ink-soft", "accent")), back
    assert contrast("field-edge", "paper") >= 3
    assert contrast("paper", "ink") >= 4.5


def test_every_word_of_the_interface_has_a_russian_translation() -> None:
    catalog = (READER / "locale/ru/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    entries = catalog.split("\n\n")[1:]
    known = {found for entry in entries for found in re.findall(r'^msgid "(.+)"$', entry, re.MULTILINE)}
    used = {
        word
        for path in TEMPLATES.rglob("*.html")
        for word in re.findall(r'{% translate "([^"]+)"', path.read_text(encoding="utf-8"))
    }

    assert used <= known
    assert not [
        entry
        for entry in entries
        if re.search(r'msgstr(?:\[\d\])? ""$', entry, re.MULTILINE) or "fuzzy" in entry
    ]


def test_compiled_catalog_is_what_its_source_says() -> None:
    with translation.override("ru"):
        assert translation.gettext("Spotted a mistake? Select it and press Ctrl + Enter").startswith(
            "Заметили ошибку?"
        )
        assert translation.ngettext("%(count)s story", "%(count)s stories", 5) == "%(count)s материалов"


def test_structured_data_cannot_leave_its_block() -> None:
    html = rendered("pages/story_page", {"story": samples.story()})

    assert r'"headline":"\u003C/script\u003E\u003Cb\u003E\u0026"' in html


def test_update_on_the_day_of_publication_shows_the_minute_only() -> None:
    story = samples.story()

    same_day = rendered("pages/story_page", {"story": story})
    next_day = rendered("pages/story_page", {"story": replace(story, updated_at=samples.NOW.replace(day=15))})

    assert ">May 14, 2026 — 13:53</time>" in same_day
    assert re.search(r"Updated <time [^>]*>14:10</time>", same_day)
    assert re.search(r"Updated <time [^>]*>May 15, 2026 — 13:53</time>", next_day)


def test_story_in_another_language_says_so_where_it_stands() -> None:
    html = rendered("pages/story_list", {"list": samples.story_list()})

    assert re.search(r'<article class="card card--row[^>]* lang="ru">', html)
    assert html.count('lang="ru"') == 2  # the card and the line of the imprint


def test_story_whose_picture_is_lost_still_names_the_credit() -> None:
    story = replace(samples.bare_story(), lost_picture_credit="Harbor News Agency")

    assert "Picture: Harbor News Agency" in rendered("pages/story_page", {"story": story})


def test_related_story_that_has_not_arrived_stands_without_a_link() -> None:
    html = rendered("pages/story_page", {"story": samples.story()})

    awaited = html.split('<li class="awaited">')[1].split("</li>")[0]
    assert "Harbor bell to be cast again" in awaited
    assert "<a" not in awaited


def test_blocks_carry_their_stable_ids() -> None:
    story = samples.story()

    html = rendered("pages/story_page", {"story": story})

    assert re.findall(r'data-block="([^"]+)"', html) == [block.block_id for block in story.body]


def test_every_block_has_a_template_and_escapes_plain_text() -> None:
    kinds = {block.kind for block in samples.body()}
    body = (BlockContext("subheading", "x", SubheadingContext("<script>1</script>")),)

    html = rendered("pages/story_page", {"story": replace(samples.story(), body=body)})

    assert {path.stem.removesuffix("_block") for path in (TEMPLATES / "blocks").glob("*.html")} == kinds
    assert "&lt;script&gt;1" in html
