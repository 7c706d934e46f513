"""Words: whatever the desk or the paper says in English it can say in Russian."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize
from django.utils.translation.trans_real import translation

from tests.contracts.files import PACKAGES, kept, shown

CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
IN_TEMPLATES = re.compile(r"\bn?gettext\((?:.*?)\)(?=[\sXBP]|$)", re.DOTALL)


def texts_in(tree: ast.AST) -> Iterator[str | tuple[str, int]]:
    """Yield what is marked for translation, as catalogs name it: with 0 for the singular of a pair."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        first = node.args[0]
        if name in CALLS and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield (first.value, 0) if name.startswith("n") else first.value


def texts_of(path: Path) -> Iterator[str | tuple[str, int]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from texts_in(ast.parse(text))
        return
    for found in IN_TEMPLATES.finditer(templatize(text)):
        yield from texts_in(ast.parse(found[0]))


def test_everything_that_people_read_has_russian_words() -> None:
    catalog = translation("ru")._catalog
    found = [(path, text) for path in kept(".py", ".html", under=PACKAGES) for text in texts_of(path)]
    missing = []
    for path, text in found:
        try:
            _ = catalog[text]
        except KeyError:
            missing.append(f"{shown(path)}: {text}")

    assert len(found) > 500
    assert missing == [], "add them to own.po and run tools/desk_words.py, or to the package's django.po"
