"""Templates and their contexts: every page type has its template, public ones carry nothing inline."""

import ast
import dataclasses
import importlib
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import Page, get_page_models

from tests.contracts.files import PACKAGES, kept, shown

# A style attribute whose only content is a custom property would need inline styles in the policy too.
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>\s*\S|<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.IGNORECASE
)
# Data for machines, which browsers do not run and the policy does not stop.
DATA = re.compile(r'<script[^>]*type="application/(ld\+)?json"', re.IGNORECASE)


def our_page_models() -> list[type[Page]]:
    return [model for model in get_page_models() if model.__module__.startswith("dateline.")]


@pytest.mark.parametrize("model", our_page_models(), ids=lambda model: model.__name__)
def test_template_of_every_page_type_is_in_the_theme(model: type[Page]) -> None:
    name = model.template
    try:
        origin = Path(str(getattr(get_template(name), "origin", "")))
    except TemplateDoesNotExist:
        pytest.fail(f"{model.__name__} names {name}, which is not there")

    assert origin.is_relative_to(PACKAGES / "reader"), (
        f"{name} must be in reader, so that a theme can replace it"
    )


def public_templates() -> list[Path]:
    """Templates of readers' pages: the theme's, and any other that is neither the desk's nor an e-mail."""
    return [
        path
        for path in kept(".html", under=PACKAGES)
        if "desk" not in path.parts and "email" not in path.parts
    ]


# Saved to a stick it must work without any other file; its policy names script and style by their digests.
IN_ONE_FILE = "transparency/verify.html"


def test_public_templates_carry_no_inline_script_or_style() -> None:
    found = []
    for path in public_templates():
        if path.as_posix().endswith(IN_ONE_FILE):
            continue
        text = DATA.sub("<data", path.read_text(encoding="utf-8"))
        text = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", text, flags=re.DOTALL)
        found += [f"{shown(path)}: {match[0].strip()[:60]}" for match in INLINE.finditer(text)]

    assert found == []


def test_linter_of_templates_finds_nothing() -> None:
    command = [sys.executable, "-m", "djlint", "--lint", "--quiet", str(PACKAGES)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout.strip()) == (0, "")


def test_every_field_of_every_context_is_documented() -> None:
    silent = []
    for path in kept(".py", under=PACKAGES):
        if path.name == "contexts.py":
            silent += undocumented_fields(path)

    assert silent == []


def undocumented_fields(path: Path) -> list[str]:
    """A field is documented by the string below it, by metadata, or by name in the docstring of its class."""
    module = importlib.import_module(f"dateline.{path.parent.name}.contexts")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = []
    for node in [node for node in tree.body if isinstance(node, ast.ClassDef)]:
        cls = getattr(module, node.name)
        if not dataclasses.is_dataclass(cls):
            continue
        told = strings_below_fields(node)
        doc = ast.get_docstring(node) or ""
        for field in dataclasses.fields(cls):
            is_own = field.name in cls.__annotations__
            named = field.metadata.get("help") or field.name in told or re.search(rf"\b{field.name}\b", doc)
            if is_own and not named:
                silent.append(f"{shown(path)}: {node.name}.{field.name}")
        if not getattr(cls, "__dataclass_params__").frozen:  # noqa: B009 - the stubs do not know it
            silent.append(f"{shown(path)}: {node.name} is not frozen")
    return silent


def strings_below_fields(node: ast.ClassDef) -> set[str]:
    told = set()
    for item, following in pairwise(node.body):
        is_text = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
        if is_text and isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            told.add(item.target.id)
    return told
