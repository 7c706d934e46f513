"""One invented story in many layouts: whatever stands around and between, its parts stay the same."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dateline.archive.pagedump.reader import read_page_dumps
from dateline.archive.records import Document

MOSCOW = ZoneInfo("Europe/Moscow")
HEADLINE = "Harbor Board Doesn't Believe the Tide Tables"
STAMP = "Oct 4, 2017 — 13:53\n— Update: 14:10"
CREDIT = "Ole Brandt / Harbor Post"
PARAGRAPHS = (
    "The harbor board said on Wednesday it doesn't trust\u00a0 the tide tables printed by the province.",
    "The tables, a bound volume of 400 pages, were published on Tuesday and promise a dry quay in March.",
    "“We saw the figures, but they can hardly be taken as official information,” said Ingrid Solheim.",
    "Two clerks were sent out with a measuring rod.",
    '"There has been no incident linked with the rod," the board added in an online statement Tuesday.',
)
RELATED = (
    ("Almost Half of the Quay Is Under Water — Poll", "City"),
    ("Measuring Rod Found After Nine Years", "Region"),
)
MENU = "City\nRegion\nHarbor\nLetters\nWhat's On"
TICKER = f"18 minutes ago Lamps on the Mole Are Lit Again\n3 hours ago {HEADLINE}"
FOOT = "Company\nAbout Us\nFollow\nFacebook\nRSS\n© 1921-2017. The Harbor Post. All rights reserved. 12+"


def _page(**parts: str) -> str:
    """Put the page together; any part can be replaced, and `between` goes before the fourth paragraph."""
    related = "\n".join(["Related", *(line for text, section in RELATED for line in (section, text))])
    menu = parts.get("menu", f"{MENU}\n{TICKER}\nCity\nLamps on the Mole Are Lit Again\n{MENU}")
    head = parts.get("head", f"{HEADLINE}\n\n{STAMP}\n\n{HEADLINE}\n\n{STAMP}\n{parts.get('credit', CREDIT)}")
    text = [*PARAGRAPHS[:3], parts.get("between", ""), *PARAGRAPHS[3:], parts.get("after", "")]
    body = "\n\n".join(part for part in text if part)
    below = f"{parts.get('related', related)}\n{parts.get('foot', FOOT)}"
    return f" date 2017-10-04 Harbor\n{menu}\n\n{head}\n\n{body}\n\n{below}\n"


def _read(text: str, folder: Path) -> Document:
    path = folder / "page.txt"
    path.write_text(text, encoding="utf-8", newline="")
    (record,) = read_page_dumps([path], zone=MOSCOW)
    return record


def _assert_story(record: Document) -> None:
    assert record.headline == HEADLINE
    assert record.paragraphs == PARAGRAPHS
    assert record.section == "Harbor"
    assert record.published == datetime(2017, 10, 4, 13, 53, tzinfo=MOSCOW)
    assert record.updated == datetime(2017, 10, 4, 14, 10, tzinfo=MOSCOW)
    assert tuple((item.headline, item.section) for item in record.related) == RELATED
    assert record.errors == ()


LAYOUTS = {
    "plain": {},
    "head once": {"head": f"{HEADLINE}\n\n{STAMP}\n{CREDIT}"},
    "no menu": {"menu": ""},
    "no foot": {"foot": ""},
    "window title first": {"menu": f"{HEADLINE} - The Harbor Post\n{MENU}"},
    "cookie notice first": {"menu": f"We use cookies. By using our site you agree.\nOK\n{MENU}"},
    "times in one line": {"head": f"{HEADLINE}\nOct 4, 2017 — 13:53 — Update: 14:10\n{CREDIT}"},
    "times in four lines": {"head": f"{HEADLINE}\n\nOct 4, 2017\n13:53\nUpdated:\n14:10\n\n{CREDIT}"},
    "times in brackets": {"head": f"{HEADLINE}\n\nOct 4, 2017 13:53 (Updated: Oct. 4, 2017 14:10)\n{CREDIT}"},
    "times above": {"head": f"{STAMP}\n\n{HEADLINE}\n\n{CREDIT}"},
    "kicker": {"head": f"Harbor\n{HEADLINE}\n\n{STAMP}\n{CREDIT}"},
    "reading time": {"head": f"{HEADLINE}\n\n{STAMP}\n4 min read\n{CREDIT}"},
    "share buttons in the head": {"head": f"{HEADLINE}\n{STAMP}\nShare\nTweet\nFacebook\n{CREDIT}"},
    "inline link": {"between": "Read more: Clerk Measures the Wrong River"},
    "inline link with a stop": {"between": "ALSO READ: Clerk Measures the Wrong River."},
    "inline box": {"between": "Read More\nClerk Measures the Wrong River"},
    "russian inline link": {"between": "Читайте также: Клерк измерил не ту реку"},
    "newsletter box": {"between": "Our weekly newsletter\nThe harbor, every Friday.\nYour e-mail\nSubscribe"},
    "newsletter apart": {"between": "Get our newsletter\n\nThe tides, delivered to your inbox.\n\nSubscribe"},
    "advertisement": {"between": "Advertisement"},
    "appeal": {"between": "Support independent journalism!\n\nDonate"},
    "share line": {"between": "Share on Facebook · Share on Twitter"},
    "picture in the text": {"between": "Photo: Marta Hense / Reuters"},
    "caption in the text": {"between": "Clerks at low tide. Marta Hense / Reuters"},
    "tags": {"after": "Tags: tides, quays"},
    "tags in lines": {"after": "Tags\nTides\nQuays"},
    "comments": {"after": "Comments\n3 comments\nLeave a comment"},
    "disclaimer": {"after": "The views expressed in opinion pieces do not necessarily reflect ours."},
    "related apart": {"related": "See also\n\nCity\nAlmost Half of the Quay Is Under Water — Poll\n\n"
                                 "Region\nMeasuring Rod Found After Nine Years\n"},
    "section behind": {"related": "Read also\nAlmost Half of the Quay Is Under Water — Poll\nCity\n"
                                  "Measuring Rod Found After Nine Years\nRegion"},
    "section in the line": {"related": "Читайте также\nCity: Almost Half of the Quay Is Under Water — Poll\n"
                                       "Region: Measuring Rod Found After Nine Years"},
    "most read below": {"foot": f"Most Read\nLetters\nWhy the Mole Keeps Quiet About Its Lamps\n{FOOT}"},
    "cookie notice last": {"foot": f"{FOOT}\nThis site uses cookies. By continuing you accept them.\nOK"},
}  # fmt: skip


@pytest.mark.parametrize("parts", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_story_is_the_same_in_every_layout(parts: dict[str, str], tmp_path: Path) -> None:
    record = _read(_page(**parts), tmp_path)

    _assert_story(record)
    assert record.credit == CREDIT


@pytest.mark.parametrize("parts", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_story_is_the_same_without_blank_lines(parts: dict[str, str], tmp_path: Path) -> None:
    text = "\n".join(line for line in _page(**parts).split("\n") if line.strip())

    _assert_story(_read(text, tmp_path))


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n\n"])
def test_story_is_the_same_with_other_line_ends(ending: str, tmp_path: Path) -> None:
    _assert_story(_read(_page().replace("\n", ending), tmp_path))


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("kremlin.ru", "kremlin.ru"),
        ("Flickr", "Flickr"),
        ("AP", "AP"),
        ("MT", "MT"),
        ("Photo: Marta Hense / TASS", "Marta Hense / TASS"),
        ("Фото: Марта Хенсе / ТАСС", "Марта Хенсе / ТАСС"),
        ("Courtesy of the harbor office", "Courtesy of the harbor office"),
        ("Denis Grishkin / Vedomosti / MT", "Denis Grishkin / Vedomosti / MT"),
        ("Amateur Video Screenshot", "Amateur Video Screenshot"),
        ("Defense Ministry", "Defense Ministry"),
        ("Still from “The Tide”", "Still from “The Tide”"),
        ("Igor Starkov / duma.gov.ru", "Igor Starkov / duma.gov.ru"),
        ("", None),
    ],
)
@pytest.mark.parametrize("before", ["", "\n"])
def test_credit_in_many_forms(line: str, credit: str | None, before: str, tmp_path: Path) -> None:
    record = _read(_page(credit=before + line), tmp_path)

    _assert_story(record)
    assert record.credit == credit


@pytest.mark.parametrize(
    "head",
    [
        "{0}\n\nBy Noor El-Amin\n\n{1}\n{2}",
        "{0}\n\n{1}\nBy Noor El-Amin\n{2}",
        "{0}\n\n{1}\n{2}\nBy Noor El-Amin",
        "{0}\n{1}\nNoor El-Amin\n{2}",
        "{0}\nNoor El-Amin\n{1}\n{2}",
        "{0}\n\nBy Noor El-Amin in Gull Island\n{1}\n{2}",
        "{0}\n\n{1}\nАвтор: Noor El-Amin\n{2}",
        "{0}\n\nBy Noor El-Amin | Oct 4, 2017 13:53 | Updated 14:10\n{2}",
        "{0}\n\nBy Noor El-Amin, Oct 4, 2017 13:53\nUpdated 14:10\n{2}",
        "{0}\n\nOct 4, 2017 13:53 by Noor El-Amin\nUpdated 14:10\n{2}",
    ],
)
def test_author_in_many_places(head: str, tmp_path: Path) -> None:
    record = _read(_page(head=head.format(HEADLINE, STAMP, CREDIT)), tmp_path)

    _assert_story(record)
    assert (record.authors, record.credit) == (("Noor El-Amin",), CREDIT)


@pytest.mark.parametrize(
    "text",
    [
        "Shares of the ferry line rose after a post on Twitter was shared on Facebook.",
        "Share prices at the ferry line fell on Monday after a report on Telegram.",
        "Auditors found a mistake in the budget of the harbor board.",
        "The site was registered as a mass media outlet in 2014 by the province.",
        "Роскомнадзор отозвал свидетельство о регистрации газеты «Прилив» в понедельник.",
        "Ten years ago the quay was a meadow.",
        "10 years ago the quay was a meadow.",
        "Background: the council voted in May to close the pool.",
        "His views do not necessarily reflect those of his party.",
        "By Monday evening the water had gone.",
        "— No, she said.",
        "Why?",
        "He refused.",
        "Subscribers of the ferry line pay less.",
        "The film is marked “All rights reserved,” which amused the court.",
    ],
)
def test_text_that_resembles_furniture_stays(text: str, tmp_path: Path) -> None:
    record = _read(_page(between=text), tmp_path)

    assert record.paragraphs == (*PARAGRAPHS[:3], text, *PARAGRAPHS[3:])
    assert len(record.related) == 2


@pytest.mark.parametrize(
    ("between", "kinds"),
    [
        ("What happens next", ["subheading"]),
        ("A Question of Trust", ["subheading"]),
        ("Can the Tide Be Trusted?", ["subheading"]),
        ("Oct 3, 2017", ["subheading"]),
        ("“They can hardly be taken as official information”", ["quote"]),
        ("“Nobody asked the tide what it thinks”\n— Ingrid Solheim", ["quote", "attribution"]),
        ("• one rod\n• two clerks", ["list_item", "list_item"]),
        ("- one rod\n- two clerks", ["list_item", "list_item"]),
        ("1. one rod\n2. two clerks", ["list_item", "list_item"]),
    ],
)
def test_blocks_that_are_no_paragraphs(between: str, kinds: list[str], tmp_path: Path) -> None:
    record = _read(_page(between=between), tmp_path)

    _assert_story(record)
    assert [(block.kind, block.text) for block in record.blocks[3 : 3 + len(kinds)]] == list(
        zip(kinds, between.split("\n"), strict=True)
    )


def test_note_on_the_author_is_no_paragraph(tmp_path: Path) -> None:
    note = "Noor El-Amin is a columnist and keeps a rowing boat."
    record = _read(_page(credit=f"By Noor El-Amin\n{CREDIT}", after=note), tmp_path)

    _assert_story(record)
    assert (record.bio, record.authors) == (note, ("Noor El-Amin",))


def test_standfirst_and_caption_are_no_paragraphs(tmp_path: Path) -> None:
    standfirst = "Four hundred pages have not convinced the people who live by them."
    head = f"{HEADLINE}\n\n{standfirst}\n\n{STAMP}\n\nThe quay at noon on Tuesday.\n{CREDIT}"
    record = _read(_page(head=head), tmp_path)

    _assert_story(record)
    assert (record.standfirst, record.caption, record.credit) == (
        standfirst,
        "The quay at noon on Tuesday.",
        CREDIT,
    )


@pytest.mark.parametrize(
    "headline", ["War", "Checkmate", "Who Lost?", "Photo / Essay", "Пожар", "It Rained."]
)
def test_short_headline_set_apart_above_the_times(headline: str, tmp_path: Path) -> None:
    record = _read(_page().replace(HEADLINE, headline), tmp_path)

    assert (record.headline, record.paragraphs) == (headline, PARAGRAPHS)


def test_page_without_times_has_a_guessed_day(tmp_path: Path) -> None:
    record = _read(_page(head=f"{HEADLINE}\n\n{CREDIT}"), tmp_path)

    assert (record.headline, record.paragraphs) == (HEADLINE, PARAGRAPHS)
    assert record.published == datetime(2017, 10, 4, tzinfo=MOSCOW)
    assert "published" in record.guessed
    assert "updated" in record.missing
