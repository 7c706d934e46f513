"""Any bytes give a record; pages made of known parts give those parts."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive.pagedump.reader import read_page_dumps
from dateline.archive.records import FIELDS, Document
from dateline.archive.report import Report

MOSCOW = ZoneInfo("Europe/Moscow")
SECTIONS = ("Harbor", "Region", "Culture", "Letters", "Sport", "Money")
_NOUNS = (
    "ferry council bridge winter budget school orchard library teacher market tram river museum harbor "
    "engine storm bakery signal mayor judge lantern garden committee station theater quarry festival bench"
)
_WORDS = _NOUNS.split()
_VERBS = ("opened", "closed", "delayed", "welcomed", "repaired", "questioned", "moved", "counted", "borrowed")
_NAMES = ("Ole Brandt", "Marta Hense", "Noor El-Amin", "Samuel Oyelaran", "Hana Kim")
_AGENCIES = ("Reuters", "Harbor Post", "City Archive")
_CREDITS = ("kremlin.example", "Flickr", *(f"{name} / {agency}" for name in _NAMES for agency in _AGENCIES))
_ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_MONTHS = _ENGLISH.split()
_GENITIVE = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_RUSSIAN = _GENITIVE.split()
_FOOT = "Company\nAbout Us\nContact\nFacebook\nRSS\n© 1921-2017 The Harbor Post. All rights reserved. 12+"


@dataclass(frozen=True)
class Made:
    """The text of a dump and what stands in it."""

    text: str
    headline: str
    section: str
    paragraphs: tuple[str, ...]
    credit: str | None
    authors: tuple[str, ...]
    published: str
    updated: str | None
    related: tuple[tuple[str, str], ...]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    noun = st.sampled_from(_WORDS)
    text = f"The {draw(noun)} {draw(st.sampled_from(_VERBS))} the {draw(noun)} near the {draw(noun)}"
    tail = draw(
        st.sampled_from(["", " on Monday", " after years of delay", ", the council said", " — again"])
    )
    end = draw(st.sampled_from([".", ".", "?", "!", "…"]))
    return text + tail + end


def _paragraph(draw: st.DrawFn, *, case: str) -> str:
    """No paragraph stands in another one: a line that does is a pull quote and tested elsewhere."""
    text = " ".join([f"In case {case} nobody was surprised.", *draw(st.lists(sentences(), max_size=5))])
    shape = draw(st.integers(0, 5))
    if shape == 0:
        return f'“{text[:-1]},” said {draw(st.sampled_from(_NAMES))}. “{draw(sentences())}"'
    return f"« {text} »" if shape == 1 else text


@st.composite
def headlines(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=4, max_size=9, unique=True))
    verb = draw(st.sampled_from(_VERBS))
    return " ".join(word.capitalize() for word in [words[0], verb, *words[1:]])


@st.composite
def pages(draw: st.DrawFn) -> Made:
    """A page: menu, ticker, repeated head, credit, text, related stories and foot, in several layouts."""
    headline, *others = draw(st.lists(headlines(), min_size=6, max_size=6, unique=True))
    section = draw(st.sampled_from(SECTIONS))
    case = f"{crc32(headline.encode()):x}"
    texts = [_paragraph(draw, case=f"{case}-{number}") for number in range(draw(st.integers(2, 12)))]
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
    update = draw(st.booleans())
    stamp = _stamp(draw, month=month, day=day, update=update)
    author = draw(st.sampled_from([None, *_NAMES]))
    credit = draw(st.sampled_from([None, *_CREDITS]))
    label = draw(st.sampled_from(["", "Photo: "])) if credit else ""
    ticker = [f"{n} hours ago {text}" for n, text in enumerate([*others[:2], headline], start=2)]
    head = [headline, *stamp]
    related = tuple((text, draw(st.sampled_from(SECTIONS))) for text in others[2 : draw(st.integers(2, 5))])
    blank = draw(st.sampled_from(["\n\n", "\n\n", "\n"]))
    parts = [
        "\n".join(
            [
                f" date 2017-{month:02d}-{day:02d} {section}",
                *SECTIONS,
                *(ticker if draw(st.booleans()) else []),
            ]
        ),
        "\n".join(head),
        *(["\n".join(head)] if draw(st.booleans()) else []),
        *([f"By {author}"] if author else []),
        *([label + credit] if credit else []),
        *texts,
    ]
    below = []
    if related:
        heading = draw(
            st.sampled_from(["Related", "Read more", "See also", "Читайте также", "More on this story"])
        )
        below.append("\n".join([heading, *(line for text, where in related for line in (where, text))]))
    if draw(st.booleans()):
        below.append(_FOOT)
    return Made(
        text=blank.join([*parts, *below]) + "\n",
        headline=headline,
        section=section,
        paragraphs=tuple(texts),
        credit=credit,
        authors=(author,) if author else (),
        published=f"2017-{month:02d}-{day:02d}T13:53:00+03:00",
        updated=f"2017-{month:02d}-{day:02d}T14:10:00+03:00" if update else None,
        related=related,
    )


def _stamp(draw: st.DrawFn, *, month: int, day: int, update: bool) -> list[str]:
    name, russian = _MONTHS[month - 1], _RUSSIAN[month - 1]
    published, updated = draw(
        st.sampled_from(
            [
                (f"{name} {day}, 2017 — 13:53", "— Update: 14:10"),
                (f"{day} {russian} 2017, 13:53", "Обновлено: 14:10"),
                (f"2017-{month:02d}-{day:02d} 13:53", f"Updated 2017-{month:02d}-{day:02d} 14:10"),
                (f"Published: {name} {day}, 2017 at 1:53 p.m.", f"Updated: {name} {day}, 2017 at 2:10 p.m."),
                (f"{day:02d}.{month:02d}.2017 13:53", f"Updated: {day:02d}.{month:02d}.2017 14:10"),
            ]
        )
    )
    return [published, updated] if update else [published]


_PIECES = (
    " date 2017-10-04 Town", "", "Related", "Oct 4, 2017 — 13:53", "Update: 14:10", "Feb 31, 2017",
    "By Ole Brandt", "Photo: x / y", "Newsletter", "© 2017 x", "3 hours ago Headline of a Story", "Town",
    "• item", "Tags: a, b", "A sentence of running text that stands for a paragraph.", "9999-12-31 23:59",
    "A Headline With Words", "[[", "««",
)  # fmt: skip
_LINES = st.one_of(st.text(max_size=80), st.sampled_from(_PIECES))


def _read(*texts: bytes) -> list[Document]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{at}.txt" for at in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text)
        return list(read_page_dumps(paths, zone=MOSCOW))


@given(st.binary(max_size=600))
@settings(max_examples=80, deadline=None)
def test_any_bytes_give_a_record(data: bytes) -> None:
    records = _read(data)

    assert records
    report = Report()
    for record in records:
        report.add(record)
    assert report.as_json()
    assert report.as_text()


@given(st.lists(st.lists(_LINES, max_size=25), min_size=1, max_size=4))
@settings(max_examples=80, deadline=None)
def test_any_lines_give_a_record_that_adds_up(files: list[list[str]]) -> None:
    records = _read(*("\n".join(lines).encode("utf-8", "replace") for lines in files))

    assert {record.file for record in records} == {record.file for record in records if record.file}
    for record in records:
        assert 0 <= record.confidence <= 1
        assert set(record.missing) <= set(FIELDS)
        assert all(bool(getattr(record, name)) != (name in record.missing) for name in FIELDS)
        assert record.is_story or record.errors or record.missing


@given(pages())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_page_of_known_parts_gives_those_parts(made: Made) -> None:
    (record,) = _read(made.text.encode())

    assert record.headline == made.headline
    assert record.paragraphs == made.paragraphs
    assert record.section == made.section
    assert record.published is not None
    assert record.published.isoformat() == made.published
    assert (record.updated.isoformat() if record.updated else None) == made.updated
    assert (record.credit, record.authors) == (made.credit, made.authors)
    assert tuple((item.headline, item.section) for item in record.related) == made.related
    assert record.errors == ()


@given(st.lists(pages(), min_size=3, max_size=7, unique_by=lambda made: made.headline), st.integers(1, 3))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_lines_that_recur_on_the_pages_of_a_paper_are_no_text(stories: list[Made], place: int) -> None:
    """One page alone could not tell this plea from a paragraph."""
    plea = "The paper you are reading is owned by the people who read it, and it will stay that way."
    texts = [made.text.replace(made.paragraphs[1], f"{plea}\n\n{made.paragraphs[1]}", 1) for made in stories]

    alone = [_read(text.encode())[0] for text in texts]
    together = _read(*(text.encode() for text in texts))

    assert all(plea in record.paragraphs for record in alone)
    assert [record.paragraphs for record in together] == [made.paragraphs for made in stories]
    assert all(plea in {drop.text for drop in record.dropped} for record in together)
    assert all("paragraphs" in record.guessed for record in together)
