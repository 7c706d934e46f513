"""What is gathered of one page while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import tzinfo

from dateline.archive.parsing.trees import Element
from dateline.archive.records import Problem
from dateline.archive.webpages.container import Weights
from dateline.archive.webpages.headline import Printed
from dateline.archive.webpages.heads import Around
from dateline.archive.webpages.studied import Studied
from dateline.archive.webpages.template import Template


@dataclass(slots=True)
class Reading:
    """What is gathered of one page, with the reasons for its guesses."""

    page: Studied
    template: Template
    zone: tzinfo
    weights: Weights
    recurring: frozenset[str]
    headline: Printed | None = None
    container: Element | None = None
    around: Around = field(default_factory=Around)
    guesses: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
