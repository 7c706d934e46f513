"""The page that checks proofs: one file without any other, which works when it was saved to a stick."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from dateline.transparency.verifier_words import verifier_words

PARTS = Path(__file__).parent / "verifier"


@cache
def _script() -> str:
    return "".join((PARTS / name).read_text(encoding="utf-8") for name in ("checking.js", "page.js"))


@cache
def _style() -> str:
    return (PARTS / "page.css").read_text(encoding="utf-8")


def verifier_page(*, key: str) -> str:
    """Return the page in the paper's language, with script and style inside, and the key that signs now."""
    # Both are files of ours, and escaping would make other programs of them.
    parts = {"script": mark_safe(_script()), "style": mark_safe(_style())}  # noqa: S308
    return render_to_string("transparency/verify.html", {**parts, "key": key, "words": verifier_words()})


def verifier_policy() -> str:
    """Return a content policy that lets exactly this script and style run, and nothing go out."""
    return (
        f"default-src 'none'; script-src '{_digest(_script())}'; style-src '{_digest(_style())}';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
