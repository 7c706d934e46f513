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
    """Return the page in the paper's language, with script and style inside, and the key that signs now.

    The template has no inline code. Here the two files of ours are put into it, so that one file is all there
    is to save; the policy names both by digest and allows nothing else.
    """
    # Files of ours, and escaping would make other programs of them.
    script, style = f"<script>{_script()}</script>", f"<style>{_style()}</style>"
    parts = {"script": mark_safe(script), "style": mark_safe(style)}  # noqa: S308 # files of this package
    return render_to_string("transparency/verify.html", {**parts, "key": key, "words": verifier_words()})


def verifier_policy() -> str:
    """Return a content policy that lets exactly this script and style run, and nothing go out."""
    return (
        f"default-src 'none'; script-src '{_digest(_script())}'; style-src '{_digest(_style())}';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
