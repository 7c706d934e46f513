"""How sure we are of what a format with named fields says, in the terms of every import report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.archive.records import FIELDS, Document, Finding

WEIGHTS = {"headline": 3.0, "published": 2.0, "paragraphs": 3.0, "section": 1.0}


def graded(
    document: Document,
    *,
    why: str,
    reasons: Mapping[str, str] | None = None,
    guesses: Mapping[str, str] | None = None,
    sure: float = 1.0,
) -> Document:
    """Return a document with its findings, its confidence and the list of what is missing.

    ``why`` is the reason for every field that has no reason of its own; ``guesses`` are less sure than found.
    """
    reasons, guesses = reasons or {}, guesses or {}
    findings: dict[str, Finding] = {}
    for name in (*FIELDS, "standfirst", "caption"):
        if getattr(document, name) not in (None, (), ""):
            if name in guesses:
                findings[name] = Finding("guessed", 0.6, guesses[name])
            else:
                findings[name] = Finding("found", sure, reasons.get(name, why))
        elif name in FIELDS:
            findings[name] = Finding("missing", 0.0, "nothing in the source was taken for it")
    total = sum(WEIGHTS.values())
    confidence = sum(weight * findings[name].confidence for name, weight in WEIGHTS.items()) / total
    confidence *= 0.7 if document.errors else 1.0
    missing = tuple(name for name in FIELDS if findings[name].how == "missing")
    return replace(document, findings=findings, confidence=round(confidence, 2), missing=missing)
