"""Join the theme's styles and scripts into the files that pages load.

Sources are ``css/`` and ``js/``; ``python -m dateline.reader.assets`` writes ``paper.css``, ``paper.js``,
``report.js``, ``search.js``, ``worker.js``, ``offline.js`` and others beside them. All are committed, so that
nothing is built at installation; a test holds them to their sources.
"""

import re
from collections.abc import Iterable
from pathlib import Path

STATIC = Path(__file__).parent / "static" / "reader"
LAYERS = {
    "tokens": ("tokens.css",),
    "base": ("base.css",),
    "layout": ("layout.css",),
    "components": tuple(
        f"components/{name}.css"
        for name in (
            *("masthead", "breaking", "ticker", "card", "rows", "columns", "front", "front_wide"),
            *("strips", "strips_wide", "opinion", "meanwhile"),
            *("story", "story_wide", "prose", "notice", "blocks", "story_end", "forms", "report", "archive"),
            *("record", "difference", "corrections", "search", "alerts", "footer"),
            *("pictures", "contrast"),
        )
    ),
    "print": ("print.css",),
}
FONT_SHEETS = ("fonts.css", "fallbacks.css")
SCRIPTS = {
    "paper.js": ("relative-times.js", "sticky-header.js", "embed.js", "keeping.js", "main.js"),
    # Stories alone load it.
    "report.js": ("report-place.js", "report-work.js", "report-dialog.js", "report-start.js"),
    # And the page of search.
    "search.js": ("search-suggestions.js", "search-start.js"),
    # The service worker, which gets its settings in front, and the page that it shows without a connection.
    "worker.js": ("worker-start.js",),
    "offline.js": ("offline-start.js",),
    # What is added to the service worker where the paper has alerts, and the page on which they are had.
    "worker-alerts.js": ("worker-alerts.js",),
    "alerts.js": ("alerts-start.js",),
}


def stylesheet(css: Path = STATIC / "css") -> str:
    """The one style sheet: fonts, then every layer in its fixed order."""
    parts = [f"@layer {', '.join(LAYERS)};", *_read(css, FONT_SHEETS)]
    for layer, files in LAYERS.items():
        parts.append(f"@layer {layer} {{ {' '.join(_read(css, files))} }}")
    # Sources lie one folder deeper than the joined sheet.
    return _smaller_css("\n".join(parts).replace("../fonts/", "fonts/"))


def script(name: str = "paper.js", js: Path = STATIC / "js") -> str:
    """A script: its sources joined, without the lines that only connect them."""
    lines = [line.strip() for text in _read(js, SCRIPTS[name]) for line in text.splitlines()]
    kept = [line for line in lines if line and not line.startswith(("//", "import "))]
    return "\n".join(line.removeprefix("export ") for line in kept) + "\n"


def _read(folder: Path, names: Iterable[str]) -> list[str]:
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def _smaller_css(text: str) -> str:
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};,]) ?", r"\1", text)
    text = re.sub(r"([{;(][\w-]+): ", r"\1:", text)
    return text.replace(";}", "}").strip() + "\n"


def main() -> None:
    """Write the files."""
    (STATIC / "paper.css").write_text(stylesheet(), encoding="utf-8")
    for name in SCRIPTS:
        (STATIC / name).write_text(script(name), encoding="utf-8")


if __name__ == "__main__":
    main()
