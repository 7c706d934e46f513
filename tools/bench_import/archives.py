"""Make archives of any size, the same for the same number: page dumps, WordPress exports and HTML pages."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

SECTIONS = ("Town", "Harbour", "Culture", "Business", "Sport", "Opinion", "Region", "Letters")
FIRST = datetime(1998, 1, 4, 7, 0, tzinfo=UTC)
_NOUNS = (
    "ferry,quay,council,market,bridge,school,museum,harbour,office,library,storm,budget,trial,strike,tower,"
    "theatre,hospital,railway,station,garden,archive,mayor,captain,teacher,fisherman,pilot,referee,painter,"
    "bakery,lighthouse,tram,canal,festival,parade,concert,exhibition,committee,report,survey,tender"
)
_VERBS = (
    "opens,closes,waits,sails,returns,grows,falls,plans,repairs,votes,pays,sells,loses,wins,finds,moves,"
    "delays,begins,ends,promises,refuses,celebrates,remembers,counts,measures,builds,paints,saves"
)
_PLACES = (
    "on the north shore,near the old mill,at the town hall,behind the station,in the lower town,by the river,"
    "on Sunday night,after a long winter,before the holidays,for the third year,without a permit"
)
NOUNS, VERBS, PLACES = (words.split(",") for words in (_NOUNS, _VERBS, _PLACES))
PEOPLE = [
    f"{first} {last}"
    for first in ("Ines", "Anna", "Tomas", "Vera", "Oskar", "Lidia", "Pavel", "Nora", "Emil", "Greta")
    for last in ("Moreau", "Orlova", "Lind", "Sato", "Berger", "Keller", "Novak", "Ferro", "Hansen", "Wolf")
]
MENU = "\n".join(("The Harbour Post", "Subscribe", "Log in", *SECTIONS, "Weather", "Archive"))
FOOT = (
    "Related\n{related}\n\nMost read\nCompany\nAbout us\nContacts\nPrivacy policy\nFacebook\nTelegram\n\n"
    "© Copyright 1987-2026. The Harbour Post. All rights reserved. 12+\n"
)


@dataclass(frozen=True, slots=True)
class Told:
    """One story of a made archive."""

    number: int
    headline: str
    section: str
    at: datetime
    author: str
    tags: tuple[str, ...]
    paragraphs: tuple[str, ...]


def told(number: int, *, of: int) -> Told:
    """Return a story; dates are spread over 25 years in order of the numbers."""
    rng = random.Random(number)  # noqa: S311 - not for secrets
    at = FIRST + timedelta(minutes=int(25 * 365 * 1440 * number / max(of, 1)))
    noun, verb, place = rng.choice(NOUNS), rng.choice(VERBS), rng.choice(PLACES)
    headline = f"{rng.choice(PEOPLE).split()[1]}’s {noun} {verb} {place}, {rng.choice(NOUNS)} {number} says"
    paragraphs = tuple(_paragraph(rng) for _each in range(rng.randint(4, 9)))
    return Told(
        number=number,
        headline=headline[0].upper() + headline[1:],
        section=rng.choice(SECTIONS),
        at=at,
        author=rng.choice(PEOPLE),
        tags=tuple(rng.sample(NOUNS, 2)),
        paragraphs=paragraphs,
    )


def write_dumps(folder: Path, count: int) -> None:
    """Write page dumps, a thousand in a folder, in order of their dates."""
    for number in range(count):
        inside = folder / f"{number // 1000:04d}"
        if number % 1000 == 0:
            inside.mkdir(parents=True, exist_ok=True)
        inside.joinpath(f"{number:07d}.txt").write_text(_dump(told(number, of=count), count), "utf-8")


def write_pages(folder: Path, count: int) -> None:
    """Write HTML pages of one site, a thousand in a folder, with what such pages have around their story."""
    for number in range(count):
        inside = folder / "old.example" / f"{number // 1000:04d}"
        if number % 1000 == 0:
            inside.mkdir(parents=True, exist_ok=True)
        inside.joinpath(f"{number:07d}.html").write_text(_page(told(number, of=count), count), "utf-8")


def write_wxr(path: Path, count: int) -> None:
    """Write one WordPress export."""
    with path.open("w", encoding="utf-8") as file:
        file.write(_WXR_HEAD)
        for piece in _wxr_items(count):
            file.write(piece)
        file.write("</channel></rss>\n")


def _paragraph(rng: random.Random) -> str:
    sentences = []
    for _each in range(rng.randint(2, 4)):
        words = [rng.choice(NOUNS) if at % 3 else rng.choice(VERBS) for at in range(rng.randint(9, 18))]
        sentences.append(f"The {' '.join(words)} {rng.choice(PLACES)}.")
    if rng.random() < 0.3:
        sentences.append(f"“The {rng.choice(NOUNS)} is ours,” said {rng.choice(PEOPLE)}.")
    return " ".join(sentences)


def _page(story: Told, count: int) -> str:
    other = told(max(story.number - 7, 0), of=count)
    menu = "".join(f'<li><a href="/{name.lower()}/">{name}</a></li>' for name in SECTIONS)
    body = "".join(f"<p>{escape(text)}</p>\n" for text in story.paragraphs)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.headline,
        "datePublished": story.at.isoformat(),
        "author": {"@type": "Person", "name": story.author},
        "articleSection": story.section,
    }
    return (
        f'<!doctype html><html lang="en"><head><title>{escape(story.headline)} - The Harbour Post</title>'
        f'<link rel="canonical" href="https://old.example/{story.section.lower()}/{story.number}.html">'
        f'<meta property="og:title" content="{escape(story.headline)}">'
        f'<script type="application/ld+json">{json.dumps(data)}</script></head><body>'
        f'<header><a href="/">The Harbour Post</a><nav><ul>{menu}</ul></nav></header><main><article>'
        f'<p class="rubric">{story.section}</p><h1>{escape(story.headline)}</h1>'
        f'<p class="meta"><time datetime="{story.at.isoformat()}">{story.at:%d %B %Y}</time>'
        f' <span class="author">{story.author}</span></p>\n{body}</article>'
        f'<aside><h2>Related</h2><ul><li><a href="/{other.section.lower()}/{other.number}.html">'
        f"{escape(other.headline)}</a></li></ul></aside></main>"
        "<footer><p>© Copyright 1987-2026. The Harbour Post. All rights reserved.</p></footer>"
        "</body></html>\n"
    )


def _dump(story: Told, count: int) -> str:
    other = told(max(story.number - 7, 0), of=count).headline
    moment = f"{story.at:%b} {story.at.day}, {story.at:%Y} — {story.at:%H:%M}"
    body = "\n\n".join(story.paragraphs)
    return (
        f" date {story.at:%Y-%m-%d} {story.section}\n{MENU}\n{story.headline}\n{story.headline}\n{moment}\n"
        f"{story.author} / Harbour Post\n\n{body}\n\n{FOOT.format(related=other)}"
    )


_WXR_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Harbour Post</title><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>
"""


def _wxr_items(count: int) -> Iterator[str]:
    for number in range(count):
        story = told(number, of=count)
        body = "\n".join(
            f"<!-- wp:paragraph -->\n<p>{escape(text)}</p>\n<!-- /wp:paragraph -->"
            for text in story.paragraphs
        )
        slug = f"{story.section.lower()}-{number}"
        tags = "".join(
            f'<category domain="post_tag" nicename="{tag}"><![CDATA[{tag}]]></category>' for tag in story.tags
        )
        yield (
            f"<item><title>{escape(story.headline)}</title>"
            f"<link>https://old.example/{story.at:%Y/%m}/{slug}/</link>"
            f"<dc:creator><![CDATA[{story.author}]]></dc:creator>"
            f'<guid isPermaLink="false">https://old.example/?p={number + 1}</guid>'
            f"<content:encoded><![CDATA[{body}]]></content:encoded>"
            f"<wp:post_id>{number + 1}</wp:post_id><wp:post_date>{story.at:%Y-%m-%d %H:%M:%S}</wp:post_date>"
            f"<wp:post_date_gmt>{story.at:%Y-%m-%d %H:%M:%S}</wp:post_date_gmt>"
            f"<wp:post_name>{slug}</wp:post_name>"
            "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
            f'<category domain="category" nicename="{story.section.lower()}">'
            f"<![CDATA[{story.section}]]></category>"
            f"{tags}</item>\n"
        )


WRITERS: dict[str, Callable[[Path, int], None]] = {
    "pagedump": write_dumps,
    "wxr": write_wxr,
    "html": write_pages,
}
