"""The demo paper's own paper.toml, written from its content in the format that every paper has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from dateline.demo import records
from dateline.demo.content import load_demo
from dateline.demo.paper import DemoPaper
from dateline.demo.stories import Embed
from dateline.lib.paper_toml import ImprintLine, Paper, SectionEntry, SocialLink

# The language of names and descriptions that the content gives without saying.
SECOND_LANGUAGE = "ru"


def demo_paper_file() -> str:
    """Return the text of the demo's paper.toml."""
    demo = load_demo()
    return "\n".join(_lines(as_paper(demo.paper), embed_hosts=_embed_hosts(demo))) + "\n"


def as_paper(paper: records.Paper) -> Paper:
    """Return who the demo paper is, as the rest of Dateline knows papers."""
    return Paper(
        name=paper.name,
        tagline={paper.language: paper.tagline},
        language=paper.language,
        time_zone=paper.time_zone,
        founded=paper.founded,
        age_rating=paper.age_rating,
        contact_email=paper.email,
        registration={paper.language: paper.registration},
        sections=tuple(
            SectionEntry(
                slug=section.slug,
                name={paper.language: section.name, SECOND_LANGUAGE: section.name_ru},
                description={paper.language: section.description},
            )
            for section in paper.sections
        ),
        social=tuple(SocialLink(name=link.name, url=link.url) for link in paper.social),
        imprint=tuple(ImprintLine(language=line.language, text=line.text) for line in paper.imprint),
    )


def _embed_hosts(demo: DemoPaper) -> list[str]:
    blocks = (block for story in demo.stories for block in story.body)
    return sorted({urlsplit(block.url).netloc for block in blocks if isinstance(block, Embed)})


def _lines(paper: Paper, *, embed_hosts: list[str]) -> Iterator[str]:
    yield "# The demo paper. It is yours to change: rename it, or begin your own with `dateline new`."
    for name in (
        "name",
        "tagline",
        "language",
        "time_zone",
        "founded",
        "age_rating",
        "contact_email",
        "registration",
    ):
        yield f"{name} = {_value(getattr(paper, name))}"
    for section in paper.sections:
        yield from ("", "[[sections]]", f"slug = {_value(section.slug)}")
        yield from (f"name = {_value(section.name)}", f"description = {_value(section.description)}")
    for link in paper.social:
        yield from ("", "[[social]]", f"name = {_value(link.name)}", f"url = {_value(link.url)}")
    for line in paper.imprint:
        yield from ("", "[[imprint]]", f"language = {_value(line.language)}", f"text = {_value(line.text)}")
    yield from ("", "[server]", f"embed_hosts = {_value(embed_hosts)}")


def _value(value: object) -> str:
    """Write text, numbers, lists and text by language; JSON's strings are TOML's too."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(text)}" for key, text in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
