"""How sure we are: a finding for each field, one confidence for the page, and the list of what is missing."""

from dataclasses import dataclass, replace

from dateline.archive.pagedump.headlines import Headline
from dateline.archive.records import FIELDS, Document, Finding

_WEIGHTS = {"headline": 3.0, "published": 2.0, "paragraphs": 3.0, "section": 1.0}
_WHY_FOUND = {
    "published": "printed with the headline",
    "updated": "printed with the headline",
    "authors": "named by a byline",
    "credit": "looks like a picture credit",
    "standfirst": "between the headline and the rest of the head",
    "caption": "above the picture credit",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the parts of the page said about how they were found."""

    headline: Headline
    section_why: str
    related_why: str
    guesses: dict[str, str]


def grade(story: Document, evidence: Evidence) -> Document:
    """Return the story with its findings, confidence and missing fields."""
    findings: dict[str, Finding] = {}
    for name in (*FIELDS, "standfirst", "caption"):
        if getattr(story, name) in (None, ()):
            if name in FIELDS:
                findings[name] = Finding("missing", 0.0, "nothing on the page was taken for it")
            continue
        findings[name] = _finding(name, story=story, evidence=evidence)
    total = sum(_WEIGHTS.values())
    confidence = sum(weight * findings[name].confidence for name, weight in _WEIGHTS.items()) / total
    confidence *= 0.7 if story.errors else 1.0
    missing = tuple(name for name in FIELDS if findings[name].how == "missing")
    return replace(story, findings=findings, confidence=round(confidence, 2), missing=missing)


def _finding(name: str, *, story: Document, evidence: Evidence) -> Finding:
    if name in evidence.guesses:
        return Finding("guessed", 0.5, evidence.guesses[name])
    if name == "headline":
        sure = round(evidence.headline.confidence, 2)
        return Finding("found" if sure >= 0.7 else "guessed", sure, evidence.headline.why)
    if name == "section":
        how = "found" if evidence.section_why.startswith("named") else "guessed"
        return Finding(
            how,
            0.95 if "menu" in evidence.section_why else 0.85 if how == "found" else 0.5,
            evidence.section_why,
        )
    if name == "related":
        how = "found" if evidence.related_why.startswith("listed") else "guessed"
        return Finding(how, 0.9 if how == "found" else 0.6, evidence.related_why)
    if name == "paragraphs":
        return _text_finding(story)
    return Finding("found", 0.95, _WHY_FOUND[name])


def _text_finding(story: Document) -> Finding:
    count = len(story.paragraphs)
    recurring = sum(drop.why == "recurs on other pages" for drop in story.dropped)
    if recurring:
        return Finding(
            "guessed", 0.8, f"{count} paragraphs; {recurring} lines left out that recur on other pages"
        )
    sure = 0.95 if count >= 3 else 0.75
    return Finding("found", sure, f"{count} paragraphs between the head and the foot")
